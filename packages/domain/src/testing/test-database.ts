import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Domain, type DomainSettings } from '../domain.ts';
import { systemClock } from '../shared/clock.ts';
import { MemoryStorage } from './memory-storage.ts';

/** A database of its own for one test file, cloned from the migrated template. */
export interface TestDatabase {
  /** Signed in as the owner. */
  readonly url: string;
  readonly key: Buffer;
  /** Opens a domain on it; closed with the database. */
  open(settings?: Partial<DomainSettings>): Promise<Domain>;
  /** Runs one statement as the owner, who is no superuser to row-level security only inside a district. */
  owner<Row extends object = object>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** @throws Error outside the test command, which starts the server and makes the template. */
export async function testDatabase(): Promise<TestDatabase> {
  const { LINLI_TEST_URL: server, LINLI_TEST_KEY: secret } = process.env;
  if (!server || !secret) throw new Error('Start tests with `npm test`: it starts the database server.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(server, `create database ${name} template linli_template strategy file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const key = Buffer.from(secret, 'base64');
  const domains: Domain[] = [];
  return {
    url: url.href,
    key,
    async open(settings = {}) {
      const storage = new MemoryStorage(settings.clock ?? systemClock);
      const domain = await Domain.open({ url: url.href, key, storage, ...settings });
      domains.push(domain);
      return domain;
    },
    owner: (text, values) => admin(url.href, text, values),
    async close() {
      for (const domain of domains) await domain.close();
      await admin(server, `drop database ${name} with (force)`);
    },
  };
}

async function admin<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the statement reports it
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
