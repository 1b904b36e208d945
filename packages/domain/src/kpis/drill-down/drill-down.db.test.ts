import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../access/actor.ts';
import { seerOf, type Seer } from '../../access/sight.ts';
import { ActivityAttendance } from '../../activities/activity-attendance.entity.ts';
import { WasteDrop } from '../../points/waste-drop.entity.ts';
import { SIGHTS } from '../../registered.ts';
import { addDays, dayOf, type CalendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { buildActor } from '../../testing/build.ts';
import { ACTS, perform, type ActName } from '../../testing/stream/acts.ts';
import { keptBy } from '../../testing/stream/hand-count.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { aDrop } from '../../testing/stream/rows.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { periodOf } from '../engine/period.rule.ts';
import { sidesOf } from '../engine/series.ts';
import { PERIOD_KINDS, type PeriodKind } from '../language/indicator.ts';
import { DrillDown, type FigureRecord, type FigureSide } from './drill-down.ts';

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let snapshot: Snapshot;
/** Everybody who may ask, as the domain knows them. */
let seers: Readonly<Record<string, Seer>>;
const records = new DrillDown(SIGHTS);
/** Days from today to an earlier month. */
const EARLIER = -40;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database, { indicators: ALL_FORMS });
  stand = await Stand.peopled(ground, 1_001, new Date('2024-06-24T06:00:00Z'));
  // Everything that may happen, several times.
  for (let n = 0; n < 8; n++) {
    for (const act of Object.keys(ACTS) as ActName[]) await perform(stand, { act, a: 113 * n + 1, b: 5 * n + 2, c: 131 * n + 3 });
  }
  const [placeId, householdId = '', month] = [stand.at.communities[0], stand.households[0], addDays(dayOf(stand.now), EARLIER).slice(0, 7)];
  await stand.domain.unit.of(stand.system, 'test', tx => tx.bulkInsert(WasteDrop, ['01', '08', '15'].map(day => (
    { ...aDrop(stand, 2, 0, 1), id: newId(), placeId, householdId, correct: true, occurredAt: new Date(`${month}-${day}T02:00:00Z`) }))));
  await stand.domain.unit.of(stand.system, 'test', async tx => {
    const attended = await tx.get(ActivityAttendance, stand.deeds.attendances[0] ?? '');
    Object.assign(attended ?? {}, { standing: 'FLOATING', homePlaceId: stand.at.communities[0], occurredAt: stand.now, voidedAt: null });
  });
  await drainToNothing(stand);
  const { districtId, at: { root, street, communities, grids } } = stand;
  const actor = (role: Parameters<typeof buildActor>[2], at: string) => buildActor(ground.domain, districtId, role, at);
  const seer = (of: Actor, ...own: string[]) => seerOf(of, own);
  seers = {
    'the district\'s admin': seer(await actor('DISTRICT_ADMIN', root)),
    'a street\'s admin': seer(await actor('STREET_ADMIN', street)),
    'a community\'s admin': seer(await actor('COMMUNITY_ADMIN', communities[0])),
    'a grid worker': seer(await actor('GRID_WORKER', grids[1])),
    'a resident': seer(await actor('RESIDENT', grids[0]), stand.people[0] ?? ''),
    'a partner': seer(await actor('PARTNER', root)),
  };
  snapshot = ground.domain.connections.snapshot(districtId);
}, 120_000);
afterAll(async () => {
  await snapshot.close();
  await ground.close();
  await database.close();
});

/** Both sides of every figure of the district in the running period of a kind, and of a community in an earlier one, with what is counted. */
async function figures(kind: PeriodKind): Promise<(FigureSide & { key: string; figure: number })[]> {
  const { now, at: { root, communities } } = stand;
  const of = (placeId: string, day: CalendarDate) => stand.domain.indicators.values(snapshot, [placeId], keptBy(ALL_FORMS, kind), [periodOf(kind, day)], now);
  const values = [...(await of(root, dayOf(now))), ...(await of(communities[0], addDays(dayOf(now), EARLIER)))];
  return values.flatMap(({ indicator, placeId, period, numerator, denominator }) => sidesOf(indicator).map((measure, n) => ({
    key: `${indicator.key} ${n === 0 ? 'numerator' : 'denominator'}`, measure, placeId, period, now, figure: (n === 0 ? numerator : denominator) ?? 0,
  })));
}

test.each(PERIOD_KINDS)('by %s, what one may see and what is hidden are the figure: of every measure, for everybody', async kind => {
  for (const { key, figure, ...side } of await figures(kind)) {
    for (const [who, seer] of Object.entries(seers)) {
      const { visibleSum, hiddenSum } = await records.parts(snapshot, seer, side);
      expect([key, who, visibleSum + hiddenSum]).toEqual([key, who, figure]);
    }
  }
});

test('every measure of the catalogue has records here: a new one needs some in testing/stream', async () => {
  const all = [...(await figures('CUMULATIVE')), ...(await figures('MONTH'))];
  const counted = new Set(all.filter(({ figure }) => figure !== 0).map(({ key }) => key));
  expect([...new Set(all.map(({ key }) => key))].filter(key => !counted.has(key))).toEqual([]);
});

test('the district\'s admin sees all, who works in a part sees that part, others their own and nothing else', async () => {
  const share = async (who: string) => {
    let [seen, hidden] = [0, 0];
    for (const side of await figures('CUMULATIVE')) {
      const parts = await records.parts(snapshot, seers[who]!, side);
      seen += parts.visible;
      hidden += parts.hidden;
    }
    return { seen, hidden };
  };
  expect((await share('the district\'s admin')).hidden).toBe(0);
  expect((await share('a partner')).seen).toBe(0);
  const { seen: everything } = await share('the district\'s admin');
  for (const who of ['a community\'s admin', 'a grid worker', 'a resident']) {
    const { seen, hidden } = await share(who);
    expect(seen).toBeGreaterThan(0);
    expect(seen + hidden).toBe(everything);
    expect(hidden).toBeGreaterThan(0);
  }
});

test('pages hold every record that one may see once, the latest first, and their contributions add up', async () => {
  for (const { key, figure: _, ...side } of await figures('CUMULATIVE')) {
    for (const who of ['the district\'s admin', 'a community\'s admin']) {
      const seer = seers[who]!;
      const { visible, visibleSum } = await records.parts(snapshot, seer, side);
      const found: FigureRecord[] = [];
      for (let page = await records.page(snapshot, seer, side, null, 7); page.length > 0; page = await records.page(snapshot, seer, side, found.at(-1)!.position, 7)) found.push(...page);
      expect([key, found.length]).toEqual([key, visible]);
      expect(new Set(found.map(({ position }) => position.join())).size).toBe(visible);
      expect(found.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(visibleSum);
      const times = found.map(({ at }) => at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }
  }
});

test('of a table of which nobody has said how its rows are seen, nothing can be shown', async () => {
  const [side] = await figures('MONTH');
  await expect(new DrillDown([]).parts(snapshot, seers['a partner']!, side!)).rejects.toThrow('Nobody has said how the rows of residence are seen');
});
