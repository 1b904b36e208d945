import { STAFF, type Actor } from '../access/actor.ts';
import { lineages } from '../places/places.read.ts';
import { isId } from '../shared/ids.ts';
import type { Rows } from '../shared/read.ts';
import type { Indicator } from './language/indicator.ts';
import type { Counting } from './engine/measures.ts';
import { previous, type Period } from './engine/period.rule.ts';
import { readValues, type IndicatorValue } from './engine/values.ts';

/** A figure beside the same figure in the period before. */
export interface ComparedValue extends IndicatorValue {
  readonly previous: IndicatorValue | null;
}

/** Reading figures, under the reader's permissions. */
export class IndicatorsService {
  readonly counting: Counting;

  constructor(counting: Counting) {
    this.counting = counting;
  }

  get indicators(): readonly Indicator[] {
    return this.counting.indicators;
  }

  find(key: string): Indicator | undefined {
    return this.indicators.find(indicator => indicator.key === key);
  }

  /**
   * The places among `placeIds` whose figures the actor may see: those under a place they work at, and those above it.
   * A place of another district, or that does not exist, is simply not among them.
   */
  async visiblePlaces(from: Rows, actor: Actor, placeIds: readonly string[]): Promise<Set<string>> {
    const worksAt = actor.memberships.filter(({ role }) => (STAFF as readonly string[]).includes(role)).map(({ placeId }) => placeId);
    if (worksAt.length === 0) return new Set();
    const asked = placeIds.filter(isId);
    const lines = await from.rows(lineages, [...new Set([...asked, ...worksAt])]);
    const above = new Set(lines.filter(line => worksAt.includes(line.placeId)).map(line => line.ancestorId));
    const under = new Set(lines.filter(line => worksAt.includes(line.ancestorId)).map(line => line.placeId));
    return new Set(asked.filter(id => above.has(id) || under.has(id)));
  }

  /** Figures at places that the caller has already been allowed. */
  values(
    from: Rows, placeIds: readonly string[], indicators: readonly Indicator[], periods: readonly Period[], now: Date, asOf?: Date,
  ): Promise<IndicatorValue[]> {
    return readValues(from, this.counting, { placeIds, indicators, periods, now: asOf ?? now, asOf });
  }

  /** One period at several places, each beside the period before. */
  async compare(from: Rows, placeIds: readonly string[], indicators: readonly Indicator[], period: Period, now: Date): Promise<ComparedValue[]> {
    const before = previous(period);
    const values = await this.values(from, placeIds, indicators, before ? [period, before] : [period], now);
    const step = before ? 2 : 1;
    return values.flatMap((value, n) => (n % step === 0 ? [{ ...value, previous: before ? (values[n + 1] ?? null) : null }] : []));
  }
}
