import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Domain } from '../../domain.ts';
import { Residence } from '../../people/residence.entity.ts';
import { Resident } from '../../people/resident.entity.ts';
import { calendarDate } from '../../shared/clock.ts';
import { system } from '../../shared/performer.ts';
import { buildActivity, sessionIn, sessionsOf } from '../../testing/activity-stand.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { TimeBankStand } from '../../testing/time-bank-stand.ts';
import { periodOf } from '../engine/period.rule.ts';

const clock = new TestClock('2026-03-01T00:00:00Z');
let database: TestDatabase;
let domain: Domain;
let stand: TimeBankStand;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
});
beforeEach(async () => {
  stand = await TimeBankStand.build({ database, domain, clock });
});
afterAll(() => database.close());

/** Counts, holds the figures against the records, and reads March of the district: `numerator / denominator`. */
async function march(...keys: string[]): Promise<string[]> {
  const { districtId, root } = stand.at;
  await domain.engine.drain(districtId);
  expect(await domain.engine.verify(districtId)).toEqual([]);
  const values = await domain.connections.reading(districtId, snapshot => domain.indicators.values(
    snapshot, [root], keys.map(key => domain.indicators.find(key)!), [periodOf('MONTH', calendarDate('2026-03-01'))], clock.now()));
  return values.map(({ numerator, denominator }) => `${numerator} / ${denominator}`);
}
const bank = () => march('timebank.active_members', 'timebank.outstanding_hours', 'timebank.redeem_share', 'timebank.liability_ratio');

/** The volunteer's week, every day from eight to eight. */
const WEEK = 5_040;

test('a service that is confirmed, disputed, adjusted and voided is in the figures as it is in the book', async () => {
  expect(await bank()).toEqual(['0 / null', '0 / null', '0 / 0', `0 / ${WEEK}`]);
  const { id } = await stand.service('confirmed', 120);
  expect(await bank()).toEqual(['2 / null', '120 / null', '0 / 120', `120 / ${WEEK}`]);
  await stand.bank.dispute(stand.people.elder, id, '没有这么久');
  expect(await bank()).toEqual(['0 / null', '120 / null', '0 / 120', `120 / ${WEEK}`]);
  await stand.bank.adjust(stand.people.admin, id, 60, '核实为一小时');
  expect(await bank()).toEqual(['2 / null', '60 / null', '0 / 60', `60 / ${WEEK}`]);
  const other = await stand.service('confirmed', 30);
  await stand.bank.dispute(stand.people.elder, other.id, '没有来');
  await stand.bank.void(stand.people.admin, other.id, '没有来');
  expect(await bank()).toEqual(['2 / null', '60 / null', '0 / 60', `60 / ${WEEK}`]);
});

test('what a receiver pays with is redeemed, and is outstanding no more', async () => {
  await stand.policy({ openingMinutes: 90, openingAge: 70, payers: ['RECEIVER', 'WORLD'] });
  await domain.unit.of(system(stand.at.districtId), 'test', async tx => Object.assign((await tx.get(Resident, stand.residents.elder.id))!, { livesAlone: true }));
  await domain.timeBank.minutes.grantOpening(system(stand.at.districtId), stand.residents.elder.id);
  expect(await bank()).toEqual(['0 / null', '90 / null', '0 / 0', `90 / ${WEEK}`]);
  await stand.service('confirmed', 120);
  expect(await bank()).toEqual(['2 / null', '120 / null', '90 / 120', `120 / ${WEEK}`]);
});

test('who lives there as a floating resident on the day takes part, once however often they serve', async () => {
  const share = () => march('points.participation_rate');
  await domain.unit.of(system(stand.at.districtId), 'test', async tx => {
    for (const stay of await tx.getAll(Residence, { residentId: { $in: [stand.residents.giver.id, stand.residents.neighbour.id] } })) stay.standing = 'FLOATING';
  });
  expect(await share()).toEqual(['0 / 2']);
  await stand.service('confirmed', 60);
  expect(await share()).toEqual(['1 / 2']);
  await stand.service('confirmed', 60);
  expect(await share()).toEqual(['1 / 2']);

  const by = system(stand.at.districtId);
  const activity = await buildActivity(domain, stand.at, { sessions: [sessionIn(domain, -0.5)] });
  const [session] = await sessionsOf(domain, activity);
  const came = async (residentId: string) => {
    await domain.activities.signUps.signUp(by, { activityId: activity.id, residentId, channel: 'WINDOW' });
    return domain.activities.attendance.record(by, { sessionId: session!.id, residentId });
  };
  await came(stand.residents.giver.id);
  await came(stand.residents.elder.id); // who is no floating resident
  const { id } = await came(stand.residents.neighbour.id);
  const all = () => march('points.participation_rate', 'activity.signups', 'activity.attendance');
  expect(await all()).toEqual(['2 / 2', '3 / null', '3 / null']);
  await domain.activities.attendance.correct(by, id, { occurredAt: clock.now() }, '到场时间有误');
  expect(await all()).toEqual(['2 / 2', '3 / null', '3 / null']);
  await domain.activities.attendance.void(by, id, '没有来');
  expect(await all()).toEqual(['1 / 2', '3 / null', '2 / null']);
});
