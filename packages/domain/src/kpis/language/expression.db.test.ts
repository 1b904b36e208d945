import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addYears, calendarDate, type CalendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { trackedSources } from '../engine/tracked.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const sources = trackedSources(CATALOGUE);
const day = fc.oneof(
  fc.integer({ min: -20_000, max: 40_000 }).map(days => addDays(calendarDate('1990-01-01'), days)),
  fc.constantFrom('1964-02-29', '1964-02-28', '1964-03-01', '2023-12-31', '2024-01-01', '2024-02-29', '2025-02-28').map(calendarDate),
);
/** Within seconds of a midnight in Shanghai, or anywhere; among them the summers of 1986 to 1991, when clocks were changed. */
const instant = fc.oneof(
  fc.date({ min: new Date('1985-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }),
  fc.tuple(day, fc.integer({ min: -2_000, max: 2_000 })).map(([on, offset]) => new Date(Date.parse(`${on}T16:00:00Z`) + offset)),
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 4 });

const COLUMNS = `place_id uuid, received_place_id uuid, responded_place_id uuid, due_place_id uuid, lives_from date, lives_to date, birth_date date, received_at timestamptz, due_at timestamptz, original_due_at timestamptz, handled_at timestamptz, done_at timestamptz, fulfilled_at timestamptz, adopted_on date,
  first_response_at timestamptz, followed_up_at timestamptz, rated_at timestamptz, occurred_at timestamptz, recorded_at timestamptz, dissolved_at timestamptz, giver_place_id uuid, starts_at timestamptz, served_at timestamptz, active_from date, active_to date, signed_up_at timestamptz, home_place_id uuid,
  answered_at timestamptz, spent_at timestamptz, gained_at timestamptz, aftercare_ends_at timestamptz, gained_place_id uuid`;
const place = maybe(fc.constant(0).map(newId));
const row = fc.record({
  placeId: place, receivedPlaceId: place, respondedPlaceId: place, duePlaceId: place, livesFrom: day, livesTo: maybe(day), birthDate: day, receivedAt: instant, dueAt: instant, originalDueAt: instant, handledAt: maybe(instant), doneAt: maybe(instant), fulfilledAt: maybe(instant), adoptedOn: maybe(day), signedUpAt: instant,
  firstResponseAt: maybe(instant), followedUpAt: maybe(instant), ratedAt: maybe(instant), occurredAt: instant, recordedAt: instant, dissolvedAt: maybe(instant),
  giverPlaceId: place, startsAt: maybe(instant), servedAt: maybe(instant), activeFrom: day, activeTo: maybe(day), homePlaceId: place,
  answeredAt: instant, spentAt: instant, gainedAt: maybe(instant), aftercareEndsAt: instant, gainedPlaceId: place,
});

test('the process and the database agree on the days that a row touches', () => fc.assert(fc.asyncProperty(
  fc.array(row, { minLength: 200, maxLength: 200 }), async rows => {
    const touched = sources.flatMap(source => rows.flatMap(each => source.touched(each).map(touch => `${source.key} ${touch.placeId} ${touch.day}`)));
    const inSql = sources.map(source => `select '${source.key} ' || place_id || ' ' || day as touch from (${source.touchedSql('given')}) s`);
    const found = await database.owner<{ touch: string }>(
      `with given as (select * from jsonb_to_recordset($1) r (${COLUMNS})) ${inSql.join(' union all ')}`, [JSON.stringify(rows.map(inColumns))]);
    expect(found.map(({ touch }) => touch).toSorted()).toEqual(touched.toSorted());
  }), { numRuns: 20 }));

test('the process and the database agree on anniversaries', async () => {
  const days: CalendarDate[] = [];
  for (let at = calendarDate('1896-01-01'); at < '1909-01-01'; at = addDays(at, 1)) days.push(at);
  for (let at = calendarDate('1960-02-20'); at < '2040-01-01'; at = addDays(at, 40)) days.push(at);
  for (let year = 1900; year <= 2100; year++) days.push(calendarDate(`${year}-02-28`), calendarDate(`${year}-03-01`));
  for (let year = 1904; year < 2100; year += 4) days.push(calendarDate(`${year}-02-29`));
  const found = await database.owner<{ day: CalendarDate; years: number; later: string }>(
    `select day::text as day, years, (day + years * interval '1 year')::date::text as later
     from unnest($1::date[]) day, unnest(array[0, 1, 3, 4, 18, 60, 80, 96, 100]) years`, [days]);
  expect(found).toHaveLength(days.length * 9);
  expect(found.filter(({ day: from, years, later }) => addYears(from, years) !== later)).toEqual([]);
});

function inColumns(values: object): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), value as unknown]));
}
