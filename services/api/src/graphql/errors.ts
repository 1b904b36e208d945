import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '@linli/process/log';

/** The caller has to sign in, or the session is over. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
}

/** The caller may not do this at all, whatever the data. */
export function forbidden(message = 'You may not do this.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

/** An argument that cannot be right, whatever the data. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Codes whose message is meant for the caller. */
const FOR_THE_CALLER = new Set([
  'UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'RATE_LIMITED', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * What the caller sees of an error, over HTTP and WebSocket alike: faults of ours become one masked sentence with
 * the request id under which the log has the rest. Never a stack, SQL or a path.
 */
export function shown(formatted: GraphQLFormattedError, original: unknown, requestId: string, log: Log): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  const code = typeof extensions?.code === 'string' ? extensions.code : undefined;
  if (code !== undefined && FOR_THE_CALLER.has(code)) return { message, ...where, extensions: { code } };
  if (isOfTheRequest(original)) return { message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  log.error({ err: causeOf(original), requestId, path }, 'a request failed');
  return { message: `Something went wrong on our side (request ${requestId}).`, ...where, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
}

/** Errors that graphql-js itself raises about the document or its variables carry no cause. */
function isOfTheRequest(original: unknown): boolean {
  return original instanceof GraphQLError && original.originalError === undefined && original.extensions.code === undefined && original.path === undefined;
}

function causeOf(original: unknown): unknown {
  return original instanceof GraphQLError ? (original.originalError ?? original) : original;
}
