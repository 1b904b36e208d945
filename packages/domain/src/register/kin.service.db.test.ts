import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { Kin } from '../people/kin.entity.ts';
import { addDays, calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { closeKin } from './kin.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let worker: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
});
afterAll(() => database.close());

const born = async (year: number) => (await buildResident(domain, at, { birthDate: calendarDate(`${year}-01-01`), livesFrom: calendarDate('2020-01-01') })).id;
const add = (residentId: string, relation: Parameters<Domain['kin']['add']>[1]['relation'], kinId: string) => domain.kin.add(worker, { residentId, relation, kinId });
const close = (a: string, b: string) => {
  return domain.connections.reading(101, snapshot => closeKin(snapshot, a, b));
};

test('spouses, parents, children, siblings, grandparents and grandchildren are close kin, and no others', async () => {
  const [grandmother, mother, uncle, child, sister, husband, stranger, cousin] = [
    await born(1940), await born(1965), await born(1967), await born(1990), await born(1992), await born(1964), await born(1990), await born(1993)];
  await add(grandmother, 'CHILD', mother);
  await add(uncle, 'PARENT', grandmother);
  await add(child, 'PARENT', mother);
  await add(sister, 'PARENT', mother);
  await add(cousin, 'PARENT', uncle);
  await add(mother, 'SPOUSE', husband);
  for (const [a, b] of [[mother, child], [grandmother, child], [mother, uncle], [child, sister], [mother, husband], [child, child]] as const) {
    expect([await close(a, b), await close(b, a)]).toEqual([true, true]);
  }
  for (const [a, b] of [[child, uncle], [child, cousin], [husband, uncle], [stranger, child]] as const) {
    expect([await close(a, b), await close(b, a)]).toEqual([false, false]);
  }
});

test('kin outside the register have a name and a sealed telephone', async () => {
  const id = await born(1940);
  const kin = await domain.kin.add(worker, { residentId: id, relation: 'CHILD', name: '王在京', phone: '13911112222' });
  expect(kin).toMatchObject({ kinId: null, name: '王在京', relation: 'CHILD' });
  expect(kin.phoneSealed).not.toContain('139');
  await domain.kin.remove(worker, kin.id);
  expect(await refused(domain.kin.remove(worker, kin.id))).toBe('NOT_FOUND at kinRecordId');
  expect(await refused(domain.kin.add(worker, { residentId: id, relation: 'CHILD', name: '王', phone: '123' }))).toBe('INVALID at phone');
  expect(await refused(domain.kin.add(worker, { residentId: id, relation: 'CHILD' }))).toBe('INVALID at kinId');
});

test('refused: oneself, a parent not born before the child, a circle, a second spouse, guardians in a row, the same again', async () => {
  const [a, b, c] = [await born(1940), await born(1965), await born(1990)];
  expect(await refused(add(a, 'SIBLING', a))).toBe('INVALID at kinId');
  expect(await refused(add(a, 'PARENT', b))).toBe('INVALID at kinId');
  await add(b, 'PARENT', a);
  await add(c, 'PARENT', b);
  expect(await refused(add(a, 'PARENT', c))).toBe('INVALID at kinId');
  expect(await refused(add(a, 'CHILD', b))).toBe('CONFLICT at kinId');
  await add(a, 'SPOUSE', await born(1941));
  expect(await refused(add(await born(1942), 'SPOUSE', a))).toBe('CONFLICT at kinId');
  await add(a, 'GUARDIAN', b);
  expect(await refused(add(b, 'GUARDIAN', a))).toBe('INVALID at kinId');
  expect(await refused(add(b, 'GUARDIAN', c))).toBe('INVALID at kinId');
  const far = await buildResident(domain, at, { placeId: at.grids[3] });
  expect(await refused(add(a, 'SIBLING', far.id))).toBe('NOT_FOUND at kinId');
});

test('however parents are named and birth dates corrected, also at once, nobody is their own forebear', () => fc.assert(fc.asyncProperty(
  fc.array(fc.record({ correct: fc.boolean(), a: fc.nat(3), b: fc.nat(3), days: fc.integer({ min: -3, max: 3 }) }, { noNullPrototype: true }), { minLength: 4, maxLength: 14 }),
  async steps => {
    const start = calendarDate('1960-01-01');
    const people = await Promise.all([0, 1, 2, 3].map(n => buildResident(domain, at, { birthDate: addDays(start, n), livesFrom: calendarDate('2020-01-01') })));
    const id = (n: number) => people[n]?.id ?? '';
    await Promise.all(steps.map(({ correct, a, b, days }) => (correct
      ? domain.residents.correct(worker, id(a), { birthDate: addDays(start, days + a) })
      : add(id(a), 'PARENT', id(b))).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    })));
    const parents = await domain.unit.of(system(101), 'test', tx => tx.find(Kin, { residentId: { $in: people.map(each => each.id) } }));
    const above = (from: string, seen: readonly string[]): boolean => parents.filter(each => each.residentId === from)
      .some(({ kinId }) => seen.includes(kinId ?? '') || above(kinId ?? '', [...seen, kinId ?? '']));
    expect(people.filter(each => above(each.id, [each.id]))).toEqual([]);
  }), { numRuns: 12 }));
