import { EntityManager } from '@mikro-orm/core';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { receivedAtPlace } from '../../cases/beginning.ts';
import { CaseClosing } from '../../cases/case-closing.entity.ts';
import { Case } from '../../cases/case.entity.ts';
import { Household } from '../../people/household.entity.ts';
import { Residence } from '../../people/residence.entity.ts';
import { WasteDrop } from '../../points/waste-drop.entity.ts';
import { calendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { Tracking, type TrackedSource } from '../../shared/tracking.ts';
import { Transaction } from '../../shared/transaction.ts';
import { Exchange, UNTOUCHED } from '../../time-bank/exchange.entity.ts';
import { ExchangeReceiver } from '../../time-bank/exchange-receiver.entity.ts';
import { ServiceType } from '../../time-bank/service-type.entity.ts';
import { Volunteer } from '../../time-bank/volunteer.entity.ts';
import { intercepted } from '../../testing/intercepted.ts';
import { OFTEN, type ActName, type Step } from '../../testing/stream/acts.ts';
import { DEEDS } from '../../testing/stream/deeds.ts';
import { aCase, aDrop, aResidence, enter } from '../../testing/stream/rows.ts';
import { ALL_FORMS } from '../../testing/stream/indicators.ts';
import { openGround, Stand, type Ground } from '../../testing/stream/stand.ts';
import { drainToNothing, rest, runStream } from '../../testing/stream/stream.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { COUNTING_SESSION, IndicatorEngine } from './engine.ts';
import { trackedSources } from './tracked.ts';

/** Each of these is a mistake that somebody could make tomorrow. What only random streams can find is looked for by `npm run kpi:torture`. */
const byStreams = Number(process.env.KPI_RUNS ?? 0) >= 100 ? test : test.skip;

let database: TestDatabase;
let ground: Ground;
let districts = 1_000;

beforeAll(async () => {
  database = await testDatabase();
  ground = await openGround(database, { indicators: ALL_FORMS });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await ground.close();
  await database.close();
});

const number = fc.nat({ max: 10_000 });
const streams = (names: readonly ActName[]) => {
  const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...names), a: number, b: number, c: number }, { noNullPrototype: true });
  const writers = fc.array(fc.array(step, { minLength: 8, maxLength: 12 }), { minLength: 6, maxLength: 8 });
  return fc.sample(fc.array(writers, { minLength: 1, maxLength: 1 }), { numRuns: 25, seed: 20_240_229 });
};
const STREAMS = streams(OFTEN.filter(name => !(name in DEEDS)));
/** For what only drops of waste can show: in the others there are too few, so that it takes long to find. */
const OF_DROPS = streams(OFTEN.filter(name => /^(drop|household)/.test(name)));

/** What the first stream that notices anything says. */
async function found(on: Ground, among = STREAMS): Promise<string[]> {
  for (const stream of among) {
    const stand = await Stand.peopled(on, (districts += 1), new Date('2024-02-26T15:50:00Z'));
    const problems = await runStream(stand, stream).catch((error: unknown) => [String(error)]);
    if (problems.length > 0) return problems;
  }
  return [];
}

const sourcesOf = Tracking.prototype.sourcesOf;
const changes = Tracking.prototype.changes;
const execute = Transaction.prototype.execute;
const findOne = EntityManager.prototype.findOne;

/** Has the units of work know something else of the sources. */
function mistake(in_: (source: TrackedSource) => Partial<TrackedSource>): void {
  jest.spyOn(Tracking.prototype, 'sourcesOf').mockImplementation(function (this: Tracking, entity) {
    return sourcesOf.call(this, entity).map(source => ({ ...source, ...in_(source) }));
  });
}

const unread = (key: string, column: string) => () =>
  mistake(source => (source.key === key ? { reads: source.reads.filter(name => name !== column) } : {}));
const bulkForgets = (relation: 'before' | 'written') => () =>
  mistake(source => ({ touchedSql: of => `${source.touchedSql(of)}${of === relation ? ' limit 0' : ''}` }));
const unitForgets = (which: 'before' | 'after') => () =>
  jest.spyOn(Tracking.prototype, 'changes').mockImplementation(function (this: Tracking, entity, before, after) {
    return changes.call(this, entity, which === 'before' && after ? undefined : before, which === 'after' && before ? undefined : after);
  });
const unlocked = () => jest.spyOn(EntityManager.prototype, 'findOne').mockImplementation(function (this: EntityManager, entity, where, options) {
  return findOne.call(this, entity as never, where as never, { ...options, lockMode: undefined } as never);
});

byStreams.each<[string, () => unknown]>([
  ['the day that a changed row leaves is forgotten', unitForgets('before')],
  ['the day that a changed row comes to is forgotten', unitForgets('after')],
  ['a write in bulk forgets the days that rows leave', bulkForgets('before')],
  ['a write in bulk forgets the days that rows come to', bulkForgets('written')],
  ['a row is changed without having been locked', unlocked],
])('%s: found', async (_, plant) => {
  plant();
  expect(await found(ground)).not.toEqual([]);
}, 120_000);

/** Where only whether there is one shows. */
const NONE: Readonly<Record<string, Partial<Case>>> = {
  'case.by_deadline firstResponseAt': { firstResponseAt: null, respondedPlaceId: null },
  'case.by_handling followedUpAt': { followedUpAt: null, followUpSource: null, confirmedResolved: null },
  'case.by_handling ratedAt': { ratedAt: null, rating: null },
};

/** Another value for every column that a source reads, one that shows in a figure. */
const ANOTHER: Readonly<Record<string, (stand: Stand) => unknown>> = {
  placeId: stand => stand.at.grids[3], receivedPlaceId: stand => stand.at.grids[3], respondedPlaceId: stand => stand.at.grids[3], duePlaceId: stand => stand.at.grids[3],
  livesFrom: () => '2024-01-02', livesTo: () => '2024-02-02', birthDate: () => '1990-01-01', standing: () => 'FLOATING', noKin: () => true,
  receivedAt: () => new Date('2024-01-08T01:00:00Z'), firstResponseAt: () => new Date('2024-01-16T01:00:00Z'), dueAt: () => new Date('2024-01-31T01:00:00Z'),
  originalDueAt: () => new Date('2024-01-31T01:00:00Z'), handledNetMinutes: () => 7, channel: () => 'PATROL',
  handledAt: () => new Date('2024-01-30T01:00:00Z'), status: () => 'REJECTED', kind: () => 'HELP', followedUpAt: () => new Date('2024-01-26T01:00:00Z'),
  confirmedResolved: () => false, ratedAt: () => new Date('2024-01-27T01:00:00Z'), rating: () => 1,
  householdId: stand => stand.households[1], occurredAt: () => new Date('2024-01-28T01:00:00Z'), correct: () => false, voidedAt: () => new Date('2024-01-29T01:00:00Z'),
  recordedAt: () => new Date('2024-01-11T01:00:00Z'), dissolvedAt: () => new Date('2024-01-12T01:00:00Z'),
  giverId: stand => stand.people[3], giverPlaceId: stand => stand.at.grids[3], giverStanding: () => 'REGISTERED_HERE', residentId: stand => stand.people[3],
  startsAt: () => new Date('2024-01-04T01:00:00Z'), servedAt: () => new Date('2024-01-04T01:00:00Z'), creditedMinutes: () => 7, paidMinutes: () => 7,
  aftercareEndsAt: () => new Date('2024-02-05T01:00:00Z'), reopenedAt: () => new Date('2024-01-30T01:00:00Z'),
  activeFrom: () => '2024-01-02', activeTo: () => '2024-02-02', weeklyMinutes: () => 7,
};

type Make = (tx: Transaction, stand: Stand, id: string, column: string) => Promise<unknown>;
/** A row of each entity that is counted, in which every one of those values would be another. */
const COUNTED = new Map<object, Make>([
  [Residence, (tx, stand, id) => enter(tx, {
    ...aResidence(stand, 1, 1, 1), placeId: stand.at.grids[0], birthDate: calendarDate('1950-01-01'), livesFrom: calendarDate('2024-01-01'), livesTo: null,
    standing: 'REGISTERED_HERE', noKin: false, id, residentId: newId(),
  })],
  [Case, (tx, stand, id, column) => {
    const open = column === 'status'; // a handled case cannot be rejected
    return tx.create(Case, {
      ...aCase(stand, 0, 1, 0), ...receivedAtPlace(stand.at.grids[0]), kind: 'COMPLAINT', receivedAt: new Date('2024-01-09T01:00:00Z'),
      firstResponseAt: new Date('2024-01-10T01:00:00Z'), dueAt: new Date('2024-01-20T01:00:00Z'), originalDueAt: new Date('2024-01-20T01:00:00Z'), channel: 'APP', status: open ? 'RECEIVED' : 'HANDLED',
      handledAt: open ? null : new Date('2024-01-15T01:00:00Z'), handledNetMinutes: open ? null : 60, followedUpAt: new Date('2024-01-16T01:00:00Z'), confirmedResolved: true,
      ratedAt: new Date('2024-01-17T01:00:00Z'), rating: 5, id, trackingNumber: id,
    });
  }],
  [CaseClosing, async (tx, stand, id) => {
    const matter = await tx.create(Case, { ...aCase(stand, 0, 1, 0), id: newId(), trackingNumber: newId() });
    const closing = CaseClosing.of({ ...matter, placeId: stand.at.grids[0], closedAt: new Date('2024-01-09T01:00:00Z') });
    await tx.create(CaseClosing, { ...closing, id });
  }],
  [WasteDrop, async (tx, stand, id) => {
    const drop = { ...aDrop(stand, 2, 0, 1), householdId: stand.households[0], placeId: stand.at.grids[0], correct: true } as const;
    for (const day of ['01', '08']) await tx.create(WasteDrop, { ...drop, id: newId(), occurredAt: new Date(`2024-01-${day}T01:00:00Z`) });
    await tx.create(WasteDrop, { ...drop, id, occurredAt: new Date('2024-01-15T01:00:00Z') });
  }],
  [Exchange, (tx, stand, id, column) => aService(tx, stand, id, column)],
  [ExchangeReceiver, async (tx, stand, id, column) => {
    const exchange = await aService(tx, stand, newId(), column);
    exchange.status = 'SUBMITTED'; // whoever gave is not seen
    await tx.create(ExchangeReceiver, { id, exchangeId: exchange.id, residentId: stand.people[2]!, placeId: exchange.placeId, servedAt: exchange.startsAt });
  }],
  [Volunteer, async (tx, stand, id) => {
    const resident = await enter(tx, { ...aResidence(stand, 1, 1, 1), id: newId() });
    await tx.create(Volunteer, {
      id, residentId: resident.residentId, placeId: stand.at.grids[0], skillIds: [], availability: [], weeklyMinutes: 60, activeFrom: calendarDate('2024-01-10'), activeTo: null,
      dataOrigin: 'REAL', recordedAt: stand.now,
    });
  }],
  [Household, (tx, stand, id) => tx.create(Household, {
    id, placeId: stand.at.grids[0], addressId: null, kind: 'FAMILY', number: null, dissolvedAt: null, externalSystem: null, externalId: null, dataOrigin: 'REAL',
    recordedAt: new Date('2024-01-10T01:00:00Z'),
  })],
]);

let hours = 0;

/** Of a floating resident, at another hour than the one before. */
async function aService(tx: Transaction, stand: Stand, id: string, column: string): Promise<Exchange> {
  hours += 1;
  const startsAt = new Date(Date.parse('2024-01-05T00:00:00Z') + hours * 3_600_000);
  return tx.create(Exchange, {
    ...UNTOUCHED, id, placeId: stand.at.grids[0], serviceTypeId: (await tx.findOne(ServiceType, {}))!.id, listingId: null,
    giverId: stand.people[column === 'startsAt' ? hours % 2 : 0]!, groupSession: false, status: 'CONFIRMED', startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), creditedMinutes: 60,
    paidMinutes: 60, giverPlaceId: stand.at.grids[0], giverStanding: 'FLOATING', confirmedAt: stand.now, confirmation: 'APP', dataOrigin: 'REAL', recordedAt: stand.now,
  });
}

/** Not of entries of the ledger, which never change; for who signs up and attends see the tests of the catalogue. */
const CHANGING = trackedSources(CATALOGUE).filter(({ entity }) => COUNTED.has(entity));

test.each(CHANGING.flatMap(({ key, entity, reads }) => reads.map(column => [key, column, entity] as const)))(
  '%s is not told of changes of %s: found', async (key, column, entity) => {
    const stand = await Stand.peopled(ground, (districts += 1), new Date('2024-02-26T15:50:00Z'));
    const change = async () => {
      const id = newId();
      await stand.domain.unit.of(stand.system, 'test', tx => COUNTED.get(entity)!(tx, stand, id, column));
      await drainToNothing(stand);
      await stand.domain.unit.of(stand.system, 'test', async tx => {
        const other = NONE[`${key} ${column}`] ?? { [column]: entity === Exchange && column === 'status' ? 'VOIDED' : ANOTHER[column]!(stand) };
        Object.assign((await tx.get(entity as typeof Residence, id))!, other);
      });
      await drainToNothing(stand);
      return stand.domain.engine.verify(stand.districtId);
    };
    expect(await change()).toEqual([]);
    unread(key, column)();
    expect(await change()).not.toEqual([]);
  });

test.each(['kpi_reparent', 'kpi_reparent_people'])('a place is moved in the tree without its figures (%s): found', async statement => {
  jest.spyOn(Transaction.prototype, 'execute').mockImplementation(function (this: Transaction, text, ...values) {
    return text.startsWith(`/* ${statement} */`) ? Promise.resolve([]) : execute.call(this, text, ...values);
  });
  const stand = await Stand.peopled(ground, (districts += 1), new Date('2024-02-26T15:50:00Z'));
  await stand.domain.unit.of(stand.system, 'test', async tx => {
    await enter(tx, { ...aResidence(stand, 1, 1, 1), placeId: stand.at.grids[0] });
    await tx.create(WasteDrop, { ...aDrop(stand, 1, 1, 1), placeId: stand.at.grids[0] });
  });
  await drainToNothing(stand);
  await stand.domain.places.reparent(stand.system, stand.at.grids[0], stand.at.communities[1]);
  const problems: string[] = [];
  await rest(stand, problems);
  expect(problems.some(problem => problem.startsWith('verify'))).toBe(true);
  expect(problems.some(problem => problem.startsWith('by hand'))).toBe(true);
});

byStreams.each([
  ['the cells of years are not raised', `'Y', sum(d)`, `'Y', 0 * sum(d)`],
  ['places further up do not get their share', 'a.place_id = d.place_id', 'a.place_id = d.place_id and a.depth < 2'],
  ['a day begins at midnight in London', `>= (t.day)::timestamp at time zone 'Asia/Shanghai'`, `>= (t.day)::timestamp at time zone 'Europe/London'`],
  ['who leaves stays in the stock', '-1 * count(*)', '0 * count(*)'],
  ['the log tells the value instead of the difference', 'measure, day, d, $5', 'measure, day, d + 1, $5'],
  ['a revision is used twice', 'set revision = $2', 'set revision = $2 - 1'],
  ['who is not there any more is still seen', 'met.d = -1', 'met.d = -2'],
  ['who was there on another day of the quarter counts again', `or date_trunc('QUARTER', s.before::timestamp) <`, `or true or date_trunc('QUARTER', s.before::timestamp) <`],
  ['who was there before is not looked at', 'order by p.day desc limit 1', 'order by p.day desc limit 0'],
  ['who was there after is not looked at', '>= s.until order by p.day limit 1', '>= s.until order by p.day limit 0'],
  ['two weeks are three', 's.weeks = 3', 's.weeks = 2'],
  ['every day of the third week counts', 's.before < s.week', 's.before < s.day'],
  ['who is seen at two places counts twice above them', 'coalesce(p.places, 0) as was', '0 as was'],
  ['a place further up does not see them', 'a.place_id = m.place_id', 'a.place_id = m.place_id and a.depth < 2'],
  ['nobody is forgotten after a year', `interval '1 year')::date, -1`, `interval '1 year')::date, 0`],
  ['the values that are kept are the differences', 'select $1, place_id, day, measure, value from delta', 'select $1, place_id, day, measure, d from delta'],
])('%s: found', async (name, right, wrong) => {
  const pool = ground.domain.connections.pool('linli_writer', { max: 2, ...COUNTING_SESSION });
  const told = new Set<string>();
  const engine = new IndicatorEngine(intercepted(pool, text => {
    told.add(text);
    return text.replaceAll(right, wrong);
  }), ground.domain.engine.counting);
  const problems = await found({ ...ground, engines: [engine, engine] }, /weeks|third/.test(name) ? OF_DROPS : STREAMS);
  await pool.end();
  expect([...told].join('\n')).toContain(right); // else there is nothing planted
  expect(problems).not.toEqual([]);
}, 120_000);
