import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { Residence } from '../../people/residence.entity.ts';
import { addDays, calendarDate } from '../../shared/clock.ts';
import { gate, intercepted, type Gate } from '../../testing/intercepted.ts';
import { aResidence, enter, enterAll } from '../../testing/stream/rows.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import type { Transaction } from '../../shared/transaction.ts';
import { COUNTING_SESSION, IndicatorEngine } from './engine.ts';

/** Writers of the overlap test and how long they hold their transactions at most; `npm run kpi:torture` sets more. */
const { KPI_WRITERS = '40', KPI_HELD_MS = '200' } = process.env;

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let pool: pg.Pool;
let districts = 1_000;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database, { maxWriters: Number(KPI_WRITERS) });
  pool = ground.domain.connections.pool('linli_writer', { max: 4, ...COUNTING_SESSION });
});
beforeEach(async () => {
  stand = await Stand.build(ground, (districts += 1), new Date('2024-02-28T04:00:00Z'));
});
afterAll(async () => {
  await pool.end();
  await ground.close();
  await database.close();
});

const unit = <T>(work: (tx: Transaction) => Promise<T>) => stand.domain.unit.of(stand.system, 'test', work);
const arrive = (placeId: string, n = 0) => unit(tx => enter(tx, { ...aResidence(stand, 1, n, 1), placeId, livesTo: null }));
const figure = async (placeId: string) => {
  const [cells] = await stand.rows<{ n: string | null }>(
    `select sum(value) as n from kpi_cell join kpi_measure on id = measure and key = 'population.residents'
     where district_id = $1 and place_id = $2 and grain = 'Y'`, placeId);
  return Number(cells?.n ?? 0);
};

/** An engine that stops before a step until it is let go on, and says when it got there. */
function stopping(before: string): { engine: IndicatorEngine; there: Gate; goOn: Gate } {
  const [there, goOn] = [gate(), gate()];
  const engine = new IndicatorEngine(intercepted(pool, async text => {
    if (text.includes(before)) {
      there.open();
      await goOn.opened;
    }
    return text;
  }), stand.domain.engine.counting);
  return { engine, there, goOn };
}

/** Whether something is still waiting a moment later. */
async function waits(done: Promise<unknown>): Promise<boolean> {
  const still = new Promise<'waits'>(resolve => setTimeout(() => resolve('waits'), 60));
  return (await Promise.race([done, still])) === 'waits';
}

async function expectExact(): Promise<void> {
  await drainToNothing(stand);
  expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
}

test('while one counts a district, others pass it by, and writers do not wait', async () => {
  const [grid] = stand.at.grids;
  await arrive(grid);
  const { engine, there, goOn } = stopping('/* kpi_count */');
  const counting = engine.drainBatch(stand.districtId);
  await there.opened;
  expect(await stand.domain.engine.drain(stand.districtId)).toBe('BUSY');
  await arrive(grid, 1);
  await stand.domain.places.create(stand.system, { parentId: stand.at.communities[0], level: 'GRID', code: `${districts}new`, name: '新网格' });
  goOn.open();
  expect(await counting).toMatchObject({ state: 'COUNTED', changes: 2 });
  expect(await figure(grid)).toBe(1); // what was committed meanwhile is of the next revision
  await expectExact();
  expect(await figure(grid)).toBe(2);
});

test('a revision is one snapshot: what is committed while it is counted is not in it', async () => {
  const [here, there] = stand.at.grids;
  const { id } = await arrive(here);
  await drainToNothing(stand);
  await arrive(here, 1);
  const stopped = stopping('/* kpi_count */');
  const counting = stopped.engine.drainBatch(stand.districtId);
  await stopped.there.opened;
  await unit(async tx => {
    (await tx.get(Residence, id))!.placeId = there;
  });
  stopped.goOn.open();
  await counting;
  expect([await figure(here), await figure(there)]).toEqual([2, 0]);
  await expectExact();
  expect([await figure(here), await figure(there)]).toEqual([1, 1]);
});

test('a place that moves waits for the count under way, and takes with it what was counted', async () => {
  const [grid] = stand.at.grids;
  const [from, to] = stand.at.communities;
  await arrive(grid);
  const { engine, there, goOn } = stopping('/* kpi_count */');
  const counting = engine.drainBatch(stand.districtId);
  await there.opened;
  const moving = stand.domain.places.reparent(stand.system, grid, to);
  expect(await waits(moving)).toBe(true);
  goOn.open();
  await Promise.all([counting, moving]);
  expect([await figure(grid), await figure(from), await figure(to)]).toEqual([1, 0, 1]);
  await expectExact();
});

test('a count that began on the old tree starts again on the new one', async () => {
  const [grid] = stand.at.grids;
  const [from, to] = stand.at.communities;
  await arrive(grid);
  const { engine, there, goOn } = stopping('/* kpi_clock_take */');
  await pool.query('select 1'); // so that it need not connect first
  const seen: string[] = [];
  const old = new IndicatorEngine(intercepted(pool, async text => {
    seen.push(text.slice(0, 30));
    if (text.startsWith('set local')) return `${text}; select from place_ancestor limit 1`; // takes the snapshot here
    if (text.includes('/* kpi_clock_take */')) {
      there.open();
      await goOn.opened;
    }
    return text;
  }), engine.counting);
  const counting = old.drainBatch(stand.districtId);
  await there.opened;
  await stand.domain.places.reparent(stand.system, grid, to);
  goOn.open();
  expect(await counting).toMatchObject({ state: 'COUNTED', changes: 2 });
  expect(seen.filter(text => text.startsWith('begin'))).toHaveLength(2);
  expect([await figure(grid), await figure(from), await figure(to)]).toEqual([1, 0, 1]);
  await expectExact();
});

test('a worker that hangs in the middle of a count loses the district to the next', async () => {
  await arrive(stand.at.grids[0]);
  const impatient = ground.domain.connections.pool('linli_writer', { max: 1, ...COUNTING_SESSION, idle_in_transaction_session_timeout: 100 });
  const [there, goOn] = [gate(), gate()];
  const hanging = new IndicatorEngine(intercepted(impatient, async text => {
    if (text.includes('/* kpi_clock_raise */')) {
      there.open();
      await goOn.opened;
    }
    return text;
  }), stand.domain.engine.counting);
  const lost = hanging.drainBatch(stand.districtId).then(({ state }) => state, String);
  await there.opened;
  await expectExact();
  goOn.open();
  expect(await lost).toMatch(/idle-in-transaction timeout|connection error/);
  await impatient.end();
  expect(await figure(stand.at.root)).toBe(1);
});

test('cells that other definitions counted are left alone, and so are the changes that wait for them', async () => {
  await arrive(stand.at.grids[0]);
  const { counting } = stand.domain.engine;
  const later = new IndicatorEngine(pool, { ...counting, definitions: 'of a later version' });
  expect(await later.drain(stand.districtId)).toBe('STALE');
  expect(await stand.rows('select from kpi_change where district_id = $1')).toHaveLength(2);
  await later.fill(stand.districtId);
  await arrive(stand.at.grids[0], 1);
  expect(await stand.domain.engine.drain(stand.districtId)).toBe('STALE');
  expect(await later.drain(stand.districtId)).toBe('NOTHING');
  expect(await figure(stand.at.root)).toBe(2);
});

test('many writers that hold their transactions as long as they like lose no change', async () => {
  const restless = new AbortController();
  const revisions: number[] = [];
  const counting = Promise.all(stand.engines.map(async engine => {
    while (!restless.signal.aborted) {
      await engine.drain(stand.districtId, ({ revision }) => revisions.push(revision));
      await new Promise(resolve => setTimeout(resolve, 3));
    }
  }));
  await Promise.all(Array.from({ length: Number(KPI_WRITERS) }, (_, n) => unit(async tx => {
    const person = (from: string) => ({
      ...aResidence(stand, n, n, n), placeId: stand.at.grids[n % 4]!, birthDate: calendarDate('1960-02-29'), livesFrom: addDays(calendarDate(from), n % 30), livesTo: null,
    });
    for (const from of ['2024-01-01', '2023-01-01']) {
      await enter(tx, person(from));
      await enterAll(tx, [person(from), person('2022-01-01')]);
      await new Promise(resolve => setTimeout(resolve, (Math.random() * Number(KPI_HELD_MS)) / 2));
    }
  }))).finally(() => restless.abort());
  await counting;
  await expectExact();
  expect(await figure(stand.at.root)).toBe(6 * Number(KPI_WRITERS));
  expect(new Set(revisions).size).toBe(revisions.length);
}, 600_000);
