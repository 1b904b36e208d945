import type { CombinedError } from '@urql/core';

/** What kept an answer from us. `UNREACHABLE` and `PAGE` are ours; the other codes are the API's. */
export class Fault extends Error {
  readonly code: string;
  /** Under which the server's log has the rest. */
  readonly requestId: string | null;

  constructor(code: string, message: string, requestId: string | null = null) {
    super(message);
    this.code = code;
    this.requestId = requestId;
  }
}

/** An error as GraphQL writes it. */
interface WrittenError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The first of an answer's errors; without any, the network's. */
export function faultOf(error: Pick<CombinedError, 'graphQLErrors' | 'networkError'> | undefined): Fault {
  const [first] = error?.graphQLErrors ?? [];
  if (first) return faultIn([first]);
  if (error?.networkError instanceof Fault) return error.networkError;
  return new Fault('UNREACHABLE', 'The server cannot be reached.');
}

/** The first of the errors that a socket sent. */
export function faultIn(errors: readonly WrittenError[]): Fault {
  const { message = '', extensions = {} } = errors[0] ?? {};
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return new Fault(text(extensions['code']) ?? 'INTERNAL_SERVER_ERROR', message, text(extensions['requestId']));
}

/** Whatever was thrown, as a fault. */
export function asFault(thrown: unknown): Fault {
  return thrown instanceof Fault ? thrown : new Fault('PAGE', thrown instanceof Error ? thrown.message : String(thrown));
}
