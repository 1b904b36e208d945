import { Refusal } from '../shared/refusal.ts';

/** When a role is held: `[validFrom, validTo)`, without an end while there is no `validTo`. */
export interface Period {
  readonly validFrom: Date;
  readonly validTo?: Date | null | undefined;
}

/** Whether two periods have a moment in common; one that ends when it begins has none. */
export function overlap(a: Period, b: Period): boolean {
  return begins(a) < ends(a) && begins(b) < ends(b) && begins(a) < ends(b) && begins(b) < ends(a);
}

/** Whether a period is not over at a moment; it may be still to come. */
export function lasts(period: Period, at: Date): boolean {
  return ends(period) > at.getTime() && ends(period) > begins(period);
}

/** Whether a moment lies in a period. */
export function covers(period: Period, at: Date): boolean {
  return begins(period) <= at.getTime() && at.getTime() < ends(period);
}

/**
 * A period to come, from now when nothing else is said.
 * @param path of the input that says it
 * @throws Refusal INVALID for a beginning in the past, or an end that is not after the beginning
 */
export function toCome(asked: { readonly validFrom?: Date | undefined; readonly validTo?: Date | undefined }, now: Date, path: readonly string[] = []): Period {
  const { validFrom = now, validTo = null } = asked;
  if (validFrom < now) throw new Refusal('INVALID', 'A role cannot begin in the past; leave this out for now.', [...path, 'validFrom']);
  if (validTo && validTo <= validFrom) throw new Refusal('INVALID', 'The end must be after the beginning.', [...path, 'validTo']);
  return { validFrom, validTo };
}

function begins({ validFrom }: Period): number {
  return validFrom.getTime();
}

function ends({ validTo }: Period): number {
  return validTo ? validTo.getTime() : Infinity;
}
