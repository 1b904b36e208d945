import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { receivedAtPlace } from '../../cases/beginning.ts';
import { Case } from '../../cases/case.entity.ts';
import { Residence } from '../../people/residence.entity.ts';
import { calendarDate } from '../../shared/clock.ts';
import { combined, rowsOf } from '../../shared/combined-write.ts';
import { Recording } from '../../shared/recording.ts';
import type { Transaction } from '../../shared/transaction.ts';
import { gate } from '../../testing/intercepted.ts';
import { aCase, aResidence, enter, enterAll, enterResidents } from '../../testing/stream/rows.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';

let database: TestDatabase;
let ground: Ground;
let stand: Stand;
let districts = 1_000;
let here: string;
let there: string;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database);
});
beforeEach(async () => {
  stand = await Stand.build(ground, (districts += 1), new Date('2024-02-28T04:00:00Z'));
  [here, there] = stand.at.grids;
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await ground.close();
  await database.close();
});

const day = calendarDate;
const unit = <T>(work: (tx: Transaction) => Promise<T>) => stand.domain.unit.of(stand.system, 'test', work);
const person = (values: Partial<ReturnType<typeof aResidence>> = {}) => ({
  ...aResidence(stand, 1, 1, 1), placeId: here, birthDate: day('1950-06-01'), livesFrom: day('2024-02-01'), livesTo: null, standing: 'REGISTERED_HERE' as const, ...values,
});
const born = (values: Partial<ReturnType<typeof aResidence>> = {}) => unit(tx => enter(tx, person(values)));

/** What waits to be counted: `source place day`, with the places called here and there. */
async function waiting(): Promise<string[]> {
  const found = await stand.rows<{ source: string; place_id: string; day: string }>('select source, place_id, day::text from kpi_change where district_id = $1');
  const name = (id: string) => (id === here ? 'here' : id === there ? 'there' : id);
  return [...new Set(found.map(row => `${row.source} ${name(row.place_id)} ${row.day}`))].toSorted();
}

/** Counts, and expects the cells to be what the records say. */
async function expectExact(): Promise<void> {
  await drainToNothing(stand);
  expect(await stand.domain.engine.verify(stand.districtId)).toEqual([]);
}

test('a move between grids touches the days at both, arrival and leaving alike', async () => {
  const { id } = await born({ livesTo: day('2024-05-01') });
  await drainToNothing(stand);
  await unit(async tx => {
    (await tx.get(Residence, id))!.placeId = there;
  });
  expect(await waiting()).toEqual(['here', 'there'].flatMap(place => ['residence.living', 'residence.senior']
    .flatMap(source => ['2024-02-01', '2024-05-01'].map(on => `${source} ${place} ${on}`))).toSorted());
  await expectExact();
});

test('only sources that read what was changed are touched', async () => {
  const { id } = await born();
  await drainToNothing(stand);
  await unit(async tx => {
    (await tx.get(Residence, id))!.standing = 'FLOATING';
    (await tx.get(Residence, id))!.addressId = stand.addressId;
  });
  expect(await waiting()).toEqual(['residence.living here 2024-02-01']);
});

test('a case that is reopened touches the days it had been due, handled, followed up and rated on', async () => {
  const before = { ...aCase(stand, 0, 1, 39_990), ...receivedAtPlace(here), followUpSource: 'CALL_BACK' as const, confirmedResolved: true, rating: 5 };
  const made = await unit(tx => tx.create(Case, {
    ...before, followedUpAt: new Date('2024-02-20T16:00:00Z'), ratedAt: new Date('2024-02-21T15:59:59.999Z'), dueAt: new Date('2024-03-05T01:00:00Z'),
  }));
  await drainToNothing(stand);
  const reopened = await stand.domain.cases.reopen(stand.actors.admin, made.id, { reason: '又坏了' });
  expect((await waiting()).filter(touch => !touch.includes(reopened.dueAt.toISOString().slice(0, 10)))).toEqual([
    'case.by_deadline here 2024-03-05', 'case.by_follow_up here 2024-02-21', 'case.by_handling here 2024-01-31', 'case.by_original_deadline here 2024-01-31', 'case.by_rating here 2024-02-21',
  ]);
  await expectExact();
});

test('a row that is made, changed and removed within one unit leaves its figures as they were', async () => {
  await unit(async tx => {
    const passing = await enter(tx, person());
    await tx.flush();
    passing.placeId = there;
    await tx.flush();
    passing.livesFrom = day('2023-07-01');
    await tx.remove(passing);
  });
  await expectExact();
  expect(await stand.rows('select from kpi_own where district_id = $1 and value <> 0')).toEqual([]);
});

test('a row that a bulk write changed under a unit that holds it goes on from what the bulk write left', async () => {
  const { id } = await born();
  await drainToNothing(stand);
  await unit(async tx => {
    const held = (await tx.get(Residence, id))!;
    await tx.bulkUpdate(Residence, [id], { placeId: there, livesFrom: day('2024-01-10') });
    expect(held).toMatchObject({ placeId: there, livesFrom: '2024-01-10' });
    held.livesFrom = day('2023-12-31');
  });
  await expectExact();
  const own = await stand.rows<object>('select place_id, day::text from kpi_own where district_id = $1 and value <> 0 group by 1, 2');
  expect(own).toEqual([{ place_id: there, day: '2023-12-31' }]);
});

test('a bulk write on rows that another unit is changing waits, and counts from what that unit left', async () => {
  const { id } = await born();
  await drainToNothing(stand);
  const held = gate();
  const first = unit(async tx => {
    const found = (await tx.get(Residence, id))!;
    Object.assign(found, { placeId: there, livesFrom: day('2024-01-20') });
    await tx.flush();
    await held.opened;
  });
  const second = unit(tx => tx.bulkUpdate(Residence, [id], { livesFrom: day('2023-11-11') }));
  await new Promise(resolve => setTimeout(resolve, 50));
  held.open();
  await Promise.all([first, second]);
  expect(await waiting()).toEqual(['residence.living', 'residence.senior'].flatMap(source =>
    [`${source} here 2024-02-01`, `${source} there 2023-11-11`, `${source} there 2024-01-20`]));
  await expectExact();
});

test('a unit that still writes when its change records are stored is refused as a whole', async () => {
  const { id } = await born();
  await drainToNothing(stand);
  let held: Residence | null = null;
  const { store } = Recording.prototype;
  jest.spyOn(Recording.prototype, 'store').mockImplementationOnce(async function (this: Recording, tx) {
    await store.call(this, tx);
    held!.placeId = there; // by work that nobody awaited
  });
  await expect(unit(async tx => {
    held = await tx.get(Residence, id);
    held!.standing = 'FLOATING';
  })).rejects.toThrow('test writes after its end: something in it was not awaited.');
  expect(await waiting()).toEqual([]);
  await expectExact();
});

test('rows inserted in bulk keep every column that any of them has', async () => {
  const { livesTo: _, ...stays } = person();
  const leaves = person({ livesTo: day('2024-04-01') });
  await unit(tx => enterAll(tx, [stays as typeof leaves, leaves]));
  expect(await stand.rows('select lives_to::text from residence where district_id = $1 order by 1')).toEqual([{ lives_to: '2024-04-01' }, { lives_to: null }]);
  await expectExact();
});

test('rows that a combined write inserts are counted', async () => {
  const stays = [person(), person({ placeId: there, livesTo: day('2024-03-01') })];
  await unit(async tx => {
    await enterResidents(tx, stays);
    await tx.write(combined('test_stays', { stays: rowsOf(Residence, 'COUNTED') }), { stays });
  });
  expect(await waiting()).toEqual(['residence.living', 'residence.senior']
    .flatMap(source => [`${source} here 2024-02-01`, `${source} there 2024-02-01`, `${source} there 2024-03-01`]));
  await expectExact();
});
