/** Rules that need types. What can be judged without them is oxlint's (`.oxlintrc.json`), which takes 0.1 s. */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** An exception in a comment says why: `// eslint-disable-next-line <rule> -- <reason>`. */
const reasonedDisable = {
  meta: { type: 'problem', schema: [], messages: { noReason: 'Say why: end the comment with " -- " and the reason.' } },
  create: context => ({
    Program() {
      for (const { value, loc } of context.sourceCode.getAllComments()) {
        const disables = /^\s*(?:(?:eslint|oxlint)-disable|@ts-expect-error)/.test(value);
        if (disables && !/ -- \S/.test(value)) context.report({ loc, messageId: 'noReason' });
      }
    },
  }),
};

const UNTYPED_VALUES = ['argument', 'assignment', 'call', 'member-access', 'return'].map(of => `@typescript-eslint/no-unsafe-${of}`);
const setAll = (rules, to) => Object.fromEntries(rules.map(rule => [rule, to]));

export default defineConfig(
  { ignores: ['**/*.js', '**/dist/', '**/generated/', 'coverage/', '.linli/'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      // Tests stand in no package's tsconfig; the service finds tsconfig.test.json through the root's references.
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@typescript-eslint': tseslint.plugin, linli: { rules: { 'reasoned-disable': reasonedDisable } } },
    rules: {
      'linli/reasoned-disable': 'error',
      'max-lines': ['error', 300],

      // A promise that nobody waits for is a write that nobody knows the end of.
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',

      // A new state, kind or role has to be thought of everywhere.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

      // Values mean what their types say.
      ...setAll(UNTYPED_VALUES, 'error'),
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
    },
  },
  // Tests look into answers that came over the wire and have no types.
  { files: ['**/*.test.ts', '**/test/**/*.ts'], rules: setAll(UNTYPED_VALUES, 'off') },
  // The ORM's FilterQuery of a type parameter resolves to any.
  { files: ['packages/domain/src/shared/transaction.ts'], rules: setAll(UNTYPED_VALUES, 'off') },
);
