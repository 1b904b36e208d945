import type { Rows } from '../../shared/read.ts';
import { periodOf } from '../engine/period.rule.ts';
import type { IndicatorValue } from '../engine/values.ts';
import type { IndicatorsService } from '../indicators.service.ts';
import { digestOf } from './digest.ts';
import { digestsOf, type SealRow, type SealedFigureRow } from './seals.read.ts';

/** A sealed figure beside what is counted now. */
export interface FigureBeside {
  readonly sealed: SealedFigureRow;
  /** Null when the indicator is no more. */
  readonly live: IndicatorValue | null;
}

/** The sealed figures, each beside the live one of the same period. @param figures of one seal */
export async function besideLive(from: Rows, indicators: IndicatorsService, seal: SealRow, figures: readonly SealedFigureRow[], now: Date): Promise<FigureBeside[]> {
  const known = [...new Set(figures.map(({ indicator }) => indicator))].flatMap(key => indicators.find(key) ?? []);
  const placeIds = [...new Set(figures.map(({ placeId }) => placeId))];
  const values = await indicators.values(from, placeIds, known, [periodOf(seal.periodKind, seal.fromDay)], now);
  const live = new Map(values.map(value => [`${value.placeId} ${value.indicator.key}`, value]));
  return figures.map(sealed => ({ sealed, live: live.get(`${sealed.placeId} ${sealed.indicator}`) ?? null }));
}

/** Whether what is stored is what was sealed. @param figures all of the seal */
export async function isIntact(from: Rows, seal: SealRow, figures: readonly SealedFigureRow[]): Promise<boolean> {
  const [corrected] = seal.correctsId === null ? [] : await from.rows(digestsOf, [seal.correctsId]);
  return digestOf(seal, corrected?.digest ?? null, figures) === seal.digest;
}
