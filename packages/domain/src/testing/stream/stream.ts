import { one, type Rows } from '../../shared/read.ts';
import { kpiClock } from '../../kpis/engine/clock.read.ts';
import { PERIOD_KINDS, type Indicator } from '../../kpis/language/indicator.ts';
import { periodOf, type Period } from '../../kpis/engine/period.rule.ts';
import { readValues, type IndicatorValue } from '../../kpis/engine/values.ts';
import { addDays, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { perform, type Step } from './acts.ts';
import { countByHand, keptBy, spelled } from './hand-count.ts';
import { checkLog, lookAt, type Seen } from './log.ts';
import type { Stand } from './stand.ts';

/** What several writers do at the same time, each in order; then everything comes to rest, and they go on. */
export type Stream = readonly (readonly (readonly Step[])[])[];

/** Runs a stream against counting engines that never pause, and tells everything that was ever wrong. */
export async function runStream(stand: Stand, stream: Stream): Promise<string[]> {
  const problems: string[] = [];
  const seen: Seen[] = [];
  const rests: Rest[] = [];
  for (const writers of stream) {
    const restless = new AbortController();
    const others = Promise.all([
      ...stand.engines.map(engine => drainOnAndOn(stand, engine, restless.signal)), watch(stand, restless.signal, seen, problems),
    ]);
    others.catch(() => restless.abort()); // thrown below
    await Promise.all(writers.map(async steps => {
      for (const step of steps) await perform(stand, step);
    })).finally(() => restless.abort());
    await others;
    rests.push(await rest(stand, problems));
    seen.push(await lookAt(stand));
  }
  for (const before of rests) problems.push(...(await differencesAsOf(stand, before)));
  problems.push(...(await checkLog(stand, seen)));
  return problems;
}

/** Counts what is waiting until nothing is. */
export async function drainToNothing(stand: Stand): Promise<void> {
  for (const engine of stand.engines) {
    while ((await engine.drain(stand.districtId)) === 'BUSY') await moment();
  }
}

export interface Rest {
  readonly moment: Date;
  readonly now: Date;
  readonly places: readonly string[];
  readonly days: ReadonlyMap<Period, string>;
  readonly values: ReadonlyMap<string, string>;
}

/** At rest everything must agree: the cells with a recount, and every figure with one made by hand. */
export async function rest(stand: Stand, problems: string[]): Promise<Rest> {
  await drainToNothing(stand);
  for (const difference of await stand.domain.engine.verify(stand.districtId)) problems.push(`verify: ${JSON.stringify(difference)}`);
  const { now } = stand;
  const days = somePeriods(dayOf(now));
  const places = (await stand.rows<{ id: string }>('select id from place where district_id = $1')).map(({ id }) => id);
  const values = await figures(stand, days, (from, indicators, periods) => stand.domain.indicators.values(from, places, indicators, periods, now));
  problems.push(...differences('by hand', values, await countByHand(stand, [...days.keys()], [...days.values()])));
  const [at] = await stand.rows<{ moment: Date }>('select clock_timestamp() as moment where $1 > 0');
  await new Promise(resolve => setTimeout(resolve, 2)); // a Date has no microseconds
  return { moment: new Date((at?.moment.getTime() ?? 0) + 1), now, places, days, values };
}

/** Periods of every kind: the running one and one before, and for what runs through, the next days too. */
function somePeriods(today: CalendarDate): Map<Period, string> {
  const asked = PERIOD_KINDS.flatMap(kind => [today, addDays(today, -5 * PERIOD_KINDS.indexOf(kind) ** 2)].map(day => [kind, day] as const));
  return new Map([...asked, ['WEEK', addDays(today, 4)] as const, ['CUMULATIVE', addDays(today, 3)] as const].map(([kind, day]) => [periodOf(kind, day), day]));
}

/** As of an earlier rest, the figures are what they were then. */
export async function differencesAsOf(stand: Stand, { moment: asOf, now, places, days, values }: Rest): Promise<string[]> {
  const then = await figures(stand, days, (from, indicators, periods) =>
    readValues(from, stand.domain.engine.counting, { placeIds: places, indicators, periods, now, asOf }));
  return differences('as of', then, values);
}

/** All figures of some periods. */
async function figures(
  stand: Stand, days: ReadonlyMap<Period, string>,
  values: (from: Rows, indicators: readonly Indicator[], periods: readonly Period[]) => Promise<IndicatorValue[]>,
): Promise<Map<string, string>> {
  const snapshot = stand.domain.connections.snapshot(stand.districtId);
  try {
    const read: IndicatorValue[] = [];
    for (const kind of PERIOD_KINDS) {
      const periods = [...days.keys()].filter(period => period.kind === kind);
      read.push(...(await values(snapshot, keptBy(stand.domain.indicators.indicators, kind), periods)));
    }
    return spelled(read, days);
  } finally {
    await snapshot.close();
  }
}

function differences(what: string, got: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  return [...new Set([...got.keys(), ...expected.keys()])]
    .filter(key => got.get(key) !== expected.get(key))
    .map(key => `${what}: ${key}: expected ${expected.get(key)}, got ${got.get(key)}`);
}

/** Counts as often as it can until it is told to stop. */
export async function drainOnAndOn(stand: Stand, engine: Stand['engines'][number], restless: AbortSignal): Promise<void> {
  while (!restless.aborted) {
    await engine.drain(stand.districtId);
    await moment(30);
  }
}

/** Looks again and again while everything moves: what is counted must be right then too, only late. */
async function watch(stand: Stand, restless: AbortSignal, seen: Seen[], problems: string[]): Promise<void> {
  for (let before = 0; !restless.aborted;) {
    await moment(200);
    const clock = await stand.domain.connections.reading(stand.districtId, snapshot => one(snapshot, kpiClock));
    const revision = Number(clock?.revision);
    if (revision < before) problems.push(`The revision went back from ${before} to ${revision}.`);
    before = revision;
    seen.push(await lookAt(stand));
    for (const difference of await stand.domain.engine.verify(stand.districtId)) problems.push(`verify in motion: ${JSON.stringify(difference)}`);
  }
}

function moment(most = 5): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.random() * most));
}
