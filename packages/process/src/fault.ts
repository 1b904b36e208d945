import { isNativeError } from 'node:util/types';

/**
 * An expected operational failure: a taken port, a malformed key, a folder nobody may enter.
 * Its message is one sentence that tells the operator what is wrong and what to do.
 * Not for refusals of a request: those belong to the domain.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** What the process exits with when nobody handles it; never 0. */
  readonly exitCode: number;

  constructor(sentence: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(sentence, 'cause' in options ? { cause: options.cause } : undefined);
    this.exitCode = options.exitCode || 1;
  }
}

/**
 * What a person should see of an error: a fault's sentence alone (its cause is for code),
 * anything else in full, because then it is our mistake.
 */
export function describeError(error: unknown): string {
  if (error instanceof Fault) return error.message;
  return isNativeError(error) ? (error.stack ?? error.message) : String(error);
}

/** Ends the process over an error: `main().catch(exitOn)`. Prints {@link describeError}; the exit code is never 0. */
export function exitOn(error: unknown): never {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(error instanceof Fault ? error.exitCode : 1);
}
