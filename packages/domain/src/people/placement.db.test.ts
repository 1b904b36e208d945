import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Domain } from '../domain.ts';
import { addDays, calendarDate, type CalendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { correctBirthDate, leave, move, moveAll, settle } from './placement.ts';
import { register } from './register.ts';
import { Residence } from './residence.entity.ts';
import { Resident, STANDINGS, type Standing } from './resident.entity.ts';
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

const day = calendarDate;
const START = day('2020-01-10');
const unit = <T>(work: (tx: Transaction) => Promise<T>) => domain.unit.of(system(101), 'test', work);
const enter = (livesFrom = START, birthDate = day('1950-06-01')) => unit(tx => register(tx, sealer, {
  placeId: at.grids[0], name: '王小明', sex: 'MALE', birthDate, standing: 'REGISTERED_HERE', livesFrom,
}));
const changed = (id: string, work: (tx: Transaction, resident: Resident) => Promise<void>) => unit(async tx => {
  const resident = (await tx.get(Resident, id))!;
  await work(tx, resident);
  return resident;
});
const residences = (id: string) => unit(tx => tx.find(Residence, { residentId: id }, { orderBy: { livesFrom: 'asc' } }));
const stays = async (id: string) => (await residences(id)).map(({ placeId, standing, livesFrom, livesTo }) =>
  `${at.grids.indexOf(placeId)} ${standing} ${livesFrom} ${livesTo}`);

test('a move ends one residence and begins another on that day; the past stays', async () => {
  const { id } = await enter();
  const moved = await changed(id, (tx, resident) => move(tx, resident, { placeId: at.grids[2], standing: 'REGISTERED_ELSEWHERE_IN_DISTRICT' }, day('2021-03-01')));
  expect(moved).toMatchObject({ placeId: at.grids[2], standing: 'REGISTERED_ELSEWHERE_IN_DISTRICT', livesFrom: '2021-03-01', livesTo: null });
  expect(await stays(id)).toEqual([
    '0 REGISTERED_HERE 2020-01-10 2021-03-01', '2 REGISTERED_ELSEWHERE_IN_DISTRICT 2021-03-01 null',
  ]);
});

test('who is left without kin lives so from that day on; a move takes it along, and the past stays', async () => {
  const { id } = await enter();
  const without = (noKin: boolean, on: CalendarDate) => changed(id, (tx, resident) => move(tx, Object.assign(resident, { noKin }), {}, on));
  await without(true, START); // as it was from the beginning
  await without(false, day('2021-01-01'));
  await without(true, day('2022-01-01'));
  await unit(tx => moveAll(tx, [id], at.grids[1], day('2023-01-01')));
  await without(true, day('2023-06-01'));
  expect((await residences(id)).map(({ noKin, livesFrom }) => `${livesFrom} ${noKin}`)).toEqual(['2020-01-10 true', '2021-01-01 false', '2022-01-01 true', '2023-01-01 true']);
});

test('a move to where one lives already changes nothing; one on the first day corrects it', async () => {
  const { id } = await enter();
  await changed(id, (tx, resident) => move(tx, resident, { placeId: at.grids[0] }, day('2021-03-01')));
  await changed(id, (tx, resident) => move(tx, resident, { placeId: at.grids[1] }, START));
  expect(await stays(id)).toEqual(['1 REGISTERED_HERE 2020-01-10 null']);
});

test('who has left may come back, in a residence of its own', async () => {
  const { id } = await enter();
  await changed(id, (tx, resident) => leave(tx, resident, day('2020-05-01')));
  const back = await changed(id, (tx, resident) => settle(tx, resident, { placeId: at.grids[3], addressId: null, standing: 'FLOATING' }, day('2022-01-01')));
  expect(back).toMatchObject({ placeId: at.grids[3], livesFrom: '2022-01-01', livesTo: null });
  expect(await stays(id)).toEqual(['0 REGISTERED_HERE 2020-01-10 2020-05-01', '3 FLOATING 2022-01-01 null']);
});

test('a corrected birth date corrects every residence, and the beginning of a life lived here', async () => {
  const { id } = await enter(day('2020-01-10'), day('2020-01-10'));
  await changed(id, (tx, resident) => move(tx, resident, { placeId: at.grids[1] }, day('2021-01-01')));
  const corrected = await changed(id, (tx, resident) => correctBirthDate(tx, resident, day('2020-01-12')));
  expect(corrected).toMatchObject({ birthDate: '2020-01-12', livesFrom: '2021-01-01' });
  expect((await residences(id)).map(({ birthDate, livesFrom }) => [birthDate, livesFrom])).toEqual([['2020-01-12', '2020-01-12'], ['2020-01-12', '2021-01-01']]);
});

test.each<[string, (tx: Transaction, resident: Resident) => Promise<void>, string]>([
  ['leaving on the day of arrival', (tx, resident) => leave(tx, resident, START), 'INVALID at day'],
  ['leaving before it', (tx, resident) => leave(tx, resident, addDays(START, -1)), 'INVALID at day'],
  ['moving before the arrival', (tx, resident) => move(tx, resident, { placeId: at.grids[1] }, addDays(START, -1)), 'INVALID at day'],
  ['settling twice', (tx, resident) => settle(tx, resident, resident, day('2021-01-01')), 'WRONG_STATE'],
  ['a birth after the arrival', (tx, resident) => correctBirthDate(tx, resident, addDays(START, 1)), 'INVALID at birthDate'],
  ['moving after having left', async (tx, resident) => {
    await leave(tx, resident, day('2021-01-01'));
    await move(tx, resident, { placeId: at.grids[1] }, day('2021-02-01'));
  }, 'WRONG_STATE'],
  ['leaving twice', async (tx, resident) => {
    await leave(tx, resident, day('2021-01-01'));
    await leave(tx, resident, day('2021-02-01'));
  }, 'WRONG_STATE'],
  ['coming back before having left', async (tx, resident) => {
    await leave(tx, resident, day('2021-01-01'));
    await settle(tx, resident, resident, day('2020-12-31'));
  }, 'INVALID at livesFrom'],
])('refused: %s', async (_, work, why) => {
  const { id } = await enter();
  const before = await stays(id);
  expect(await refused(changed(id, work))).toBe(why);
  expect(await stays(id)).toEqual(before);
});

test('many residents move in a few statements, and whoever does not live here any more stays where they were', async () => {
  const ids = await Promise.all([enter(), enter(day('2021-01-01')), enter(day('2021-06-01')), enter()].map(async person => (await person).id));
  await changed(ids[3]!, (tx, resident) => leave(tx, resident, day('2020-03-01')));
  await unit(tx => moveAll(tx, ids, at.grids[3], day('2021-01-01')));
  expect(await Promise.all(ids.map(stays))).toEqual([
    ['0 REGISTERED_HERE 2020-01-10 2021-01-01', '3 REGISTERED_HERE 2021-01-01 null'],
    ['3 REGISTERED_HERE 2021-01-01 null'],
    ['3 REGISTERED_HERE 2021-06-01 null'],
    ['0 REGISTERED_HERE 2020-01-10 2020-03-01'],
  ]);
  for (const id of ids) await expectAgreement(id);
});

/** The resident's own placement is what the latest residence says, and no residence can be doubted. */
async function expectAgreement(id: string): Promise<void> {
  const all = await residences(id);
  const resident = (await unit(tx => tx.findOne(Resident, { id })))!;
  const { placeId, addressId, standing, livesFrom, livesTo } = resident;
  expect(all.at(-1)).toMatchObject({ placeId, addressId, standing, livesFrom, livesTo });
  for (const [n, residence] of all.entries()) {
    expect(residence.birthDate).toBe(resident.birthDate);
    expect(residence.livesFrom >= resident.birthDate).toBe(true);
    expect(!residence.livesTo || residence.livesTo > residence.livesFrom).toBe(true);
    const next = all[n + 1];
    if (next) expect(residence.livesTo && residence.livesTo <= next.livesFrom).toBe(true);
  }
}

/** Days on which something may happen, and how they are thought of here: where on each day. */
const SPAN = 30;
const DAYS = Array.from({ length: SPAN }, (_, n) => addDays(START, n));
type Where = string | null;

const acts = fc.array(fc.record({
  act: fc.constantFrom('move', 'move', 'leave', 'settle', 'birth' as const), n: fc.nat(SPAN - 1), grid: fc.nat(3), standing: fc.constantFrom<Standing>(...STANDINGS),
}, { noNullPrototype: true }), { minLength: 1, maxLength: 12 });

test('whatever happens, a day before it stays as it was, every day after it is as said, and no days overlap', () => fc.assert(
  fc.asyncProperty(acts, async steps => {
    const { id } = await enter();
    let expected: Where[] = DAYS.map(() => `0 REGISTERED_HERE`);
    for (const { act, n, grid, standing } of steps) {
      const on: CalendarDate = DAYS[n]!;
      const to = { placeId: at.grids[grid]!, addressId: null, standing };
      const done = await changed(id, (tx, resident) => {
        if (act === 'move') return move(tx, resident, to, on);
        if (act === 'settle') return settle(tx, resident, to, on);
        return act === 'leave' ? leave(tx, resident, on) : correctBirthDate(tx, resident, addDays(resident.birthDate, n - 15));
      }).then(() => true, (error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      });
      if (done && act !== 'birth') expected = expected.map((before, at_) => (at_ < n ? before : act === 'leave' ? null : `${grid} ${standing}`));
    }
    const all = await residences(id);
    const lived = DAYS.map(on => all.filter(({ livesFrom, livesTo }) => livesFrom <= on && (!livesTo || livesTo > on))
      .map(({ placeId, standing }) => `${at.grids.indexOf(placeId)} ${standing}`).join(' and ') || null);
    expect(lived).toEqual(expected);
    await expectAgreement(id);
  }), { numRuns: 60 }));
