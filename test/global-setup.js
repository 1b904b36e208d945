import { mkdtemp } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@linli/domain/migrations/migrate';
import { startPostgres } from '@linli/local/postgres/start';
import pg from 'pg';

/** One PostgreSQL for the whole run, with a migrated template that every test file clones. */
export default async function setup() {
  const home = await mkdtemp(join(tmpdir(), 'linli-test-'));
  const postgres = await startPostgres({
    dataDir: join(home, 'postgres'),
    password: randomBytes(12).toString('hex'),
    // A test's database lives for seconds: nothing in it is worth saving or tidying up.
    settings: {
      fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0',
      max_wal_size: '8GB', checkpoint_timeout: '1h', autovacuum: 'off', max_connections: '300',
    },
  });
  const key = randomBytes(32);
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query('create database linli_template');
  await client.end();
  await migrate(postgres.url('linli_template'), key);
  process.env.LINLI_TEST_URL = postgres.url();
  process.env.LINLI_TEST_KEY = key.toString('base64');
  globalThis.linliTest = { postgres, home };
}
