import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { register, type NewResident } from './register.ts';
import { Resident } from './resident.entity.ts';
import { Sealer } from './sealed.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let sealer: Sealer;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  sealer = new Sealer(database.key);
});
afterAll(() => database.close());

function enter(values: Partial<NewResident> = {}, districtId = 101): Promise<Resident> {
  return domain.unit.of(system(districtId), 'resident.register', tx => register(tx, sealer, {
    placeId: at.grids[0], name: '王小明', sex: 'FEMALE', birthDate: calendarDate('1949-12-31'), standing: 'REGISTERED_HERE', livesFrom: calendarDate('1990-05-01'), ...values,
  }));
}

test('a person is entered with sealed numbers, which are found by their index', async () => {
  const { id } = await enter({ idNumber: '11010519491231002X', phone: '13812345678' });
  const [row] = await database.owner<Record<string, string>>('select * from resident where id = $1', [id]);
  expect(row).toMatchObject({ name: '王小明', standing: 'REGISTERED_HERE', lives_to: null, data_origin: 'REAL' });
  expect(JSON.stringify(row)).not.toMatch(/11010519491231002X|13812345678/);
  expect([sealer.open(row?.id_number_sealed ?? ''), sealer.open(row?.phone_sealed ?? '')]).toEqual(['11010519491231002X', '13812345678']);
  const found = await domain.unit.of(system(101), 'test', tx => tx.find(Resident, { phoneIndex: sealer.index(101, 'phone', '13812345678') }));
  expect(found.map(person => person.id)).toEqual([id]);
});

test('one ID number is one person in a district; in another district it is nobody yet; a telephone may be a family\'s', async () => {
  await enter({ idNumber: '440524188001010014', phone: '13900000000', birthDate: calendarDate('1880-01-01'), sex: 'MALE' });
  expect(await refused(enter({ idNumber: '440524188001010014', birthDate: calendarDate('1880-01-01'), sex: 'MALE' }))).toBe('CONFLICT at idNumber');
  await enter({ phone: '13900000000' });
  const elsewhere = await buildDistrict(domain, 102);
  await enter({ idNumber: '440524188001010014', birthDate: calendarDate('1880-01-01'), sex: 'MALE', placeId: elsewhere.grids[0] }, 102);
});

test('without numbers nothing is sealed', async () => {
  expect(await enter()).toMatchObject({ idNumberSealed: null, idNumberIndex: null, phoneSealed: null, phoneIndex: null });
});

test.each<[string, Partial<NewResident>, string]>([
  ['a wrong check digit', { idNumber: '110105194912310021' }, 'INVALID at idNumber'],
  ['a birth date that does not exist in it', { idNumber: '110105194913310027' }, 'INVALID at idNumber'],
  ['a birth date that is not the number\'s', { idNumber: '11010519491231002X', birthDate: calendarDate('1949-12-30') }, 'INVALID at birthDate'],
  ['a sex that is not the number\'s', { idNumber: '11010519491231002X', sex: 'MALE' }, 'INVALID at sex'],
  ['a landline', { phone: '0391-6633123' }, 'INVALID at phone'],
  ['an arrival before birth', { livesFrom: calendarDate('1949-12-30') }, 'INVALID at livesFrom'],
])('refused: %s', async (_, values, why) => {
  const count = () => database.owner('select count(*) from resident');
  const before = await count();
  expect(await refused(enter(values))).toBe(why);
  expect(await count()).toEqual(before);
});

test('a child lives here from the day of birth', async () => {
  expect((await enter({ birthDate: calendarDate('2025-03-12'), livesFrom: calendarDate('2025-03-12') })).livesFrom).toBe('2025-03-12');
});
