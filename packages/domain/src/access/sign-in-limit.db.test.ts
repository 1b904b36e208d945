import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { system } from '../shared/performer.ts';
import { buildDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
const PASSWORD = 'correct horse battery';

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  await buildDistrict(domain, 101);
  for (const login of ['many', 'few', 'kept']) await domain.access.createAccount(system(101), { login, displayName: login, password: PASSWORD, roles: [] });
});
afterAll(() => database.close());

const signIn = (login: string, password: string, address: string | null = null, districtId = 101) =>
  domain.access.signIn(districtId, login, password, { requestId: null, address });

async function countOf(key: string): Promise<number> {
  const [row] = await database.owner<{ points: number }>('select points from sign_in_limit where key = $1', [key]);
  return row?.points ?? 0;
}

test('a hundred attempts sent together count a hundred, and ten of them are tried', async () => {
  const codes = await Promise.all(Array.from({ length: 100 }, () => refused(signIn('many', 'a wrong password'))));
  expect(await countOf('account:101:many')).toBe(100);
  expect(codes.filter(code => code === 'NOT_ALLOWED')).toHaveLength(10);
  expect(codes.filter(code => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(90);
});

test('then the right password does not help either, and it is said how long', async () => {
  const refusal = await fullRefusal(signIn('many', PASSWORD));
  expect(refusal).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', field: [], message: expect.stringMatching(/^Too many attempts; try again in 1[45] min\.$/) });
});

test('a login that nobody has is limited alike', async () => {
  const codes = await Promise.all(Array.from({ length: 12 }, () => refused(signIn('nobody', PASSWORD))));
  expect(codes.filter(code => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(2);
});

test('the same login in another district is another account', async () => {
  expect(await refused(signIn('many', PASSWORD, null, 102))).toBe('NOT_ALLOWED');
});

test('however a login is spelt, it is one account', async () => {
  for (const spelt of ['few', 'FEW', ' Few ']) await refused(signIn(spelt, 'a wrong password'));
  expect(await countOf('account:101:few')).toBe(3);
});

test('a right password clears the account\'s count', async () => {
  for (let again = 0; again < 9; again++) expect(await refused(signIn('kept', 'a wrong password', '203.0.113.1'))).toBe('NOT_ALLOWED');
  await signIn('kept', PASSWORD, '203.0.113.1');
  expect(await countOf('account:101:kept')).toBe(0);
  expect(await countOf('address:203.0.113.1')).toBe(10);
  expect(await refused(signIn('kept', 'a wrong password', '203.0.113.1'))).toBe('NOT_ALLOWED');
});

test('an address is limited over all accounts and districts, and leaves no row for each login it guesses', async () => {
  const address = '203.0.113.2';
  const rows = async () => (await database.owner<{ n: number }>(`select count(*)::int as n from sign_in_limit where key like 'account:%:guess%'`))[0]?.n;
  const codes = await Promise.all(Array.from({ length: 100 }, (_, n) => refused(signIn(`guess-${n}`, 'a wrong password', address, 101 + (n % 3)))));
  expect(await countOf(`address:${address}`)).toBe(100);
  expect(codes.filter(code => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(40);
  expect(await rows()).toBe(60);
  expect(await refused(signIn('guess', 'x', '203.0.113.3'))).toBe('NOT_ALLOWED');
});

test('counts whose time is over are let go at the turn of the day, others are kept', async () => {
  await database.owner(`insert into sign_in_limit (key, points, expire) values ('account:101:long ago', 7, $1)`, [Date.now() - 1]);
  await domain.turnDay(101);
  expect(await countOf('account:101:long ago')).toBe(0);
  expect(await countOf('account:101:many')).toBeGreaterThanOrEqual(100);
});

test('attempts share their count with every process', async () => {
  const other = await database.open();
  for (let again = 0; again < 6; again++) {
    await Promise.all([domain, other].map(({ access }) => refused(access.signIn(101, 'shared', 'x', { requestId: null, address: null }))));
  }
  expect(await countOf('account:101:shared')).toBe(12);
  expect(await refused(other.access.signIn(101, 'shared', 'x', { requestId: null, address: null }))).toBe('TOO_MANY_ATTEMPTS');
});
