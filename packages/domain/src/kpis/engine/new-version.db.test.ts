import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type pg from 'pg';
import { Case } from '../../cases/case.entity.ts';
import type { Domain } from '../../domain.ts';
import { dayOf } from '../../shared/clock.ts';
import { one } from '../../shared/read.ts';
import { gate, intercepted } from '../../testing/intercepted.ts';
import { OFTEN, perform, type Step } from '../../testing/stream/acts.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { numberMeasures } from '../../testing/stream/indicators.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { Indicator } from '../language/indicator.ts';
import { count, type Additive } from '../language/measure.ts';
import { source, type Source } from '../language/source.ts';
import { kpiClock, kpiRecount } from './clock.read.ts';
import { COUNTING_SESSION, IndicatorEngine } from './engine.ts';
import { periodOf } from './period.rule.ts';

/** A later version: one indicator fewer, one that counts otherwise under the same key, and one more over a source of its own. */
const byClosing = source('case.by_closing', { entity: Case, schema: Case.schema }, c => ({ place: c.placeId, at: c.closedAt.ifAny() }));
const [seniors, floating, response, onTime, satisfaction] = ['population.senior_share', 'population.floating_share', 'case.first_response_hours', 'case.on_time_rate', 'case.satisfaction_rate']
  .map(key => CATALOGUE.find(found => found.key === key)!) as [Indicator, Indicator, Indicator, Indicator, Indicator];
const byDeadline = (onTime.numerator as Additive).source as Source<Case>;
const LATER = [seniors, floating, response, { ...onTime, numerator: count('case.on_time', byDeadline, c => c.dueAt.isSet()) }, {
  ...satisfaction, key: 'case.closed', numerator: count('case.closed', byClosing), denominator: count('case.closed_confirmed', byClosing, c => c.handledAt.isSet()),
}];
const SAME = [seniors, floating, response].map(({ key }) => key);

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let later: Domain;
let another: Domain;
let pool: pg.Pool;
let districts = 1_000;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database);
  await numberMeasures(database, LATER);
  later = await database.open({ clock: ground.clock, indicators: LATER });
  another = await database.open({ clock: ground.clock, indicators: LATER });
  pool = ground.domain.connections.pool('linli_writer', { max: 3, ...COUNTING_SESSION });
});
beforeEach(async () => {
  stand = await peopled(40);
});
afterAll(async () => {
  await pool.end();
  await ground.close();
  await database.close();
});

const number = fc.nat({ max: 10_000 });
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...OFTEN), a: number, b: number, c: number });

async function peopled(steps: number): Promise<Stand> {
  const built = await Stand.peopled(ground, (districts += 1), new Date('2024-02-26T15:50:00Z'));
  for (const next of fc.sample(step, { numRuns: steps, seed: 4 })) await perform(built, next);
  for (const act of ['residence.insert', 'case.submit'] as const) await perform(built, { act, a: 1, b: 1, c: 1 }); // whatever else happened: something that stays, and something that does not
  await drainToNothing(built);
  return built;
}

/** Figures at the top, as a version reads them. */
async function figures(domain: Domain) {
  const periods = [periodOf('MONTH', dayOf(stand.now)), periodOf('YEAR', dayOf(stand.now))];
  const values = await domain.connections.reading(stand.districtId, snapshot =>
    domain.indicators.values(snapshot, [stand.at.root], domain.indicators.indicators.filter(({ periods: kinds }) => kinds.includes('MONTH') && kinds.includes('YEAR')), periods, stand.now));
  return new Map(values.map(({ indicator: { key }, period, numerator, denominator, value, counted }) => [`${key} ${period.kind}`, { numerator, denominator, value, counted }]));
}
const recount = () => stand.domain.connections.reading(stand.districtId, snapshot => one(snapshot, kpiRecount));
const clock = async () => Number((await stand.domain.connections.reading(stand.districtId, snapshot => one(snapshot, kpiClock)))?.revision);
const closeAll = (domain: Domain) => domain.unit.of(stand.system, 'test', async tx => {
  for (const found of await tx.getAll(Case, { status: 'HANDLED' })) found.close(stand.now);
});

test('while a new version is counted everybody reads the old figures, and of a new indicator none; how far it is can be read', async () => {
  const [there, goOn] = [gate(), gate()];
  const held = new IndicatorEngine(intercepted(pool, async text => {
    if (text.includes('/* kpi_fill_cells */')) {
      there.open();
      await goOn.opened;
    }
    return text;
  }), later.engine.counting);
  const before = await figures(stand.domain);
  const revision = await clock();
  expect(before.get('case.on_time_rate YEAR')?.denominator).toBeGreaterThan(0);
  expect(await recount()).toBeUndefined();

  const filling = held.fillWhereStale(stand.districtId);
  await there.opened;
  const look = async () => {
    await closeAll(later);
    let told = await recount();
    for (let n = 0; n < 100 && told?.done !== 2; n++) told = await recount(); // it is written beside the count
    return { told, revision: await clock(), old: await figures(stand.domain), meanwhile: await figures(later) };
  };
  const found = await look().finally(() => goOn.open());
  expect(await filling).toBe(revision + 1);
  expect(found).toMatchObject({ revision, old: before, told: { startedAt: expect.any(Date), done: 2, of: 3, definitions: later.engine.counting.definitions } });
  for (const key of [...SAME, 'case.on_time_rate']) expect(found.meanwhile.get(`${key} YEAR`)).toEqual(before.get(`${key} YEAR`));
  expect(found.meanwhile.get('case.closed YEAR')).toMatchObject({ value: null, counted: false });
  expect(await recount()).toBeUndefined();
  await later.engine.drain(stand.districtId);
  expect(await later.engine.verify(stand.districtId)).toEqual([]);
  const after = await figures(later);
  for (const key of SAME) expect(after.get(`${key} YEAR`)).toEqual(before.get(`${key} YEAR`));
  expect(after.get('case.on_time_rate YEAR')).not.toEqual(before.get('case.on_time_rate YEAR'));
  expect(after.get('case.closed YEAR')).toMatchObject({ denominator: expect.any(Number), counted: true });
  expect((await figures(stand.domain)).get('case.satisfaction_rate YEAR')).toMatchObject({ value: null, counted: false }); // of the new version there is none
});

test('only what is new or defined otherwise is counted: what is kept keeps its log and the changes that wait', async () => {
  const log = () => stand.rows<{ key: string }>('select distinct key from kpi_log join kpi_measure on id = measure where district_id = $1 order by 1');
  const before = await log();
  expect(before).toContainEqual({ key: 'case.on_time' });
  await closeAll(stand.domain);
  for (const next of fc.sample(step, { numRuns: 10, seed: 5 })) await perform(stand, next); // not counted yet
  const read: string[] = [];
  const engine = new IndicatorEngine(intercepted(pool, text => {
    if (text.includes('/* kpi_fill_own */')) read.push(text);
    return text;
  }), later.engine.counting);
  await engine.fillWhereStale(stand.districtId);
  expect(read).toHaveLength(1);
  expect(read[0]!.match(/ from (\w+) r\b/g)).toEqual([' from service_case r', ' from service_case r']);
  const kept = await log();
  expect(before).toEqual(expect.arrayContaining(kept));
  expect(kept).toContainEqual({ key: 'population.residents' });
  expect(kept).not.toContainEqual({ key: 'case.on_time' });
  expect(await later.engine.drain(stand.districtId)).toBe('NOTHING');
  expect(await later.engine.verify(stand.districtId)).toEqual([]);
});

test('several workers share the districts: each is counted anew once', async () => {
  const ids = [stand, await peopled(5), await peopled(5)].map(({ districtId }) => districtId);
  const revisions: number[] = [];
  const worker = async ({ engine }: Domain, order: readonly number[]) => {
    const left = new Set(order);
    while (left.size > 0) {
      for (const id of left) {
        const filled = await engine.fillWhereStale(id);
        if (filled !== 'BUSY') left.delete(id);
        if (typeof filled === 'number') revisions.push(id);
      }
    }
  };
  await Promise.all([worker(later, ids), worker(another, ids)]);
  expect(revisions.toSorted((a, b) => a - b)).toEqual(ids);
  for (const id of ids) expect(await later.engine.verify(id)).toEqual([]);
});

test('a count that breaks off changes nothing, says how far it came, and is done by whoever comes next', async () => {
  const before = await figures(stand.domain);
  const broken = new IndicatorEngine(intercepted(pool, text => (text.includes('/* kpi_fill_cells */') ? `${text} returning 1 / 0` : text)), later.engine.counting);
  await expect(broken.fillWhereStale(stand.districtId)).rejects.toThrow('division by zero');
  expect(await recount()).toMatchObject({ done: 2, of: 3 });
  expect(await figures(stand.domain)).toEqual(before);
  expect(await later.engine.fillWhereStale(stand.districtId)).toEqual(expect.any(Number));
  expect(await recount()).toBeUndefined();
  expect(await later.engine.verify(stand.districtId)).toEqual([]);
});

test('the workers of the old version stop where the new one has counted; put back, it counts anew what it has otherwise', async () => {
  const before = await figures(stand.domain);
  await later.engine.fillWhereStale(stand.districtId);
  expect(await later.engine.fillWhereStale(stand.districtId)).toBe('FRESH');
  await closeAll(later);
  expect(await stand.domain.engine.drain(stand.districtId)).toBe('STALE');
  expect(await later.engine.drain(stand.districtId)).toBe('NOTHING');
  expect(await later.engine.verify(stand.districtId)).toEqual([]);
  expect(await stand.domain.engine.fillWhereStale(stand.districtId)).toEqual(expect.any(Number));
  expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
  expect((await figures(stand.domain)).get(`${SAME[0]} YEAR`)).toEqual(before.get(`${SAME[0]} YEAR`));
});
