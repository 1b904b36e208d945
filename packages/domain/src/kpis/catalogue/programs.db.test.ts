import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../access/actor.ts';
import type { Domain } from '../../domain.ts';
import { calendarDate } from '../../shared/clock.ts';
import { buildActivity, sessionIn, sessionsOf } from '../../testing/activity-stand.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../../testing/build.ts';
import { buildProgram } from '../../testing/build-programs.ts';
import { CareStand } from '../../testing/care-stand.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { TimeBankStand } from '../../testing/time-bank-stand.ts';
import { periodOf } from '../engine/period.rule.ts';

const MORNING = '2026-03-02T10:00:00+08:00';
const clock = new TestClock(MORNING);
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 901);
  admin = await buildActor(domain, 901, 'DISTRICT_ADMIN', at.root);
});
afterAll(() => database.close());

/** Counts, holds the figures against the records, and reads a month of a place: `numerator / denominator`. */
async function read(key: string, placeId = at.root, day = '2026-03-31', districtId = 901): Promise<string> {
  await domain.engine.drain(districtId);
  expect(await domain.engine.verify(districtId)).toEqual([]);
  const period = periodOf(domain.indicators.find(key)!.periods.includes('CUMULATIVE') ? 'CUMULATIVE' : 'MONTH', calendarDate(day));
  const [value] = await domain.connections.reading(districtId, snapshot => domain.indicators.values(snapshot, [placeId], [domain.indicators.find(key)!], [period], clock.now()));
  return value!.denominator === null ? String(value!.numerator) : `${value!.numerator} / ${value!.denominator}`;
}

test('a community adopts what others ran before it, once however often, and never its own', async () => {
  const { running, version } = await buildProgram(domain, at);
  const { programs } = domain.programs;
  const plan = { title: '银发数字桥', beginsOn: calendarDate('2026-03-01'), endsOn: calendarDate('2026-12-31'), budget: 0, outcome: null };
  const begun = async (placeId: string) => programs.start(admin, (await programs.create(admin, { ...plan, placeId, from: { playbookVersionId: version.id } })).id);
  const adopters = () => read('program.adopting_communities');
  expect(await adopters()).toBe('0');
  await programs.create(admin, { ...plan, placeId: at.communities[1], from: { playbookVersionId: version.id } }); // only planned
  expect(await begun(running.placeId)).toMatchObject({ adoptedOn: null });
  expect(await begun(at.street)).toMatchObject({ adoptedOn: null }); // above communities
  expect(await adopters()).toBe('0');
  const { id } = await begun(at.communities[1]);
  const clone = await programs.clone(admin, running.id, { ...plan, placeId: at.communities[1], baseline: 0.5 });
  await programs.start(admin, clone.id);
  await programs.revise(admin, id, { ...plan, beginsOn: calendarDate('2026-02-01'), parts: null });
  await programs.end(admin, clone.id);
  expect(await adopters()).toBe('1');
  expect(await read('program.adopting_communities', at.communities[0])).toBe('0');
});

test('only money from outside that was received counts, in fen, where the program is; what was taken back does not', async () => {
  const { running } = await buildProgram(domain, await buildDistrict(domain, 902));
  const by = await buildActor(domain, 902, 'COMMUNITY_ADMIN', running.placeId);
  const give = (kind: 'MONEY' | 'IN_KIND', source: 'OUTSIDE' | 'GOVERNMENT', amount: number) => domain.programs.money.receive(by, {
    programId: running.id, kind, source, amount, organisationId: null, sponsor: '某公司', note: null, receivedAt: new Date('2026-02-10T02:00:00Z'),
  });
  const received = () => read('resource.received_yuan', running.placeId, '2026-03-31', 902);
  expect(await received()).toBe('500000');
  const { id } = await give('MONEY', 'OUTSIDE', 30_000);
  for (const [kind, source] of [['IN_KIND', 'OUTSIDE'], ['MONEY', 'GOVERNMENT']] as const) await give(kind, source, 7_000);
  expect(await received()).toBe('530000');
  await domain.programs.money.reverseFunding(by, id);
  expect(await received()).toBe('500000');
});

test('elders without kin who were served at home count once, of those who live there without kin then; the past keeps who it had', async () => {
  const away = await buildDistrict(domain, 903);
  const care = await CareStand.build(domain, away);
  const [errand, meal] = [await care.service({ name: '代办', kind: 'HOME_ERRAND', atHome: true, price: 0 }), await care.service({ price: 0 })];
  const [lone, other, kin] = [await care.elder(), await care.elder(), await care.elder()];
  const noKin = (id: string, is: boolean) => domain.residents.correct(care.staff, id, { noKin: is });
  const covered = (day = '2026-03-31') => read('elder.home_service_coverage', away.root, day, 903);
  for (const id of [lone, other]) await noKin(id, true);
  const give = async (service: typeof errand, id: string, from: string) => {
    clock.set(MORNING);
    const booking = await care.book(await care.slot(service, 9, from), id);
    clock.set('2026-03-03T20:00:00+08:00');
    await domain.elderCare.bookings.fulfil(care.staff, booking.id);
  };
  await give(errand, lone, '11:00');
  await give(errand, lone, '14:00');
  await give(meal, other, '12:00');
  await give(errand, kin, '16:00');
  expect(await covered()).toBe('1 / 2');
  clock.set('2026-04-10T10:00:00+08:00');
  for (const id of [lone, other]) await noKin(id, false);
  await noKin(kin, true);
  expect([await covered(), await covered('2026-04-30')]).toEqual(['1 / 2', '0 / 1']);
  expect(await read('service.person_times', away.root, '2026-04-30', 903)).toBe('4');
});

test('a person is counted each time they were served, in whichever way, while it stands', async () => {
  clock.set(MORNING);
  const stand = await TimeBankStand.build({ database, domain, clock });
  const { districtId } = stand.at;
  const times = () => read('service.person_times', stand.at.root, '2026-03-31', districtId);
  const { id } = await stand.service('confirmed', 60);
  const worker = await buildActor(domain, districtId, 'DISTRICT_ADMIN', stand.at.root);
  const activity = await buildActivity(domain, stand.at, { sessions: [sessionIn(domain, -0.5)] });
  const attendance = await domain.activities.attendance.record(worker, { sessionId: (await sessionsOf(domain, activity))[0]!.id, residentId: stand.residents.elder.id });
  await domain.elderCare.wellbeing.assess(worker, stand.residents.elder.id, 'WEEKLY', '独居');
  const [visit] = await database.owner<{ id: string }>(`select id from wellbeing_visit where resident_id = $1 and state = 'DUE'`, [stand.residents.elder.id]);
  await domain.elderCare.wellbeing.record(worker, visit!.id, { outcome: 'WELL' });
  expect(await times()).toBe('3');
  await domain.activities.attendance.void(worker, attendance.id, '点错');
  await stand.bank.dispute(stand.people.elder, id, '没有来');
  expect(await times()).toBe('1');
});
