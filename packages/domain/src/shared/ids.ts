import { v7, validate } from 'uuid';

/** A new UUIDv7: unique without asking anyone, and sorted by the time it was made. */
export function newId(): string {
  return v7();
}

/** Whether a text is a UUID, so that it may be compared with an id column. */
export function isId(text: string): boolean {
  return validate(text);
}
