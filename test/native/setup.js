import { readFileSync } from 'node:fs';
import { registerHooks, setSourceMapsSupport } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/*
 * Every worker runs its test files in one thread of Node.js, as it is: a module that two files need is loaded once. TypeScript
 * is stripped here, packages are read from their sources, and `@jest/globals` is the runner's.
 */
const GLOBALS = new URL('globals.js', import.meta.url).href;
const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: false },
    target: 'es2024',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
    return next(specifier, { ...context, conditions: ['linli:source', ...context.conditions] });
  },
  load(url, context, next) {
    const [file] = url.split('?');
    if (!file.startsWith('file:') || !file.endsWith('.ts')) return next(url, context);
    const path = fileURLToPath(file);
    return { format: 'module', source: transformSync(readFileSync(path, 'utf8'), { ...OPTIONS, filename: path }).code, shortCircuit: true };
  },
});
setSourceMapsSupport(true);
