import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../access/actor.ts';
import type { Domain } from '../../domain.ts';
import { calendarDate } from '../../shared/clock.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../../testing/build.ts';
import { buildRated } from '../../testing/figures-stand.ts';
import { refused } from '../../testing/refused.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { besideLive, isIntact } from './beside.ts';
import { figuresOfSeals, sealsById } from './seals.read.ts';
import type { NewSeal } from './seals.service.ts';

const RATE = 'case.satisfaction_rate';
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let street: Actor;
let community: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock: new TestClock('2026-03-10T02:00:00Z') });
  at = await buildDistrict(domain, 101);
  await database.owner(`update place set onboarded_at = '2020-01-01' where level <> 'COMMUNITY' or code like '%001'`);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  await buildRated(domain, at, { placeId: at.grids[0], day: '2026-02-03', rated: 30, satisfied: 20 }, { placeId: at.grids[2], day: '2026-02-03', rated: 7, satisfied: 1 });
});
afterAll(() => database.close());

const seal = (asked: Partial<NewSeal> = {}, by: Actor = street) =>
  domain.seals.seal(by, { placeId: at.street, kind: 'MONTH', day: calendarDate('2026-02-15'), indicators: [RATE, 'case.complaint_rate', 'case.handling_hours'], comment: '二月核对', ...asked });

/** A seal as it is read. */
async function read(sealId: string) {
  const snapshot = domain.connections.snapshot(101);
  try {
    const [found] = await snapshot.rows(sealsById, [at.root], [sealId]);
    const figures = await snapshot.rows(figuresOfSeals, [sealId]);
    const beside = await besideLive(snapshot, domain.indicators, found!, figures, domain.clock.now());
    return {
      found, intact: await isIntact(snapshot, found!, figures),
      squares: figures.filter(({ indicator, placeId }) => indicator === 'case.handling_hours' && placeId === at.street).map(({ squares }) => squares),
      rates: beside.filter(each => each.sealed.indicator === RATE).map(({ sealed, live }) => [sealed.placeId, sealed.numerator, sealed.denominator, live?.numerator, live?.denominator]),
    };
  } finally {
    await snapshot.close();
  }
}

test('what is sealed reads back exactly, whatever is recorded later; and each correction is a seal of its own', async () => {
  const first = await seal();
  expect(first).toMatchObject({ periodKind: 'MONTH', fromDay: '2026-02-01', toDay: '2026-03-01', comment: '二月核对', sealedById: street.accountId });
  const [a, b] = [[at.street, 21, 37], [at.communities[0], 20, 30]] as const; // the second community is not onboarded
  expect(await read(first.id)).toMatchObject({ intact: true, rates: [[...a, 21, 37], [...b, 20, 30]], squares: [37 * 960 ** 2] });

  await buildRated(domain, at, { placeId: at.grids[0], day: '2026-02-04', rated: 3, satisfied: 3 });
  expect(await read(first.id)).toMatchObject({ intact: true, rates: [[...a, 24, 40], [...b, 23, 33]] });
  expect(await refused(seal())).toBe('CONFLICT at day');

  const second = await domain.seals.correct(street, first.id, '补录三件');
  expect(second.correctsId).toBe(first.id);
  expect(await read(second.id)).toMatchObject({ intact: true, rates: [[at.street, 24, 40, 24, 40], [at.communities[0], 23, 33, 23, 33]] });
  expect(await read(first.id)).toMatchObject({ intact: true, rates: [[...a, 24, 40], [...b, 23, 33]] });
  expect(await refused(domain.seals.correct(street, first.id, '再来'))).toBe('WRONG_STATE at sealId');
});

test('nobody but the owner of the database can alter a seal, and then it shows', async () => {
  const { id } = await seal({ kind: 'QUARTER', day: calendarDate('2025-11-01'), indicators: undefined });
  expect((await read(id)).intact).toBe(true);
  for (const statement of ['update sealed_figure set numerator = 1', 'delete from sealed_figure', `update indicator_seal set comment = 'x'`, 'delete from indicator_seal']) {
    await expect(domain.unit.of(street, 'test.tamper', tx => tx.execute(`${statement} where district_id = $1`, 101))).rejects.toThrow(/permission denied|refused|guard|not recorded/i);
  }
  await database.owner(`update sealed_figure set numerator = numerator + 1 where id = (select id from sealed_figure where seal_id = $1 and indicator = $2 limit 1)`, [id, RATE]);
  expect((await read(id)).intact).toBe(false);
  const { id: corrected } = await domain.seals.correct(street, id, '更正');
  expect((await read(corrected)).intact).toBe(true);
  await database.owner(`update indicator_seal set digest = repeat('0', 64) where id = $1`, [id]);
  expect((await read(corrected)).intact).toBe(false); // it rests on the one before
});

test('a period is sealed when it is over and counted, by the admins of streets and districts', async () => {
  const january = { day: calendarDate('2026-01-15') };
  expect(await refused(seal({ day: calendarDate('2026-03-01') }))).toBe('WRONG_STATE at day');
  expect(await refused(seal({ day: calendarDate('2019-12-31') }))).toBe('WRONG_STATE at placeId');
  expect(await refused(seal({ ...january, kind: 'CUMULATIVE' }))).toBe('INVALID at kind');
  expect(await refused(seal({ ...january, placeId: at.communities[0] }))).toBe('INVALID at placeId');
  expect(await refused(seal({ ...january, placeId: at.communities[0] }, community))).toBe('NOT_ALLOWED at placeId');
  expect(await refused(seal({ ...january, placeId: at.street }, community))).toBe('NOT_FOUND at placeId');
  expect(await refused(seal({ ...january, indicators: ['case.none'] }))).toBe('INVALID at indicators');
  expect(await refused(seal({ kind: 'DAY', day: calendarDate('2026-01-15'), indicators: ['population.senior_share'] }))).toBe('INVALID at indicators');
  expect(await refused(seal({ ...january, comment: ' ' }))).toBe('INVALID at comment');
  await database.owner(`insert into kpi_change (district_id, source, place_id, day) values (101, 'case.by_rating', $1, '2026-01-03')`, [at.grids[0]]);
  expect(await refused(seal(january))).toBe('WRONG_STATE at day');
  await domain.engine.drain(101);
  const { id } = await seal(january);
  expect(await refused(domain.seals.correct(community, id, '更正'))).toBe('NOT_FOUND at sealId');
});
