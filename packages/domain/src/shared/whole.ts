import { Refusal } from './refusal.ts';

/** A whole number between two bounds, both included. @throws Refusal INVALID at `field` */
export function whole(value: number, least: number, most: number, ...field: string[]): number {
  if (!Number.isSafeInteger(value) || value < least || value > most) throw new Refusal('INVALID', `A whole number from ${least} to ${most}.`, field);
  return value;
}
