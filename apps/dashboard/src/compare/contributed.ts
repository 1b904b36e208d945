import { counts } from '../format.ts';
import type { IndicatorUnit } from '../generated/documents.ts';

/** What something adds to a side of a figure, as people write it: what stands below the line is always counted, never minutes or fen. */
export function contributed(amount: number, above: boolean, unit: IndicatorUnit): string {
  return counts({ numerator: amount, denominator: null }, above ? unit : 'COUNT');
}
