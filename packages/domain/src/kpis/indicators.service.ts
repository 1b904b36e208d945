import { LRUCache } from 'lru-cache';
import { STAFF, type Actor } from '../access/actor.ts';
import type { Sight } from '../access/sight.ts';
import { lineages } from '../places/places.read.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { isId } from '../shared/ids.ts';
import { one, type Rows } from '../shared/read.ts';
import type { Likeness } from './comparison/peers.rule.ts';
import { DrillDown } from './drill-down/drill-down.ts';
import { heldMeasures, kpiClock } from './engine/clock.read.ts';
import type { Indicator } from './language/indicator.ts';
import type { Counting } from './engine/measures.ts';
import { countedUntil, periodOf, previous, yearBefore, type Period } from './engine/period.rule.ts';
import { readValues, type IndicatorValue } from './engine/values.ts';
import { targetsThatHold, type TargetRow } from './targets/targets.read.ts';

/** Figures kept in a process, some tens of megabytes. */
const MOST_KEPT = 100_000;

/** A figure beside the same figure in the period before, and a year ago. */
export interface ComparedValue extends IndicatorValue {
  readonly previous: IndicatorValue | null;
  readonly yearAgo: IndicatorValue | null;
}

/** Reading figures, under the reader's permissions. */
export class IndicatorsService {
  readonly counting: Counting;
  /** What stands behind a figure that the caller has already been allowed. */
  readonly records: DrillDown;

  /** Figures as they stood at a revision; exact for as long as the revision stands, so nothing ever has to be dropped. */
  readonly #known = new LRUCache<string, IndicatorValue[]>({ maxSize: MOST_KEPT, sizeCalculation: values => values.length + 1 });

  /** @param sights how the rows of the tables that are counted are seen */
  constructor(counting: Counting, sights: readonly Sight[]) {
    this.counting = counting;
    this.records = new DrillDown(sights);
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

  /** Figures at places that the caller has already been allowed; read from the cells once for each revision. */
  async values(
    from: Rows, placeIds: readonly string[], indicators: readonly Indicator[], periods: readonly Period[], now: Date, asOf?: Date,
  ): Promise<IndicatorValue[]> {
    const asked = { placeIds, indicators, periods, now };
    const clock = await one(from, kpiClock);
    const held = async () => (clock?.definitions === this.counting.definitions ? undefined : new Set((await from.rows(heldMeasures)).map(({ number }) => number)));
    if (asOf) return readValues(from, this.counting, { ...asked, now: asOf, asOf, held: await held() });
    const question = [
      from.districtId, clock?.revision, dayOf(now), placeIds.join(), indicators.map(({ key }) => key).join(),
      periods.map(({ kind, from: first, to }) => `${kind} ${first} ${to}`).join(),
    ].join('|');
    const known = this.#known.get(question) ?? (await readValues(from, this.counting, { ...asked, held: await held() }));
    this.#known.set(question, known);
    return known;
  }

  /** The targets that hold at places in a period, by place and indicator. */
  async targets(from: Rows, placeIds: readonly string[], indicators: readonly Indicator[], { kind, from: first, to }: Period): Promise<Map<string, TargetRow>> {
    const [keys, totals] = [indicators.map(({ key }) => key), indicators.filter(({ denominator }) => !denominator).map(({ key }) => key)];
    const rows = await from.rows(targetsThatHold, [...placeIds], keys, first, to, kind, totals);
    return new Map(rows.map(row => [`${row.placeId} ${row.indicator}`, row]));
  }

  /**
   * What decides how like each other places are at the end of a period, or today while it still runs: how many live there, and
   * which shares of them are 60 and over, and floating. Places where nobody lives are not among them.
   */
  async likenesses(from: Rows, placeIds: readonly string[], period: Period, now: Date, asOf?: Date): Promise<Likeness[]> {
    const shares = [this.find('population.senior_share'), this.find('population.floating_share')].filter(found => found !== undefined);
    const until = periodOf('CUMULATIVE', addDays(countedUntil(period, asOf ?? now), -1));
    const values = await this.values(from, placeIds, shares, [until], now, asOf);
    return [...Map.groupBy(values, ({ placeId }) => placeId)].flatMap(([placeId, [seniors, floating]]) => {
      const population = seniors?.denominator ?? 0;
      return population > 0 ? [{ placeId, population, seniors: seniors?.value ?? 0, floating: floating?.value ?? 0 }] : [];
    });
  }

  /** One period at several places, each beside the period before and the same period a year ago; as of a moment all three. */
  async compare(
    from: Rows, placeIds: readonly string[], indicators: readonly Indicator[], period: Period, now: Date, asOf?: Date,
  ): Promise<ComparedValue[]> {
    const [before, ago] = [previous(period), yearBefore(period)];
    if (!before || !ago) return (await this.values(from, placeIds, indicators, [period], now, asOf)).map(value => ({ ...value, previous: null, yearAgo: null }));
    const values = await this.values(from, placeIds, indicators, [period, before, ago], now, asOf);
    return values.flatMap((value, n) => (n % 3 === 0 ? [{ ...value, previous: values[n + 1] ?? null, yearAgo: values[n + 2] ?? null }] : []));
  }
}
