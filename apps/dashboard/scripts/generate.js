/**
 * Writes src/generated/documents.ts: each operation of src/ as a typed document, checked against the contract. Runs
 * in the build; nothing of it is checked in.
 */
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const dashboard = fileURLToPath(new URL('..', import.meta.url));
const folder = `${dashboard}src/generated`;
const contract = fileURLToPath(import.meta.resolve('@linli/schema/schema.graphql'));

const locations = (await Array.fromAsync(glob('src/**/*.graphql', { cwd: dashboard }))).toSorted();
const config = {
  documentMode: 'string', // the client needs no GraphQL parser then
  enumType: 'string-literal',
  immutableTypes: true,
  mergeFragmentTypes: true,
  dedupeFragments: true,
  strictScalars: true,
  useTypeImports: true,
  scalars: { ID: 'string', Date: 'string', DateTime: 'string', GeoJSON: 'unknown', JSON: 'unknown', Amount: 'number', Revision: 'number' },
};
const text = await codegen({
  filename: `${folder}/documents.ts`,
  schema: parse(await readFile(contract, 'utf8')),
  documents: await Promise.all(locations.map(async location => ({ location, document: parse(await readFile(dashboard + location, 'utf8')) }))),
  config,
  pluginMap: { operations, documents },
  plugins: [{ operations: {} }, { documents: {} }],
});
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/documents.ts`, text);
