import { GraphQLError, getOperationAST, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from './limits.ts';

/**
 * Characters of the valid documents that are kept: all clients of a kind ask by the same few, and hold them while they subscribe.
 * Parsed, a character of `id id id …` takes 160 bytes: nobody can have us keep more than some 80 MB.
 */
const KEPT = 500_000;
const VALID = new WeakMap<GraphQLSchema, LRUCache<string, DocumentNode>>();

/** A document that may be executed, or why not: as Apollo judges over HTTP, with the same codes. */
export function checkedDocument(schema: GraphQLSchema, query: string, operationName: string | null | undefined): DocumentNode | GraphQLError[] {
  const valid = VALID.get(schema) ?? new LRUCache({ maxSize: KEPT, sizeCalculation: (_, { length }) => Math.max(1, length) });
  VALID.set(schema, valid);
  const document = valid.get(query) ?? validDocument(schema, query);
  if (Array.isArray(document)) return document;
  valid.set(query, document);
  if (getOperationAST(document, operationName)) return document;
  const message = operationName ? `Unknown operation named "${operationName}".` : 'Must provide operation name if query contains multiple operations.';
  return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
}

function validDocument(schema: GraphQLSchema, query: string): DocumentNode | GraphQLError[] {
  let document;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const refused = validate(schema, document, [...specifiedRules, ...LIMIT_RULES], { maxErrors: MAX_ERRORS });
  return refused.length > 0 ? refused.map(error => coded(error, 'GRAPHQL_VALIDATION_FAILED')) : document;
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, extensions: { code } });
}
