import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Kin } from '../people/kin.entity.ts';
import { Residence } from '../people/residence.entity.ts';
import type { Resident } from '../people/resident.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { NewPerson, PersonDetails } from './person.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let worker: Actor;
let elsewhere: Actor;
const clock = new TestClock('2025-03-12T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  elsewhere = await buildActor(domain, 101, 'GRID_WORKER', at.grids[3]);
});
afterAll(() => database.close());

const day = calendarDate;
const NUMBER = '11010519491231002X';
const person = (values: Partial<NewPerson> = {}): NewPerson => ({
  placeId: at.grids[0], name: '李桂芳', sex: 'FEMALE', birthDate: day('1949-12-31'), standing: 'FLOATING', livesFrom: day('2020-02-01'), ...values,
});
const build = (values: Partial<NewPerson> = {}) => buildResident(domain, at, values);
const find = <E extends object>(entity: new () => E, where: object) => domain.unit.of(system(101), 'test', tx => tx.find(entity as never, where)) as Promise<E[]>;
const rows = async () => (await database.owner<{ n: number }>(
  'select ((select count(*) from resident) + (select count(*) from residence) + (select count(*) from audit_entry))::int as n'))[0]?.n;

test('a grid worker enters somebody floating, who is found by pinyin keys and stands in one residence', async () => {
  const made = await domain.residents.register(worker, person({ phone: '13800001111', hukouCode: '410881', arrivalReason: 'WORK', livesAlone: true }));
  expect(made).toMatchObject({ namePinyin: 'liguifang', nameInitials: 'lgf', hukouCode: '410881', arrivalReason: 'WORK', livesAlone: true, noKin: false, livesTo: null });
  expect(await find(Residence, { residentId: made.id })).toMatchObject([{ placeId: at.grids[0], standing: 'FLOATING', livesFrom: '2020-02-01', livesTo: null }]);
});

test('sex and birth date may be left to the ID number, and the arrival to today', async () => {
  const made = await domain.residents.register(worker, { placeId: at.grids[0], name: '周八', standing: 'FLOATING', idNumber: '440524188001010014' });
  expect(made).toMatchObject({ sex: 'MALE', birthDate: '1880-01-01', livesFrom: '2025-03-12' });
});

test.each<[string, Partial<NewPerson>, string]>([
  ['an ID number with a wrong checksum', { idNumber: '110105194912310021' }, 'INVALID at idNumber'],
  ['one whose birth date does not exist', { idNumber: '110105194913310027' }, 'INVALID at idNumber'],
  ['one that tells another birth date', { idNumber: NUMBER, birthDate: day('1950-12-31') }, 'INVALID at birthDate'],
  ['one that tells another sex', { idNumber: NUMBER, sex: 'MALE' }, 'INVALID at sex'],
  ['a birth in the future', { birthDate: day('2025-03-13'), livesFrom: day('2025-03-13') }, 'INVALID at birthDate'],
  ['an arrival in the future', { livesFrom: day('2025-03-13') }, 'INVALID at livesFrom'],
  ['an arrival before birth', { livesFrom: day('1949-12-30') }, 'INVALID at livesFrom'],
  ['a landline', { phone: '0391-6633123' }, 'INVALID at phone'],
  ['no name', { name: '  ' }, 'INVALID at name'],
  ['a code of no division', { hukouCode: '41' }, 'INVALID at hukouCode'],
  ['a level that is none', { disabilityLevel: 5 }, 'INVALID at disabilityLevel'],
  ['a registration in the future', { occurredAt: new Date('2025-03-13T00:00:00Z') }, 'INVALID at occurredAt'],
  ['a place that is not there', { placeId: newId() }, 'NOT_FOUND at placeId'],
])('refused, and nothing is written: %s', async (_, values, why) => {
  const before = await rows();
  expect(await refused(domain.residents.register(worker, person(values)))).toBe(why);
  expect(await rows()).toBe(before);
});

test('who does not keep the register of a place neither enters nor changes anybody there, and finds nobody', async () => {
  const { id } = await build();
  const resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  for (const actor of [elsewhere, resident]) {
    expect(await refused(domain.residents.register(actor, person()))).toBe('NOT_FOUND at placeId');
    expect(await refused(domain.residents.correct(actor, id, { name: '改' }))).toBe('NOT_FOUND at residentId');
    expect(await refused(domain.residents.depart(actor, id, day('2024-01-01'), 'MOVED'))).toBe('NOT_FOUND at residentId');
    expect(await refused(domain.residents.erase(actor, id))).toBe('NOT_FOUND at residentId');
  }
  expect(await refused(domain.residents.correct(worker, newId(), { name: '改' }))).toBe('NOT_FOUND at residentId');
});

test('a correction changes what is given, seals numbers anew only when they are others, and keeps the keys of the name', async () => {
  const { id, phoneSealed } = await build({ phone: '13800002222', disabilityLevel: 2 });
  const same = await domain.residents.correct(worker, id, { phone: '13800002222' });
  expect(same.phoneSealed).toBe(phoneSealed);
  const changed = await domain.residents.correct(worker, id, { name: '单桂芳', phone: null, disabilityLevel: null, noKin: true });
  expect(changed).toMatchObject({ namePinyin: 'shanguifang', phoneSealed: null, phoneIndex: null, disabilityLevel: null, noKin: true, sex: 'FEMALE' });
});

test.each<[string, Partial<PersonDetails>, string]>([
  ['a birth date that is not the ID number\'s', { birthDate: day('1949-12-30') }, 'INVALID at birthDate'],
  ['a sex that is not the ID number\'s', { sex: 'MALE' }, 'INVALID at sex'],
  ['a birth in the future', { birthDate: day('2025-03-13') }, 'INVALID at birthDate'],
  ['an ID number of somebody else', { idNumber: '440524188001010014', birthDate: day('1880-01-01'), sex: 'MALE' }, 'CONFLICT at idNumber'],
])('a correction is refused: %s', async (_, changes, why) => {
  const { id } = await domain.residents.upsert(system(101), person({ idNumber: NUMBER, name: '有号人' }));
  expect(await refused(domain.residents.correct(worker, id, changes))).toBe(why);
});

test('a parent may not come to be born after the child, by a correction of either', async () => {
  const mother = await build({ birthDate: day('1960-01-01') });
  const child = await build({ birthDate: day('1985-01-01'), livesFrom: day('2000-01-01') });
  await domain.kin.add(worker, { residentId: child.id, relation: 'PARENT', kinId: mother.id });
  expect(await refused(domain.residents.correct(worker, mother.id, { birthDate: day('1985-01-01') }))).toBe('INVALID at birthDate');
  expect(await refused(domain.residents.correct(worker, child.id, { birthDate: day('1959-12-31') }))).toBe('INVALID at birthDate');
  await domain.residents.correct(worker, child.id, { birthDate: day('1984-12-31') });
});

test('a move within the district keeps the past, and takes one out of the household', async () => {
  const resident = await build();
  await domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: resident.id });
  const moved = await domain.residents.move(worker, resident.id, { placeId: at.grids[3] }, day('2024-05-01'));
  expect(moved).toMatchObject({ placeId: at.grids[3], householdId: null, relationToHead: null });
  expect(await find(Residence, { residentId: resident.id })).toHaveLength(2);
  expect(await refused(domain.residents.move(worker, resident.id, { placeId: at.grids[0] }, day('2024-06-01')))).toBe('NOT_FOUND at residentId');
  expect(await refused(domain.residents.move(elsewhere, resident.id, { placeId: newId() }, day('2024-06-01')))).toBe('NOT_FOUND at placeId');
  expect(await refused(domain.residents.move(elsewhere, resident.id, { placeId: at.grids[0] }, day('2025-03-13')))).toBe('INVALID at day');
  expect(await domain.residents.changeStanding(elsewhere, resident.id, 'REGISTERED_ELSEWHERE_IN_DISTRICT', day('2024-07-01'))).toMatchObject({ livesFrom: '2024-07-01' });
});

test('who has left may come back; who has died does not, and nobody acts for them any more', async () => {
  const { id } = await build();
  expect(await domain.residents.depart(worker, id, day('2024-01-01'), 'WORK')).toMatchObject({ livesTo: '2024-01-01', departureReason: 'WORK' });
  expect(await refused(domain.residents.depart(worker, id, day('2024-02-01'), 'WORK'))).toBe('WRONG_STATE');
  expect(await domain.residents.comeBack(worker, id, { placeId: at.grids[0], standing: 'FLOATING' }, day('2024-03-01'))).toMatchObject({ livesTo: null, departureReason: null });
  const daughter = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  const proxy = await domain.consents.nameProxy(worker, { residentId: id, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
  clock.pass(1);
  expect(await domain.residents.die(worker, id, day('2025-01-05'))).toMatchObject({ departureReason: 'DIED' });
  const [ended] = await database.owner<{ valid_to: Date }>('select valid_to from proxy where id = $1', [proxy.id]);
  expect(ended?.valid_to).toEqual(clock.now());
  expect(await refused(domain.residents.comeBack(worker, id, { placeId: at.grids[0], standing: 'FLOATING' }, day('2025-03-01')))).toBe('WRONG_STATE');
});

test('a child comes into the household of its mother', async () => {
  const mother = await build({ birthDate: day('1995-06-01'), standing: 'FLOATING', livesFrom: day('2020-01-01') });
  const household = await domain.households.create(worker, { placeId: at.grids[0], kind: 'FAMILY', headId: mother.id });
  const child = await domain.residents.birth(worker, mother.id, { name: '王小苗', sex: 'FEMALE', birthDate: day('2025-03-01') });
  expect(child).toMatchObject({ placeId: at.grids[0], standing: 'FLOATING', livesFrom: '2025-03-01', householdId: household.id, relationToHead: 'CHILD', arrivalReason: 'BIRTH' });
  expect(await find(Kin, { residentId: child.id })).toMatchObject([{ relation: 'PARENT', kinId: mother.id }]);
  expect(await refused(domain.residents.birth(worker, mother.id, { name: '未来', sex: 'MALE', birthDate: day('2025-03-13') }))).toBe('INVALID at birthDate');
  expect(await refused(domain.residents.birth(worker, child.id, { name: '早', sex: 'MALE', birthDate: day('2025-03-01') }))).toBe('INVALID at birthDate');
  await domain.residents.depart(worker, mother.id, day('2025-03-05'), 'MOVED');
  expect(await refused(domain.residents.birth(worker, mother.id, { name: '迟', sex: 'MALE', birthDate: day('2025-03-06') }))).toBe('WRONG_STATE at parentId');
});

test('whoever made sure of a record is named, with the time', async () => {
  const { id } = await build();
  expect(await domain.residents.verify(worker, id)).toMatchObject({ lastVerifiedAt: clock.now(), lastVerifiedById: worker.accountId });
  expect(await refused(domain.residents.verify(worker, id, new Date('2025-04-01T00:00:00Z')))).toBe('INVALID at occurredAt');
});

const changesOf = async (id: string) => (await database.owner<{ n: number }>('select count(*)::int as n from record_change where subject_id = $1', [id]))[0]?.n;

test('the same list twice changes nothing; another place on it is a move, another phone a correction', async () => {
  const listed = person({ name: '名单人', idNumber: '340524198001010013', birthDate: day('1980-01-01'), sex: 'MALE', phone: '13800003333', external: { system: 'police', id: 'P-1' } });
  const first = await domain.residents.upsert(worker, listed).catch((error: unknown) => error);
  expect(first).toMatchObject({ code: 'INVALID', field: ['idNumber'] }); // the checksum is wrong
  const right = { ...listed, idNumber: validNumber('34052419800101001') };
  const made = await domain.residents.upsert(worker, right);
  const before = [await changesOf(made.id), await rows()];
  expect((await domain.residents.upsert(worker, right)).id).toBe(made.id);
  expect([await changesOf(made.id), await rows()]).toEqual(before);
  const { external: _, ...byNumber } = right;
  expect(await domain.residents.upsert(system(101), { ...byNumber, phone: '13800004444', placeId: at.grids[1], livesFrom: day('2024-01-01') }))
    .toMatchObject({ id: made.id, placeId: at.grids[1], livesFrom: '2024-01-01', externalId: 'P-1' });
  expect(await find(Residence, { residentId: made.id })).toHaveLength(2);
  expect(await refused(domain.residents.upsert(elsewhere, { ...right, placeId: at.grids[3] }))).toBe('CONFLICT at external');
  const other = await domain.residents.upsert(worker, person({ name: '另一人', external: { system: 'police', id: 'P-2' } }));
  expect(await refused(domain.residents.upsert(worker, { ...right, placeId: at.grids[0], external: { system: 'police', id: 'P-2' } }))).toBe('CONFLICT at idNumber');
  expect(other.name).toBe('另一人');
});

/** Seventeen digits with the check digit that fits. */
function validNumber(body: string): string {
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, n) => total + weight * Number(body[n]), 0);
  return body + '10X98765432'[sum % 11];
}

test('a command sent again with its key answers with the same resident, and not to who keeps the register no more', async () => {
  const keyed = { ...worker, idempotency: { key: 'r1', fingerprint: 'x' } };
  const first: Resident = await domain.residents.register(keyed, person({ name: '一次' }));
  expect((await domain.residents.register(keyed, person({ name: '一次' }))).id).toBe(first.id);
  const gone = { ...keyed, memberships: [] };
  expect(await refused(domain.residents.register(gone, person({ name: '一次' })))).toBe('NOT_FOUND');
});
