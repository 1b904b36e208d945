import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { emittedSchema } from './graphql/emitted-schema.ts';

/** Writes the API's contract into `schema/schema.graphql`. Run by `npm run schema` after the API has changed. */
const file = fileURLToPath(new URL('../../../schema/schema.graphql', import.meta.url));
await writeFile(file, await emittedSchema());
