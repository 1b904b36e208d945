import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { Place } from '../places/place.entity.ts';
import { placesById } from '../places/places.read.ts';
import { buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { system } from './performer.ts';
import { columnsOf, one, read, underscored } from './read.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
});
afterAll(() => database.close());

const everyKind = read<Record<string, unknown>>('test_every_kind', `select $1::integer as whole, 9007199254740993::bigint as big, 1.5::numeric as exact,
  1.5::float8 as inexact, true as flag, 'x' as word, date '2025-03-12' as day, timestamptz '2025-03-12 09:00+08' as at, '{"a": [1]}'::jsonb as json,
  array['a', null] as words, null as nothing, array[date '2025-03-12'] as days, array[timestamptz '2025-03-12 09:00+08'] as instants`);

test('a read has the same values in a snapshot as in a unit of work', async () => {
  const snapshot = domain.connections.snapshot(101);
  const reading = await one(snapshot, everyKind);
  const place = await one(snapshot, placesById, [at.root]);
  await snapshot.close();
  expect(reading).toMatchObject({
    whole: 101, big: '9007199254740993', flag: true, day: '2025-03-12', at: new Date('2025-03-12T01:00:00Z'), json: { a: [1] }, words: ['a', null], nothing: null,
  });
  const [writing, samePlace, entity] = await domain.unit.of(system(101), 'test', async tx => [
    await one(tx, everyKind), await one(tx, placesById, [at.root]), await tx.findOne(Place, { id: at.root }),
  ]);
  expect(writing).toEqual(reading);
  expect(samePlace).toEqual(place);
  expect({ ...entity }).toMatchObject({ ...place });
});

test('columns are named as the entity names its properties', () => {
  expect(columnsOf(Place.schema, 'p', ['boundary', 'closedAt', 'changedIn'])).toBe(
    'p.district_id as "districtId", p.id as "id", p.parent_id as "parentId", p.level as "level", p.code as "code", p.name as "name", '
    + 'p.onboarded_at as "onboardedAt", p.data_origin as "dataOrigin", p.created_at as "createdAt"');
  expect(underscored('firstResponseAt')).toBe('first_response_at');
});
