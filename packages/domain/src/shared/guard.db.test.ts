import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Case } from '../cases/case.entity.ts';
import type { Domain } from '../domain.ts';
import { Residence } from '../people/residence.entity.ts';
import { Place } from '../places/place.entity.ts';
import { buildActor, buildCase, buildDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { combined, rowsOf, step } from './combined-write.ts';
import { newId } from './ids.ts';
import { system } from './performer.ts';
import { enterDistrict } from './roles.ts';

let database: TestDatabase;
let domain: Domain;
let id: string;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  const at = await buildDistrict(domain, 101);
  ({ id } = await buildCase(domain, await buildActor(domain, 101, 'RESIDENT', at.grids[0]), at));
});
afterAll(() => database.close());

/** Beside the unit of work: a transaction of the district that nobody records. */
async function aside(work: (em: EntityManager) => Promise<unknown>): Promise<unknown> {
  const em = domain.connections.orm.em.fork();
  await em.begin();
  try {
    await em.execute(enterDistrict(101));
    const answer = await work(em);
    await em.commit();
    return answer;
  } catch (error) {
    await em.rollback();
    throw error;
  }
}

const key = () => ({ districtId: 101, id });

test.each<[string, (em: EntityManager) => Promise<unknown>]>([
  ['raw SQL', em => em.execute(`update service_case set title = 'x' where district_id = 101`)],
  ['raw SQL with parameters', em => em.execute('delete from service_case where district_id = ? and id = ?', [101, id])],
  ['a native insert', em => em.insert(Residence, { districtId: 101, id: newId() } as never)],
  ['a native update', em => em.nativeUpdate(Case, key(), { title: 'x' })],
  ['a native delete', em => em.nativeDelete(Case, key())],
  ['an upsert', em => em.upsert(Residence, { districtId: 101, id: newId(), standing: 'FLOATING' })],
  ['many upserts', em => em.upsertMany(Residence, [{ districtId: 101, id: newId(), standing: 'FLOATING' }] as never)],
  ['the query builder', em => em.createQueryBuilder(Case).update({ title: 'x' }).where(key()).execute()],
  ['the query builder, deleting', em => em.createQueryBuilder(Case).delete(key()).execute()],
  ['kysely', em => em.getKysely().updateTable('service_case' as never).set({ title: 'x' } as never).execute()],
  ['kysely, raw', em => sql`with gone as (delete from public.service_case returning id) select * from gone`.execute(em.getKysely())],
  ['a stray flush', async em => {
    Object.assign((await em.findOne(Case, key())) ?? {}, { title: 'x' });
    await em.flush();
  }],
  ['a stray flush of something new', async em => {
    em.create(Residence, { districtId: 101, id: newId() } as never);
    await em.flush();
  }],
  ['a stray flush of a row that is not counted', async em => {
    Object.assign((await em.findOne(Place, { districtId: 101, parentId: null })) ?? {}, { name: 'x' });
    await em.flush();
  }],
])('beside the unit of work, %s is refused', async (_, write) => {
  const before = await database.owner('select title from service_case');
  await expect(aside(write)).rejects.toThrow(/went around the unit of work|A flush outside a unit of work/);
  expect(await database.owner('select title from service_case')).toEqual(before);
});

test.each([
  `update service_case set title = 'x' where district_id = $1`,
  `/* note */ delete from "public"."service_case" where district_id = $1`,
  `with gone as (delete from service_case where district_id = $1 returning id) select count(*) from gone`,
])('inside a unit, SQL of one\'s own is refused too: %s', async statement => {
  await expect(domain.unit.of(system(101), 'test', tx => tx.execute(statement, 101))).rejects.toThrow(/went around the unit of work/);
});

test.each([
  `update service_case set title = 'x' where district_id = $1`,
  `insert into public.service_case (district_id) select $1 from rows`,
])('nor does a step of a combined write go around it: %s', async statement => {
  const write = combined('test_around', { rows: step<{ n: number }>('n integer', statement) });
  await expect(domain.unit.of(system(101), 'test', tx => tx.write(write, { rows: [{ n: 1 }] }))).rejects.toThrow(/went around the unit of work/);
});

test('a combined write cuts no text off, and writes what the rows say', async () => {
  const write = combined('test_place', { places: rowsOf(Place, 'LISTED') });
  const name = '很长'.repeat(200);
  const [root] = await database.owner<{ id: string }>('select id from place where parent_id is null and district_id = 101');
  const place = {
    id: newId(), parentId: root!.id, level: 'STREET', code: 'long', name, boundary: null, onboardedAt: new Date('2026-01-02T03:04:05.678Z'), closedAt: null, dataOrigin: 'REAL',
    createdAt: new Date(),
  } as const;
  await domain.unit.of(system(101), 'test', tx => tx.write(write, { places: [place] }));
  expect(await database.owner('select name, onboarded_at from place where id = $1', [place.id])).toEqual([{ name, onboarded_at: place.onboardedAt }]);
});

test('the other pools of the writer are guarded as well', async () => {
  const pool = domain.connections.pool('linli_writer');
  await expect(pool.query(`update service_case set title = 'x'`)).rejects.toThrow(/went around the unit of work/);
  await pool.end();
});

test('reads, and writes of values that look like writes, go through', async () => {
  await aside(em => em.execute(`select * from service_case where title <> 'update service_case' for update`));
  await aside(em => em.createQueryBuilder(Case).where({ ...key(), title: 'delete from resident' }).getResultList());
  await domain.unit.of(system(101), 'test', async tx => {
    const found = await tx.getAll(Place, { parentId: null, name: { $ne: `'; update service_case set title = 'x` } });
    for (const place of found) place.name = `update service_case set title = 'x'; -- "`;
    await tx.flush();
    expect(await tx.find(Place, { name: `update service_case set title = 'x'; -- "` })).toHaveLength(1);
  });
});
