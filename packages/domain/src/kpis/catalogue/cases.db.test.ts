import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../access/actor.ts';
import type { Domain } from '../../domain.ts';
import { Closings } from '../../migrations/047-closings.ts';
import { calendarDate } from '../../shared/clock.ts';
import { system } from '../../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../../testing/build.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { periodOf } from '../engine/period.rule.ts';

const clock = new TestClock('2026-03-02T02:00:00Z');
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.root);
});
afterAll(() => database.close());

const on = (day: string) => clock.set(`2026-${day}T02:00:00Z`);

async function handled(placeId: string): Promise<string> {
  const { id } = await buildCase(domain, admin, at, { placeId });
  await domain.cases.handleOnSpot(worker, id, { outcome: 'RESOLVED' });
  return id;
}

async function closed(placeId: string): Promise<string> {
  const id = await handled(placeId);
  await domain.cases.close(admin, id);
  return id;
}

const reopen = (id: string) => domain.cases.reopen(admin, id, { reason: '又坏了' });

async function closeAgain(id: string): Promise<void> {
  await domain.cases.start(worker, id);
  await domain.cases.handle(worker, id, { outcome: 'RESOLVED' });
  await domain.cases.close(admin, id);
}

/** Reopened of closed, as the figures stand today; and that they are what the records say. */
async function figures(places: readonly string[], month: string): Promise<string[]> {
  await domain.engine.drain(101);
  expect(await domain.engine.verify(101)).toEqual([]);
  const values = await domain.connections.reading(101, snapshot => domain.indicators.values(
    snapshot, [...places], [domain.indicators.find('case.reopen_rate')!], [periodOf('MONTH', calendarDate(`2026-${month}-01`))], clock.now()));
  return values.map(({ numerator, denominator, value }) => (value === null ? 'none' : `${numerator}/${denominator}`));
}

const closings = () => database.owner<{ case_id: string }>('select case_id, cycle, place_id, closed_at, aftercare_ends_at, reopened_at from case_closing order by 1, 2');

test('each closing counts where it was, once its 30 days are over, and as reopened if the case was within them', async () => {
  const [held, back, early, last, moved] = [await closed(at.grids[0]), await closed(at.grids[0]), await handled(at.grids[0]), await closed(at.grids[2]), await closed(at.grids[3])];
  const silent = await handled(at.grids[1]);
  const onItsWay = await handled(at.grids[3]);
  await reopen(early); // it had not been closed
  await closeAgain(early);
  await reopen(onItsWay);
  on('03-05');
  await domain.grids.split(system(101), at.grids[3], [{ code: '101001002009', name: '新网格' }]);
  const [successor] = await database.owner<{ id: string }>(`select id from place where code = '101001002009'`);
  on('03-06');
  await reopen(moved);
  on('03-07');
  await closeAgain(moved);
  await closeAgain(onItsWay);
  on('03-09');
  await domain.cases.closeUnconfirmed(system(101), { districtId: 101, caseId: silent });
  on('03-12');
  await reopen(back);
  await reopen(onItsWay);
  on('03-13');
  await closeAgain(back);
  expect(await figures([at.root], '03')).toEqual(['none']);
  on('04-01'); // the 30 days end at this moment
  await reopen(last);
  const places = [at.grids[0], at.grids[1], at.communities[0], at.grids[2], at.grids[3], successor!.id, at.communities[1], at.street, at.root];
  expect(await figures(places, '04')).toEqual(['1/3', 'none', '1/3', '1/1', '1/1', 'none', '2/2', '3/5', '3/5']);
  on('05-02');
  expect(await figures(places, '04')).toEqual(['1/4', '0/1', '1/5', '1/1', '1/1', '1/2', '3/4', '4/9', '4/9']);
  expect(await figures([at.root], '05')).toEqual(['none']);
  expect((await closings()).filter(({ case_id: id }) => id === held)).toEqual([expect.objectContaining({ cycle: 1, place_id: at.grids[0], reopened_at: null })]);
});

test('an upgrade finds the same closings in the steps of the cases there are', async () => {
  const before = await closings();
  expect(before).toHaveLength(9);
  const migration = new Closings({} as never, {} as never);
  migration.up();
  await database.owner('drop table case_closing');
  for (const statement of migration.getQueries()) await database.owner(statement as string);
  expect(await closings()).toEqual(before);
});
