import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { accountOf, transfer, transfers } from '@linli/domain/ledger/book';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import pg from 'pg';
import { print } from './report.ts';
import { benchDatabase, type BenchDatabase } from './stack.ts';

const DISTRICT = 419_001;
/** Connections that each way of doing it may use. */
const CONNECTIONS = 8;
/** How many wait for a transfer at the same time. */
const CALLERS = [8, 64, 256];
const ACCOUNTS = 1_000;
/** Everything is measured this often in turn, so that a noisy neighbour disturbs all alike. */
const ROUNDS = Number(process.argv[2] ?? 3);
const SECONDS = 2;

/** One transfer between two of the accounts, by their numbers, on behalf of a caller. */
type Transfer = (source: number, destination: number, caller: number) => Promise<void>;

const any = () => Math.floor(Math.random() * (ACCOUNTS - 1)) + 1;
const other = (than: number) => (than % (ACCOUNTS - 1)) + 1;
/** Between random accounts, and with one account in all of them. */
const PICKS = {
  random: (): [number, number] => {
    const source = any();
    return [source, other(source + Math.floor(Math.random() * 500))];
  },
  hot: (): [number, number] => [any(), 0],
};

/** Transfers a second with so many callers. */
async function rate(one: Transfer, pick: () => [number, number], callers: number): Promise<number> {
  let done = 0;
  const began = performance.now();
  const until = began + SECONDS * 1_000;
  await Promise.all(Array.from({ length: callers }, async (_, caller) => {
    while (performance.now() < until) {
      await one(...pick(), caller);
      done += 1;
    }
  }));
  return done / ((performance.now() - began) / 1_000);
}

/** The ledger as other rooms use it, and for transfers that stand alone: with entries, versions, the audit, and what is left for the chain. */
async function ledger({ domain }: BenchDatabase): Promise<Record<'a unit each' | 'ledger service', Transfer>> {
  const unit = <T>(work: Parameters<typeof domain.unit.of<T>>[2], performer = system(DISTRICT)) => domain.unit.of<T>(performer, 'bench.ledger', work);
  const world = await unit(tx => accountOf(tx, 'MINUTE', 'WORLD', null));
  const accounts = await unit(async tx => {
    const ids: string[] = [];
    for (let n = 0; n < ACCOUNTS; n++) ids.push(await accountOf(tx, 'MINUTE', 'RESIDENT', newId()));
    const opening = (id: string) => ({
      kind: 'OPENING', unit: 'MINUTE', client: 'bench', key: id, postings: [{ source: world, destination: id, amount: 1_000_000 }],
    } as const);
    await transfers(tx, ids.map(opening));
    return ids;
  });
  const performers = Array.from({ length: Math.max(...CALLERS) }, () => ({ ...system(DISTRICT), accountId: newId(), requestId: newId() }));
  const asked = (source: number, destination: number) => ({
    kind: 'GIFT', unit: 'MINUTE', client: 'bench', key: newId(), postings: [{ source: accounts[source] ?? '', destination: accounts[destination] ?? '', amount: 1 }],
  } as const);
  const by = (caller: number) => ({ ...(performers[caller] ?? system(DISTRICT)) }); // a request each, and so an entry of the audit each
  return {
    'a unit each': async (source, destination, caller) => void (await unit(tx => transfer(tx, asked(source, destination)), by(caller))),
    'ledger service': async (source, destination, caller) => void (await domain.ledger.transfer(by(caller), asked(source, destination))),
  };
}

const PEER = `
  create table peer_account (id integer primary key, balance bigint not null check (balance >= 0));
  create table peer_transfer (id bigint generated always as identity primary key, source integer not null, destination integer not null, amount bigint not null);
  insert into peer_account select n, 1000000 from generate_series(0, ${ACCOUNTS - 1}) n;
  create function peer_move(a integer, b integer) returns void language plpgsql as $$
  begin
    perform from peer_account where id in (a, b) order by id for update;
    update peer_account set balance = balance + case id when a then -1 else 1 end where id in (a, b);
    insert into peer_transfer (source, destination, amount) values (a, b, 1);
  end $$`;

/** What one would write by hand: six round trips. */
function sixRoundTrips(pool: pg.Pool): Transfer {
  return async (source, destination) => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('select from peer_account where id in ($1, $2) order by id for update', [source, destination]);
    await client.query('update peer_account set balance = balance - 1 where id = $1', [source]);
    await client.query('update peer_account set balance = balance + 1 where id = $1', [destination]);
    await client.query('insert into peer_transfer (source, destination, amount) values ($1, $2, 1)', [source, destination]);
    await client.query('commit');
    client.release();
  };
}

/** One call of a function in the database. */
function oneCall(pool: pg.Pool): Transfer {
  return async (source, destination) => void (await pool.query({ name: 'peer_move', text: 'select peer_move($1, $2)', values: [source, destination] }));
}

/** pgbench's TPC-B with the same clients, where it is installed. */
async function tpcB({ postgres }: BenchDatabase): Promise<number | undefined> {
  const run = promisify(execFile);
  const url = postgres.url('linli');
  try {
    await run('pgbench', ['-i', '-q', '-s', '10', url]);
    const { stdout } = await run('pgbench', ['-c', String(CONNECTIONS), '-j', '2', '-T', String(ROUNDS * SECONDS), url]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } catch {
    return undefined; // not installed
  }
}

const database = await benchDatabase();
try {
  await database.domain.districts.create(DISTRICT);
  const pool = new pg.Pool({ connectionString: database.url, max: CONNECTIONS });
  await pool.query(PEER);
  const ways = { 'six round trips': sixRoundTrips(pool), 'one SQL call': oneCall(pool), ...(await ledger(database)) };
  const sums = new Map<string, number>();
  const rateOf = (way: string, pick: string, callers: number) => (sums.get(`${way} ${pick} ${callers}`) ?? 0) / ROUNDS;
  for (let round = 0; round < ROUNDS; round++) {
    for (const callers of CALLERS) {
      for (const [pick, picked] of Object.entries(PICKS)) {
        for (const [way, one] of Object.entries(ways)) {
          const key = `${way} ${pick} ${callers}`;
          sums.set(key, (sums.get(key) ?? 0) + (await rate(one, picked, callers)));
        }
      }
    }
  }
  for (const callers of CALLERS) {
    const beside = (way: string, pick: string) => rateOf(way, pick, callers) / rateOf('six round trips', pick, callers);
    print(`transfers a second, ${callers} callers, ${CONNECTIONS} connections`, Object.keys(ways).map(way => ({
      way, random: rateOf(way, 'random', callers), 'beside six round trips': beside(way, 'random'),
      'one hot account': rateOf(way, 'hot', callers), 'beside six': beside(way, 'hot'),
    })));
  }
  const tps = await tpcB(database);
  process.stdout.write(tps === undefined ? 'pgbench is not installed here.\n'
    : `pgbench TPC-B: ${tps.toFixed(0)} a second; the ledger service beside it: ${CALLERS.map(callers => `${(rateOf('ledger service', 'random', callers) / tps).toPrecision(3)} with ${callers} callers`).join(', ')}\n`);
  await pool.end();
} finally {
  await database.close();
}
