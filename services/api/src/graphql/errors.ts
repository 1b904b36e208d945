import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { sqlState } from '@linli/domain/shared/unit-of-work';
import type { Log } from '@linli/process/log';

/** The caller has to sign in, or the session is over. */
export function unauthenticated(message = 'Sign in first.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' } });
}

/** The caller may not do this at all, whatever the data. */
export function forbidden(message = 'You may not do this.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

/** An argument that cannot be right, whatever the data. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A cursor of before the records came into this database: what it says nobody can tell any more. */
export function resync(): GraphQLError {
  return new GraphQLError('This cursor is of another epoch: begin again without one.', { extensions: { code: 'RESYNC' } });
}

/** The caller asks for too much at a time. */
export function rateLimited(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } });
}

/** Codes whose message is meant for the caller. */
const FOR_THE_CALLER = new Set([
  'UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'RATE_LIMITED', 'RESYNC', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** graphql-js offers names that come near a wrong one; who may not read the schema shall not guess it either. */
const SUGGESTION = / Did you mean [^?]+\?$/;

/** SQLSTATEs of values that no column can hold: characters, instants and numbers out of PostgreSQL's range. */
const CANNOT_BE_STORED = new Set(['22021', '22P05', '22008', '22003']);

/**
 * What the caller sees of an error, over HTTP and WebSocket alike: faults of ours become one masked sentence with
 * the request id under which the log has the rest. Never a stack, SQL or a path.
 */
export function shown(formatted: GraphQLFormattedError, original: unknown, requestId: string, log: Log): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  const code = typeof extensions?.code === 'string' ? extensions.code : '';
  const asBadInput = { ...where, extensions: { code: 'BAD_USER_INPUT' } };
  if (FOR_THE_CALLER.has(code)) return { message: message.replace(SUGGESTION, ''), ...where, extensions: { code } };
  if (isOfTheRequest(original)) return { message: message.replace(SUGGESTION, ''), ...asBadInput };
  if (CANNOT_BE_STORED.has(sqlState(causeOf(original)) ?? '')) return { message: 'A value here cannot be stored.', ...asBadInput };
  return { ...fault(causeOf(original), requestId, log, path).toJSON(), ...where };
}

/** A fault of ours as callers see it, written to the log. */
export function fault(cause: unknown, requestId: string, log: Log, path?: GraphQLFormattedError['path']): GraphQLError {
  log.error({ err: cause, requestId, path }, 'a request failed');
  return new GraphQLError(`Something went wrong on our side (request ${requestId}).`, { extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } });
}

/** graphql-js's own errors about values (variables before, arguments during execution) point at the document. */
function isOfTheRequest(original: unknown): boolean {
  if (!(original instanceof GraphQLError)) return false;
  const raised = original.path ? original.originalError : original;
  return raised instanceof GraphQLError && raised.nodes !== undefined && raised.extensions.code === undefined;
}

function causeOf(original: unknown): unknown {
  return original instanceof GraphQLError ? (original.originalError ?? original) : original;
}
