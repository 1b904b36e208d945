import { createHash } from 'node:crypto';
import type { IndicatorSeal } from './indicator-seal.entity.ts';
import type { SealedFigure } from './sealed-figure.entity.ts';

/** What a seal says, but for its digest. */
export type SealedHead = Pick<IndicatorSeal, 'districtId' | 'id' | 'placeId' | 'periodKind' | 'fromDay' | 'toDay' | 'revision' | 'definitions' | 'comment' | 'sealedAt'> & {
  readonly sealedById?: string | null;
};
/** What a figure says. */
export type SealedBody = Pick<SealedFigure, 'placeId' | 'indicator' | 'version' | 'numerator'> & { readonly [K in 'denominator' | 'value' | 'squares']?: number | null };

/** Raised when the form below changes, so that seals of before can still be checked. */
const FORM = 'linli.seal.1';

/**
 * The digest of a seal: SHA-256 over one line of JSON, in UTF-8, without blanks, numbers as ECMAScript writes them (as in
 * RFC 8785): a list of the head's values in this order and a list of the figures', by place and indicator, those of means with their squares. Whoever has the
 * seal's fields can compute it anew.
 * @param corrects digest of the seal that it stands in for
 */
export function digestOf(head: SealedHead, corrects: string | null, figures: readonly SealedBody[]): string {
  const rows = figures
    .map(({ placeId, indicator, version, numerator, denominator = null, value = null, squares = null }) =>
      [placeId, indicator, version, numerator, denominator, value, ...(squares === null ? [] : [squares])] as const)
    .toSorted((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
  const { districtId, id, placeId, periodKind, fromDay, toDay, revision, definitions, comment, sealedAt, sealedById = null } = head;
  const canonical = JSON.stringify([
    FORM, districtId, id, placeId, periodKind, fromDay, toDay, revision, definitions, corrects, sealedById, sealedAt.toISOString(), comment, rows,
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}
