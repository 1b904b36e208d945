import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { Place } from '../places/place.entity.ts';
import { rootPlace } from '../places/places.read.ts';
import { buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { system } from './performer.ts';
import { one, read } from './read.ts';
import type { Snapshot } from './snapshot.ts';

const backend = read<{ pid: number }>('test_backend', 'select pg_backend_pid() as pid where $1 > 0');
const broken = read('test_broken', 'select 1 / ($1::integer - $1::integer)');
const writing = read('test_writing', 'update place set name = name where district_id = $1');

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let named = 0;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ maxReaders: 1 });
  at = await buildDistrict(domain, 101);
});
afterAll(() => database.close());
beforeEach(() => rename());

async function rename(): Promise<string> {
  const name = `第${(named += 1)}名`;
  await domain.unit.of(system(101), 'test.rename', async tx => {
    const root = await tx.get(Place, at.root);
    if (root) root.name = name;
  });
  return name;
}

async function during<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = domain.connections.snapshot(101);
  try {
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}

const nameIn = async (snapshot: Snapshot) => (await one(snapshot, rootPlace))?.name;
const pidIn = async (snapshot: Snapshot) => (await one(snapshot, backend))?.pid;

test('all reads of a snapshot see the moment of the first, whatever is committed meanwhile', () => during(async snapshot => {
  const before = await nameIn(snapshot);
  const after = await rename();
  expect(after).not.toBe(before);
  expect(await nameIn(snapshot)).toBe(before);
  expect(await Promise.all([nameIn(snapshot), nameIn(snapshot)])).toEqual([before, before]);
}));

test('a read after closing begins anew, on newer data', () => during(async snapshot => {
  const before = await nameIn(snapshot);
  await snapshot.close();
  const after = await rename();
  expect([await nameIn(snapshot), before]).toEqual([after, expect.not.stringMatching(after)]);
}));

test('many reads sent together, of one statement and of several, each get their own answer', () => during(async snapshot => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 ? one(snapshot, rootPlace) : one(snapshot, backend))));
  const pid = await pidIn(snapshot);
  expect(answers).toEqual(answers.map((_, n) => (n % 2 ? expect.objectContaining({ id: at.root }) : { pid })));
}));

test('a connection serves the next snapshot when all went well', async () => {
  expect(await during(pidIn)).toBe(await during(pidIn));
});

test('a connection on which a statement failed serves nobody again', async () => {
  const failed = await during(async snapshot => {
    const pid = await pidIn(snapshot);
    await expect(snapshot.rows(broken)).rejects.toThrow('division by zero');
    await expect(snapshot.rows(backend)).rejects.toThrow(/aborted/);
    return pid;
  });
  expect(await during(pidIn)).not.toBe(failed);
});

test('a read that fails while the snapshot closes destroys the connection too', async () => {
  const before = await during(pidIn);
  const snapshot = domain.connections.snapshot(101);
  const failing = snapshot.rows(broken);
  const closing = snapshot.close();
  await expect(failing).rejects.toThrow('division by zero');
  await closing;
  expect(await during(pidIn)).not.toBe(before);
});

test('a connection that the server drops fails the reads on it, and the pool goes on', async () => {
  await during(async snapshot => {
    const pid = await pidIn(snapshot);
    await database.owner('select pg_terminate_backend($1)', [pid]);
    await expect(snapshot.rows(rootPlace)).rejects.toThrow(/connection|terminat/i);
  });
  expect(await during(nameIn)).toBe(`第${named}名`);
});

test('an idle connection that the server drops is not noticed by anybody', async () => {
  const pid = await during(pidIn);
  await database.owner('select pg_terminate_backend($1)', [pid]);
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(await during(nameIn)).toBe(`第${named}名`);
});

test('closing twice, or without having read, is nothing', () => during(async snapshot => {
  await snapshot.close();
  await nameIn(snapshot);
  await Promise.all([snapshot.close(), snapshot.close()]);
  expect(await nameIn(snapshot)).toBe(`第${named}名`);
}));

test('a snapshot cannot write', () => during(async snapshot => {
  await expect(snapshot.rows(writing)).rejects.toThrow(/read-only transaction|permission denied/);
}));

test('the server ends a transaction that was forgotten, of readers and of writers', async () => {
  const timeout = read<{ idle: string }>('test_timeout', `select current_setting('idle_in_transaction_session_timeout') as idle where $1 > 0`);
  expect(await during(snapshot => snapshot.rows(timeout))).toEqual([{ idle: '1min' }]);
  expect(await domain.unit.of(system(101), 'test', tx => tx.rows(timeout))).toEqual([{ idle: '1min' }]);
});

test('nothing stays idle in transaction', async () => {
  expect(await database.owner(
    `select query from pg_stat_activity where datname = current_database() and usename like 'linli%' and state like 'idle in transaction%'`)).toEqual([]);
});

test('a read that does not name its district is no read', () => {
  expect(() => read('careless', 'select * from place')).toThrow(/does not name its district/);
});
