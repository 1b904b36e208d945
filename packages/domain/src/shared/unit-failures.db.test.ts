import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Domain } from '../domain.ts';
import { register } from '../people/register.ts';
import { Sealer } from '../people/sealed.ts';
import { Place } from '../places/place.entity.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { calendarDate } from './clock.ts';
import { system } from './performer.ts';
import { Refusal } from './refusal.ts';
import type { Transaction } from './transaction.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
const by = system(101);

beforeAll(async () => {
  database = await testDatabase();
  const { pathname } = new URL(database.url);
  await database.owner(`alter database ${pathname.slice(1)} set deadlock_timeout = '50ms'`);
  domain = await database.open({ maxWriters: 4 });
  at = await buildDistrict(domain, 101);
});
afterAll(() => database.close());
beforeEach(() => unit(async tx => {
  for (const id of at.grids) Object.assign((await tx.get(Place, id)) ?? {}, { name: '' });
}));

const unit = <T>(work: (tx: Transaction) => Promise<T>) => domain.unit.of(by, 'test', work);

async function append(tx: Transaction, id: string, letter: string): Promise<void> {
  const place = await tx.get(Place, id);
  if (place) place.name += letter;
}

async function names(): Promise<string[]> {
  const found = await unit(tx => tx.find(Place, { id: { $in: [...at.grids] } }, { orderBy: { code: 'asc' } }));
  return found.map(place => place.name);
}

const failure = (code: string) => Object.assign(new Error('from below'), { code });

test.each(['40001', '40P01', '23505', '23P01'])('a unit that fails with %s is done again, and has one effect', async code => {
  let attempts = 0;
  const answer = await unit(async tx => {
    await append(tx, at.grids[0], '一');
    await tx.flush();
    attempts += 1;
    if (attempts < 3) throw failure(code);
    return '好';
  });
  expect([answer, attempts, await names()]).toEqual(['好', 3, ['一', '', '', '']]);
});

test('five times, and no more', async () => {
  let attempts = 0;
  await expect(unit(() => {
    attempts += 1;
    return Promise.reject(failure('40001'));
  })).rejects.toThrow('from below');
  expect(attempts).toBe(5);
});

test('other failures and refusals are not tried again', async () => {
  let attempts = 0;
  for (const error of [failure('23514'), failure('57014'), new Refusal('CONFLICT', 'No.'), new TypeError('x')]) {
    await expect(unit(async () => {
      attempts += 1;
      throw error;
    })).rejects.toBe(error);
  }
  expect(attempts).toBe(4);
});

test('two units that lock the same rows in opposite order are both done, once', async () => {
  let meetings = 0;
  const [first, second] = at.grids;
  const both = async (tx: Transaction, one: string, other: string, letter: string) => {
    await append(tx, one, letter);
    await tx.flush();
    meetings += 1;
    while (meetings < 2) await new Promise(resolve => setTimeout(resolve, 2));
    await append(tx, other, letter);
  };
  await Promise.all([unit(tx => both(tx, first, second, '一')), unit(tx => both(tx, second, first, '二'))]);
  expect(meetings).toBe(3);
  expect((await names()).map(name => [...name].toSorted().join(''))).toEqual(['一二', '一二', '', '']);
});

test('of two who make the same at the same time, one is told in words', async () => {
  const account = () => domain.access.createAccount(by, { login: 'same', displayName: 'x', password: null, roles: [] });
  const [made, other] = await Promise.allSettled([account(), account()]);
  expect([made.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await refused(account())).toBe('INVALID at login');

  const person = { placeId: at.grids[0], name: '张三', sex: 'MALE', birthDate: calendarDate('1880-01-01'), standing: 'FLOATING',
    livesFrom: calendarDate('1980-01-01'), idNumber: '440524188001010014' } as const;
  const enter = () => unit(tx => register(tx, new Sealer(database.key), person));
  const entered = await Promise.allSettled([enter(), enter(), enter()]);
  expect(entered.filter(each => each.status === 'fulfilled')).toHaveLength(1);
  for (const each of entered) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Refusal);

  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  const bring = () => buildCase(domain, worker, at, { external: { system: '12345', id: 'A-1' } });
  const brought = await Promise.all([bring(), bring(), bring()]);
  expect(new Set(brought.map(matter => matter.id)).size).toBe(1);
});

const backend = async (tx: Transaction) => (await tx.execute<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;

test('the server going away in the middle of units, again and again, uses up no connection', async () => {
  for (let again = 0; again < 3; again++) {
    await Promise.all(Array.from({ length: 4 }, () => expect(unit(async tx => {
      const pid = await backend(tx);
      await append(tx, at.grids[0], '丢');
      await tx.flush();
      await database.owner('select pg_terminate_backend($1)', [pid]);
      await append(tx, at.grids[1], '丢');
      await tx.flush();
    })).rejects.toThrow(/connection|terminat/i)));
  }
  expect(await names()).toEqual(['', '', '', '']);
  await Promise.all(Array.from({ length: 8 }, (_, n) => unit(tx => append(tx, at.grids[0], String(n)))));
  expect((await names())[0]).toHaveLength(8);
});

test('the server going away between units is noticed by nobody, or by one', async () => {
  const pids = await Promise.all(Array.from({ length: 4 }, () => unit(backend)));
  await database.owner('select pg_terminate_backend(pid) from unnest($1::int[]) t (pid)', [pids]);
  await Promise.allSettled(Array.from({ length: 8 }, () => unit(tx => append(tx, at.grids[0], '一'))));
  await Promise.all(Array.from({ length: 8 }, () => unit(tx => append(tx, at.grids[1], '一'))));
  expect((await names())[1]).toHaveLength(8);
});

test('a connection on which a statement failed is not used again; a refusal costs none', async () => {
  const single = await database.open({ maxWriters: 1 });
  const pid = () => single.unit.of(by, 'test', backend);
  const before = await pid();
  await expect(single.unit.of(by, 'test', () => Promise.reject(new Refusal('CONFLICT', 'No.')))).rejects.toThrow('No.');
  expect(await pid()).toBe(before);
  await expect(single.unit.of(by, 'test', tx => tx.execute('select 1 / 0'))).rejects.toThrow('division by zero');
  const after = await pid();
  expect(after).not.toBe(before);
  await expect(single.unit.of(by, 'test', async tx => {
    await tx.execute('select 1 / 0').catch(() => undefined);
    await append(tx, at.grids[0], '一'); // the transaction is aborted: nothing more can be done in it
  })).rejects.toThrow(/aborted/);
  expect(await pid()).not.toBe(after);
});

test('a commit that fails has no effect, is reported, and uses up no connection', async () => {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'too late' using errcode = '23514'; end $$`);
  await owner.query(`create constraint trigger late after update on place deferrable initially deferred for each row
    when (new.name = '迟') execute function refuse()`);
  for (let again = 0; again < 6; again++) await expect(unit(tx => append(tx, at.grids[0], '迟'))).rejects.toThrow('too late');
  await owner.query('drop function refuse cascade');
  await owner.end();
  expect(await names()).toEqual(['', '', '', '']);
  await Promise.all(Array.from({ length: 8 }, () => unit(tx => append(tx, at.grids[0], '一'))));
  expect((await names())[0]).toHaveLength(8);
});

test('after all this nothing is idle in transaction', async () => {
  expect(await database.owner(
    `select query from pg_stat_activity where datname = current_database() and usename like 'linli%' and state like 'idle in transaction%'`)).toEqual([]);
});
