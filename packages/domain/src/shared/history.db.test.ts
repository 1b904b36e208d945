import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Domain } from '../domain.ts';
import { migrate } from '../migrations/migrate.ts';
import { Place } from '../places/place.entity.ts';
import { buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { BEGINNING, changeHorizon, changedAfter } from './changed.ts';
import { newId } from './ids.ts';
import { system } from './performer.ts';
import { one, read } from './read.ts';
import { enterDistrict, roleUrl } from './roles.ts';
import type { Transaction } from './transaction.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
const DISTRICT = 101;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, DISTRICT);
});
afterAll(() => database.close());

const unit = <T>(work: (tx: Transaction) => Promise<T>) => domain.unit.of(system(DISTRICT), 'test.write', work);
const historyOf = (id: string) => database.owner<{ entity: string; action: string; command: string; changes: unknown }>(
  'select entity, action, command, changes from record_change where subject_id = $1 order by at, id', [id]);

const placesChanged = read<{ id: string; changedIn: string }, [string, string, number]>('test_places_changed',
  `select p.id, p.changed_in as "changedIn" from place p where p.district_id = $1 and ${changedAfter('p', '$2', '$3')} limit $4`);

/** What has changed after a position, once it is so much: transactions of other tests on this server hold it back for a moment. */
async function changedOnce(length: number, after?: { xid: string; id: string }) {
  for (let tries = 0; tries < 500; tries++) {
    const found = await changed(after);
    if (found.length >= length) return found;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`Not ${length} changes.`);
}

/** What has changed after a position, as an outside system would ask. */
async function changed(after: { xid: string; id: string } = BEGINNING, limit = 1_000) {
  const snapshot = domain.connections.snapshot(DISTRICT);
  try {
    return (await snapshot.rows(placesChanged, after.xid, after.id, limit)).map(({ id, changedIn }) => ({ id, xid: changedIn }));
  } finally {
    await snapshot.close();
  }
}

test('a change is kept with what was before, and the audit has no values', async () => {
  const [id] = at.grids;
  await unit(async tx => {
    const place = await tx.get(Place, id);
    Object.assign(place!, { name: '改名', onboardedAt: new Date('2026-01-02T03:04:05.678Z') });
  });
  const [made, renamed] = await historyOf(id);
  expect(made).toMatchObject({ entity: 'Place', action: 'CREATED', changes: null });
  expect(renamed).toMatchObject({ action: 'CHANGED', command: 'test.write', changes: { name: ['测试GRID001001001', '改名'], onboardedAt: [expect.any(String), '2026-01-02T03:04:05.678Z'] } });
  const audited = JSON.stringify(await database.owner(`select * from audit_entry where command = 'test.write'`));
  expect(audited).toContain('name');
  expect(audited).not.toMatch(/改名|changedIn/);
});

test('bulk writes keep the same, field by field, and rows that did not change keep nothing', async () => {
  const [, a, b] = at.grids;
  const when = new Date('2026-02-03T04:05:06.007Z');
  await unit(tx => tx.bulkUpdate(Place, [a], { onboardedAt: when, name: '甲' }));
  await unit(tx => tx.bulkChange(Place, [{ id: a, name: '甲', code: 'a' }, { id: b, name: '乙', code: 'b' }]));
  const [, first, second] = await historyOf(a);
  expect(first).toMatchObject({ action: 'CHANGED', changes: { name: ['测试GRID001001002', '甲'], onboardedAt: [expect.stringMatching(/^20.*\.\d{3}Z$/), when.toISOString()] } });
  expect(second?.changes).toEqual({ code: ['101001001002', 'a'] });
  expect((await historyOf(b))[1]?.changes).toEqual({ name: ['测试GRID001002001', '乙'], code: ['101001002001', 'b'] });
  await unit(tx => tx.bulkChange(Place, [{ id: b, name: '乙', code: 'b' }]));
  expect(await historyOf(b)).toHaveLength(2);
});

test('rows got before are read again after a bulk change', async () => {
  const id = at.grids[3];
  const names = await unit(async tx => {
    const place = await tx.get(Place, id);
    const before = place!.name;
    await tx.bulkChange(Place, [{ id, name: '丙' }]);
    return [before, place!.name];
  });
  expect(names).toEqual(['测试GRID001002002', '丙']);
});

test('a refused command leaves no history', async () => {
  const id = at.grids[0];
  const before = await historyOf(id);
  await expect(unit(async tx => {
    (await tx.get(Place, id))!.name = '不算';
    await tx.bulkChange(Place, [{ id, name: '也不算' }]);
    throw new Error('no');
  })).rejects.toThrow('no');
  expect(await historyOf(id)).toEqual(before);
});

test('what has changed is shown once each, in order, and again after it changes again', async () => {
  const all = await changedOnce(8);
  expect(all).toHaveLength(8);
  const pages = [];
  for (let page = await changed(BEGINNING, 3); page.length > 0; page = await changed(page.at(-1), 3)) pages.push(...page);
  expect(pages).toEqual(all);
  await unit(async tx => void ((await tx.get(Place, at.street))!.name = '新街'));
  await unit(tx => tx.bulkUpdate(Place, [at.root], { name: '新区' }));
  expect((await changedOnce(2, all.at(-1))).map(({ id }) => id)).toEqual([at.street, at.root]);
});

test('a change that began earlier and ends later is not skipped', async () => {
  const late = new pg.Client({ connectionString: roleUrl(database.url, 'linli_writer', database.key) });
  await late.connect();
  try {
    const from = (await changedOnce(8)).at(-1);
    await late.query('begin');
    await late.query(enterDistrict(DISTRICT));
    await late.query(`update place set name = '迟', changed_in = pg_current_xact_id() where district_id = $1 and id = $2`, [DISTRICT, at.communities[0]]);
    await unit(async tx => void ((await tx.get(Place, at.communities[1]))!.name = '早'));
    const between = await changed(from);
    expect(between).toEqual([]); // the later one waits until the earlier has ended
    await late.query('commit');
    expect((await changedOnce(2, from)).map(({ id }) => id)).toEqual([at.communities[0], at.communities[1]]);
  } finally {
    await late.end();
  }
});

test('on another server, where transaction numbers begin anew, everything counts as changed in a new epoch', async () => {
  const horizon = () => domain.connections.reading(DISTRICT, snapshot => one(snapshot, changeHorizon));
  const before = await horizon();
  await migrate(database.url, database.key);
  expect((await horizon())?.epoch).toBe(before?.epoch);
  const ahead = String(BigInt(before!.xid) + 1_000_000_000n);
  await database.owner(`update installation set last_xid = '${ahead}'; update place set changed_in = '${ahead}'`);
  expect(await changed()).toEqual([]);
  await migrate(database.url, database.key);
  expect((await horizon())?.epoch).not.toBe(before?.epoch);
  expect(await changedOnce(8)).toHaveLength(8);
  await unit(tx => tx.bulkUpdate(Place, [at.root], { name: newId() }));
  expect((await changedOnce(1, { xid: '3', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' })).map(({ id }) => id)).toEqual([at.root]);
});
