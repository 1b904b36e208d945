import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../access/actor.ts';
import { expectDeadline } from '../cases/deadlines.ts';
import { Case } from '../cases/case.entity.ts';
import type { Domain } from '../domain.ts';
import { register } from '../people/register.ts';
import { Residence } from '../people/residence.entity.ts';
import { Sealer } from '../people/sealed.ts';
import { Place } from '../places/place.entity.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { calendarDate } from './clock.ts';
import { newId } from './ids.ts';
import { system } from './performer.ts';
import { Refusal } from './refusal.ts';
import type { Transaction } from './transaction.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let resident: Actor;
const by = system(101);

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
});
afterAll(() => database.close());

const unit = <T>(work: (tx: Transaction) => Promise<T>) => domain.unit.of(by, 'test', work);
const nameOf = async (id: string) => (await unit(tx => tx.findOne(Place, { id })))?.name;

const aPlace = (name: string, code: string = newId()) => ({
  id: newId(), parentId: at.communities[0], level: 'GRID', code, name, boundary: null, onboardedAt: null, dataOrigin: 'REAL', createdAt: new Date(),
} as const);

/** Everything there is, as the owner sees it: rows of every table, and jobs. */
async function everything(): Promise<Record<string, number>> {
  const [counts] = await database.owner<Record<string, number>>(`select ${[
    'place', 'place_ancestor', 'resident', 'residence', 'account', 'membership', 'session', 'service_case', 'case_step', 'audit_entry', 'idempotent_command',
    'kpi_change', 'kpi_log', 'graphile_worker._private_jobs',
  ].map(table => `(select count(*)::int from ${table}) as "${table}"`).join(', ')}`);
  return counts ?? {};
}

test('a unit inside a unit is refused, at any depth and after any wait', async () => {
  const inside = /a unit of work inside a unit of work/;
  await expect(unit(() => unit(async () => 1))).rejects.toThrow(inside);
  await expect(unit(async tx => {
    await tx.find(Place, {});
    await new Promise(resolve => setTimeout(resolve, 5));
    return domain.places.create(by, { parentId: at.communities[0], level: 'GRID', code: 'inside', name: 'x' });
  })).rejects.toThrow(inside);
  await expect(unit(() => buildCase(domain, resident, at))).rejects.toThrow(inside);
});

test('units beside each other are none of each other\'s business', async () => {
  expect(await Promise.all([unit(async () => 1), unit(async () => 2), unit(async () => 3)])).toEqual([1, 2, 3]);
});

test('a row that was only found cannot be changed or removed, tracked or not', async () => {
  const { id } = await buildCase(domain, resident, at);
  const before = await everything();
  const notLocked = /did not lock: use tx\.get/;
  await expect(unit(async tx => {
    const found = await tx.findOne(Case, { id });
    if (found) found.title = '改过';
  })).rejects.toThrow(notLocked);
  await expect(unit(async tx => {
    const [found] = await tx.find(Place, { id: at.grids[0] });
    if (found) found.name = '改过';
    await tx.get(Place, at.grids[0]);
  })).rejects.toThrow(notLocked);
  await expect(unit(async tx => {
    const found = await tx.findOne(Case, { id });
    if (found) await tx.remove(found);
  })).rejects.toThrow(notLocked);
  expect(await everything()).toEqual(before);
});

test('a row that was found and then locked has its latest values, and may be changed', async () => {
  await unit(async tx => {
    await tx.findOne(Place, { id: at.grids[0] });
    const locked = await tx.get(Place, at.grids[0]);
    if (locked) locked.name = '锁定后改名';
  });
  expect(await nameOf(at.grids[0])).toBe('锁定后改名');
});

test('of two units that want one row, the second waits and goes by what the first has written', async () => {
  await unit(async tx => Object.assign((await tx.get(Place, at.grids[1])) ?? {}, { name: '' }));
  await Promise.all(Array.from({ length: 8 }, () => unit(async tx => {
    await tx.findOne(Place, { id: at.grids[1] }); // seen too early
    const place = await tx.get(Place, at.grids[1]);
    if (place) place.name += '一';
  })));
  expect(await nameOf(at.grids[1])).toBe('一'.repeat(8));
});

test('what a unit has made or changed it finds again before it commits', () => unit(async tx => {
  const made = await tx.create(Place, aPlace('刚建'));
  expect(await tx.find(Place, { name: '刚建' })).toEqual([made]);
  made.name = '又改';
  expect((await tx.getAll(Place, { id: made.id }))[0]?.name).toBe('又改');
  await tx.remove(made);
  expect(await tx.get(Place, made.id)).toBeNull();
}));

test('a refusal after everything was flushed leaves no trace in data, audit, change records, jobs or idempotency', async () => {
  const { id } = await buildCase(domain, resident, at);
  const before = await everything();
  const command = domain.unit.of({ ...resident, idempotency: { key: 'late', fingerprint: 'x' } }, 'test', async tx => {
    await tx.create(Place, aPlace('不留痕'));
    await register(tx, new Sealer(database.key), {
      placeId: at.grids[0], name: '张三', sex: 'MALE', birthDate: calendarDate('1950-01-01'), standing: 'FLOATING', livesFrom: calendarDate('1980-01-01'),
    });
    const matter = await tx.get(Case, id);
    matter?.accept(null);
    if (matter) await expectDeadline(tx, matter);
    await tx.bulkInsert(Place, [aPlace('成批的')]);
    await tx.bulkUpdate(Residence, (await tx.find(Residence, {})).map(stay => stay.id), { standing: 'REGISTERED_HERE' });
    await tx.flush();
    throw new Refusal('CONFLICT', 'Not after all.');
  });
  expect(await refused(command)).toBe('CONFLICT');
  expect(await everything()).toEqual(before);
});

test('a refused move of a case leaves no trace either', async () => {
  const { id } = await buildCase(domain, resident, at);
  const admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  const before = await everything();
  expect(await refused(domain.cases.accept(admin, id, { note: 'x'.repeat(4_001) }))).toBe('INVALID at note');
  expect(await refused(domain.cases.close(admin, id))).toBe('WRONG_STATE');
  expect(await everything()).toEqual(before);
});

test('a write that leaves the figures alone makes no change record; one that moves them makes one for each day touched', async () => {
  const { id } = await buildCase(domain, resident, at);
  const changes = async () => (await everything()).kpi_change ?? 0;
  const before = await changes();
  await unit(async tx => Object.assign((await tx.get(Case, id)) ?? {}, { title: '与指标无关' }));
  expect(await changes()).toBe(before);
  await unit(async tx => Object.assign((await tx.get(Case, id)) ?? {}, { receivedAt: new Date('2020-01-01T00:00:00Z') }));
  expect(await changes()).toBe(before + 2);
});

test('any text comes back as it was written, and is found by it', () => fc.assert(fc.asyncProperty(
  fc.array(fc.string({ unit: 'binary', maxLength: 40 }).map(text => text.replaceAll('\0', '').toWellFormed()), { minLength: 20, maxLength: 40 }),
  async texts => {
    const hostile = ['?', '$1', '\\', `'`, '"', '??', ':name', '/*', '--', `'); drop table place; --`, 'update service_case set x', '{"a": [1]}'];
    const names = [...texts, ...hostile];
    await unit(async tx => {
      const single = names.map(name => aPlace(name));
      const bulk = names.map(name => aPlace(name));
      for (const values of single) await tx.create(Place, values);
      await tx.bulkInsert(Place, bulk);
      const found = await tx.getAll(Place, { name: { $in: names }, code: { $in: [...single, ...bulk].map(each => each.code) } });
      const written = new Map(found.map(place => [place.id, place.name]));
      expect([...single, ...bulk].map(each => written.get(each.id))).toEqual([...names, ...names]);
      throw new Refusal('CONFLICT', 'Enough.');
    }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  }), { numRuns: 3 }));

test('a bulk insert keeps the columns of every row, not of the first alone', async () => {
  const { boundary, ...plain } = aPlace('没有边界');
  const polygon = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } as const;
  expect(boundary).toBeNull();
  const rows = await unit(async tx => {
    const second = { ...aPlace('有边界'), boundary: polygon };
    await tx.bulkInsert(Place, [plain, second]);
    return tx.find(Place, { id: { $in: [plain.id, second.id] } }, { orderBy: { name: 'asc' } });
  });
  expect(rows.map(place => place.boundary)).toEqual(expect.arrayContaining([null, polygon]));
});

test('a bulk update sets what it is told and answers with how many rows', async () => {
  const rows = [aPlace('甲'), aPlace('乙')];
  await unit(tx => tx.bulkInsert(Place, rows));
  expect(await unit(tx => tx.bulkUpdate(Place, [...rows.map(row => row.id), newId()], { name: '丙' }))).toBe(2);
  expect(await Promise.all(rows.map(row => nameOf(row.id)))).toEqual(['丙', '丙']);
  expect(await unit(tx => tx.bulkUpdate(Place, [], { name: '丁' }))).toBe(0);
  await expect(unit(tx => tx.bulkUpdate(Place, [at.root], { nonsense: 1 } as never))).rejects.toThrow('Place has no property nonsense.');
});
