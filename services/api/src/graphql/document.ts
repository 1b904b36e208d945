import { GraphQLError, getOperationAST, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from './limits.ts';

/** A document that may be executed, or why not: as Apollo judges over HTTP, with the same codes. */
export function checkedDocument(schema: GraphQLSchema, query: string, operationName: string | null | undefined): DocumentNode | GraphQLError[] {
  let document;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const refused = validate(schema, document, [...specifiedRules, ...LIMIT_RULES], { maxErrors: MAX_ERRORS });
  if (refused.length > 0) return refused.map(error => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  if (getOperationAST(document, operationName)) return document;
  const message = operationName ? `Unknown operation named "${operationName}".` : 'Must provide operation name if query contains multiple operations.';
  return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, extensions: { code } });
}
