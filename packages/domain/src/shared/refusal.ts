/** Why a command was refused; part of the API's contract, so a code is never renamed. */
export type RefusalCode =
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'WRONG_STATE'
  | 'INVALID'
  | 'CONFLICT'
  | 'INSUFFICIENT'
  | 'TOO_MANY_ATTEMPTS';

/**
 * An expected "no" to a command. Thrown inside a unit of work it rolls everything back; the API turns it
 * into one `userErrors` entry.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Path of the offending input field, empty when the command as a whole is refused. */
  readonly field: readonly string[];

  constructor(code: RefusalCode, message: string, field: readonly string[] = []) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.field = field;
  }
}

/** Several expected "no"s to one command, such as one that brings in many rows: all of them are told. */
export class Refusals extends Refusal {
  readonly all: readonly Refusal[];

  /** @param all at least one */
  constructor(all: readonly [Refusal, ...Refusal[]]) {
    const [{ code, message, field }] = all;
    super(code, message, field);
    this.all = all;
  }
}
