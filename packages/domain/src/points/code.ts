import { randomInt } from 'node:crypto';

const DIGITS = 8;

/** A one-time code, easy to read out: with five tries for each, guessing one is hopeless. */
export function newCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}
