import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Domain } from '@linli/domain/domain';
import { migrate } from '@linli/domain/migrations/migrate';
import { startPostgres, type LocalPostgres } from '@linli/local/postgres/start';
import { loadDemo } from '@linli/local/demo/load';
import pg from 'pg';

/** A database of its own for one bench, thrown away afterwards. */
export interface BenchDatabase {
  readonly url: string;
  readonly key: Buffer;
  readonly home: string;
  readonly domain: Domain;
  readonly postgres: LocalPostgres;
  close(): Promise<void>;
}

/** Starts a PostgreSQL in a temporary folder, with the server's ordinary settings, and migrates it. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const home = await mkdtemp(join(tmpdir(), 'linli-bench-'));
  const postgres = await startPostgres({ dataDir: join(home, 'postgres'), password: randomBytes(12).toString('hex') });
  const owner = new pg.Client({ connectionString: postgres.url() });
  await owner.connect();
  await owner.query('create database linli');
  await owner.end();
  const [url, key] = [postgres.url('linli'), randomBytes(32)];
  await migrate(url, key);
  const domain = await Domain.open({ url, key });
  return {
    url, key, home, domain, postgres,
    async close() {
      await domain.close();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Fills a bench database with demo data of a size. */
export async function withDemo(database: BenchDatabase, size: { residents?: number; cases?: number }): Promise<void> {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await loadDemo(database.domain, {
    now: new Date(), ...size, onProgress: message => process.stderr.write(`  ${message}\n`),
    analyse: async tables => void (await owner.query(`analyze ${tables.join(', ')}`)),
  });
  await owner.query('analyze');
  await owner.end();
}

/** Runs one of our services as its own process, as in production. @returns its address (API only) and how to stop it */
export async function startService(database: BenchDatabase, service: 'api' | 'worker'): Promise<{ url: string; child: ChildProcess; stop(): Promise<void> }> {
  const main = fileURLToPath(new URL(`../../services/${service}/dist/main.js`, import.meta.url));
  const child = fork(main, {
    env: {
      ...process.env, DATABASE_URL: database.url, LINLI_HOME: database.home, LINLI_KEY: database.key.toString('base64'), PORT: '0', LOG_LEVEL: 'error',
    },
  });
  const [message] = (await once(child, 'message')) as [{ url?: string }];
  return {
    url: message.url ?? '',
    child,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
