import { lexicographicSortSchema, printSchema } from 'graphql';
import { apiSchema } from './schema.ts';

const HEADER = '# Emitted from services/api by `npm run schema`; do not edit.\n\n';

/** The API's contract as it is checked in: sorted, with every description. */
export async function emittedSchema(): Promise<string> {
  return `${HEADER}${printSchema(lexicographicSortSchema(await apiSchema()))}\n`;
}
