import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { accountOf, transfer } from '@linli/domain/ledger/book';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import pg from 'pg';
import { print } from './report.ts';
import { benchDatabase, type BenchDatabase } from './stack.ts';

const DISTRICT = 419_001;
const CLIENTS = 8;
const ACCOUNTS = 1_000;
const SECONDS = 5;

/** One transfer between two of the accounts, by their numbers. */
type Transfer = (source: number, destination: number) => Promise<void>;

/** Transfers a second with eight clients, between random accounts and with one account in all of them. */
async function measured(one: Transfer): Promise<{ random: number; hot: number }> {
  const rate = async (pick: () => [number, number]) => {
    let done = 0;
    const until = performance.now() + SECONDS * 1_000;
    await Promise.all(Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < until) {
        await one(...pick());
        done += 1;
      }
    }));
    return done / SECONDS;
  };
  const any = () => Math.floor(Math.random() * (ACCOUNTS - 1)) + 1;
  const other = (than: number) => (than % (ACCOUNTS - 1)) + 1;
  return {
    random: await rate(() => {
      const source = any();
      return [source, other(source + Math.floor(Math.random() * 500))];
    }),
    hot: await rate(() => [any(), 0]),
  };
}

/** The ledger as the rooms use it: a unit of work a transfer, with entries, versions and what is left for the chain. */
async function ledger({ domain }: BenchDatabase): Promise<Transfer> {
  const unit = <T>(work: Parameters<typeof domain.unit.of<T>>[2]) => domain.unit.of<T>(system(DISTRICT), 'bench.ledger', work);
  const world = await unit(tx => accountOf(tx, 'MINUTE', 'WORLD', null));
  const accounts: string[] = [];
  for (let n = 0; n < ACCOUNTS; n++) {
    accounts.push(await unit(async tx => {
      const id = await accountOf(tx, 'MINUTE', 'RESIDENT', newId());
      await transfer(tx, { kind: 'OPENING', unit: 'MINUTE', client: 'bench', key: id, postings: [{ source: world, destination: id, amount: 1_000_000 }] });
      return id;
    }));
  }
  return async (source, destination) => {
    const postings = [{ source: accounts[source] ?? '', destination: accounts[destination] ?? '', amount: 1 }];
    await unit(tx => transfer(tx, { kind: 'GIFT', unit: 'MINUTE', client: 'bench', key: newId(), postings }));
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
    const { stdout } = await run('pgbench', ['-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), url]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } catch {
    return undefined; // not installed
  }
}

const database = await benchDatabase();
try {
  await database.domain.districts.create(DISTRICT);
  const pool = new pg.Pool({ connectionString: database.url, max: CLIENTS });
  await pool.query(PEER);
  const rows = [];
  const peers = { 'six round trips': sixRoundTrips(pool), 'one SQL call': oneCall(pool), 'ledger service': await ledger(database) };
  for (const [what, one] of Object.entries(peers)) rows.push({ what, ...(await measured(one)) });
  const base = rows[0] ?? { random: NaN, hot: NaN };
  print('transfers a second, 8 clients', rows.map(({ what, random, hot }) => ({
    what, random, 'beside six round trips': random / base.random, 'one hot account': hot, 'beside six': hot / base.hot,
  })));
  const tps = await tpcB(database);
  process.stdout.write(tps === undefined ? 'pgbench is not installed here.\n' : `pgbench TPC-B: ${tps} a second, the ledger service is ${((rows[2]?.random ?? NaN) / tps).toPrecision(3)} × as fast\n`);
  await pool.end();
} finally {
  await database.close();
}
