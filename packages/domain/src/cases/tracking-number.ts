import { randomInt } from 'node:crypto';
import { dayOf } from '../shared/clock.ts';

/** Letters and digits that nobody mistakes for one another on the telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A number for the resident to quote: the day of receipt and seven letters, e.g. `20260314-7KX2M9A`. */
export function trackingNumber(receivedAt: Date, pick: (below: number) => number = randomInt): string {
  const letters = Array.from({ length: 7 }, () => ALPHABET[pick(ALPHABET.length)]);
  return `${dayOf(receivedAt).replaceAll('-', '')}-${letters.join('')}`;
}
