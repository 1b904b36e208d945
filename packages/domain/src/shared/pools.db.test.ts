import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { placesById, rootPlace } from '../places/places.read.ts';
import { Place } from '../places/place.entity.ts';
import { newId } from '../shared/ids.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { WRITING_SESSION } from './connections.ts';
import { system } from './performer.ts';
import { read } from './read.ts';
import { Refusal } from './refusal.ts';

const TENANTS = Array.from({ length: 50 }, (_, n) => 1_001 + n);
const everything = read<{ districtId: number }>('test_everything', 'select district_id as "districtId" from place where $1 > 0');
const broken = read('test_broken', 'select 1 / ($1::integer - $1::integer) from place');

let database: TestDatabase;
let domain: Domain;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ maxReaders: 2, maxWriters: 2 });
  for (const districtId of TENANTS) {
    await domain.unit.of(system(districtId), 'test.begin', tx => tx.create(Place, {
      id: newId(), parentId: null, level: 'DISTRICT', code: String(districtId), name: String(districtId), boundary: null, onboardedAt: null,
      dataOrigin: 'REAL', createdAt: tx.at,
    }));
  }
});
afterAll(() => database.close());

function sessions(where: string): Promise<{ state: string; query: string }[]> {
  return database.owner(`select state, query from pg_stat_activity where datname = current_database() and usename like 'linli%' and ${where}`);
}

/** What one client of one tenant does; answers with the districts it was shown. */
const VISITS: readonly ((districtId: number) => Promise<number[]>)[] = [
  // one read
  async districtId => {
    const snapshot = domain.connections.snapshot(districtId);
    const rows = await snapshot.rows(everything);
    await snapshot.close();
    return rows.map(row => row.districtId);
  },
  // several at once, and one after them
  async districtId => {
    const snapshot = domain.connections.snapshot(districtId);
    const rows = (await Promise.all([snapshot.rows(everything), snapshot.rows(rootPlace), snapshot.rows(everything)])).flat();
    rows.push(...(await snapshot.rows(everything)));
    await snapshot.close();
    return rows.map(row => row.districtId);
  },
  // closed while it reads, as when the client goes away
  async districtId => {
    const snapshot = domain.connections.snapshot(districtId);
    const reading = snapshot.rows(everything);
    await snapshot.close();
    return (await reading).map(row => row.districtId);
  },
  // a unit that writes
  districtId => domain.unit.of(system(districtId), 'test.rename', async tx => {
    const [root] = await tx.getAll(Place, {});
    if (root) root.name = `${districtId} ${Math.random()}`;
    return (await tx.rows(everything)).map(row => row.districtId);
  }),
  // a unit that is refused after a flush
  async districtId => {
    let seen: number[] = [];
    await expect(domain.unit.of(system(districtId), 'test.refused', async tx => {
      const [root] = await tx.getAll(Place, {});
      if (root) root.name = 'never';
      seen = (await tx.rows(everything)).map(row => row.districtId);
      throw new Refusal('CONFLICT', 'Not after all.');
    })).rejects.toThrow('Not after all.');
    return seen;
  },
];

/** Each costs a new connection. */
const FAILURES: typeof VISITS = [
  // a statement that fails among others
  async districtId => {
    const snapshot = domain.connections.snapshot(districtId);
    const [rows, failed] = await Promise.allSettled([snapshot.rows(everything), snapshot.rows(broken), snapshot.rows(everything)]);
    expect(failed.status).toBe('rejected');
    await snapshot.close();
    return rows.status === 'fulfilled' ? rows.value.map(row => row.districtId) : [];
  },
  // a unit whose statement fails
  async districtId => {
    await expect(domain.unit.of(system(districtId), 'test.fails', tx => tx.rows(broken))).rejects.toThrow('division by zero');
    return [];
  },
];

test('fifty tenants on two connections, reading, writing, failing and going away, see none but their own rows', async () => {
  const plan = Array.from({ length: 2_000 }, (_, n) => ({
    districtId: TENANTS[(n * 7) % TENANTS.length] ?? 0,
    visit: n % 25 === 0 ? FAILURES[(n / 25) % FAILURES.length] : VISITS[n % VISITS.length],
  }));
  const foreign: number[] = [];
  let shown = 0;
  for (let from = 0; from < plan.length; from += 100) {
    await Promise.all(plan.slice(from, from + 100).map(async ({ districtId, visit }) => {
      const seen = (await visit?.(districtId)) ?? [];
      shown += seen.length;
      foreign.push(...seen.filter(id => id !== districtId));
    }));
  }
  expect(foreign).toEqual([]);
  expect(shown).toBeGreaterThan(2_000);
  expect(await sessions(`state like 'idle in transaction%'`)).toEqual([]);
  expect((await sessions('true')).length).toBeLessThanOrEqual(2 + 2 + 2 + 3);
});

test('what one tenant asks for by another\'s id is not there', async () => {
  const [{ id } = { id: '' }] = await database.owner<{ id: string }>('select id from place where district_id = 1002');
  const snapshot = domain.connections.snapshot(1_001);
  expect(await snapshot.rows(placesById, [id])).toEqual([]);
  await snapshot.close();
  expect(await domain.unit.of(system(1_001), 'test', tx => tx.get(Place, id))).toBeNull();
  expect(await domain.unit.of(system(1_001), 'test', tx => tx.find(Place, { districtId: 1_002 }))).toMatchObject([{ districtId: 1_001 }]);
});

test('without a district neither pool gives a row', async () => {
  const { orm, readers } = domain.connections;
  const noDistrict = /app\.district_id|invalid input syntax for type integer: ""/;
  for (let again = 0; again < 4; again++) {
    await expect(readers.query('select * from place')).rejects.toThrow(noDistrict);
    await expect(orm.em.fork().find(Place, {})).rejects.toThrow(noDistrict);
    await expect(orm.em.fork().count(Place, {})).rejects.toThrow(noDistrict);
    await expect(orm.em.fork().execute('select * from place')).rejects.toThrow(noDistrict);
  }
});

test.each([0, -1, 1.5, NaN, `1'; select '1` as unknown as number])('there is no snapshot and no unit of district %p', async districtId => {
  const snapshot = domain.connections.snapshot(districtId);
  await expect(snapshot.rows(everything)).rejects.toThrow(RangeError);
  await snapshot.close();
  await expect(domain.unit.of(system(districtId), 'test', tx => tx.rows(everything))).rejects.toThrow(RangeError);
});

test('a unit cannot write a row of another district, nor move one there', async () => {
  await expect(domain.unit.of(system(1_001), 'test', async tx => {
    const [root] = await tx.getAll(Place, {});
    if (root) root.districtId = 1_002;
  })).rejects.toThrow(/row-level security/);
  await expect(domain.unit.of(system(1_001), 'test', tx => tx.execute(
    `insert into place_ancestor (district_id, place_id, ancestor_id, depth) values (1002, $1, $1, 0)`, newId()))).rejects.toThrow(/row-level security/);
});

test('a writer waits neither for a lock nor for a statement without end', async () => {
  const [writing] = await domain.unit.of(system(1_001), 'test', tx => tx.execute(
    `select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement where $1 > 0`, 1));
  expect(writing).toEqual({ lock: '15s', statement: '2min' });
  const [holder, waiter] = [domain.connections.pool('linli_writer'), domain.connections.pool('linli_writer', { ...WRITING_SESSION, lock_timeout: 100 })];
  const held = await holder.connect();
  try {
    await held.query('select pg_advisory_lock(4711)');
    await expect(waiter.query('select pg_advisory_lock(4711)')).rejects.toMatchObject({ code: '55P03' });
  } finally {
    held.release();
    await Promise.all([holder.end(), waiter.end()]);
  }
});
