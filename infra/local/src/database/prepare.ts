import { migrate } from '@linli/domain/migrations/migrate';
import { Fault } from '@linli/process/fault';
import { withClient } from './client.ts';
import { connectFault, migrateFault } from './fault.ts';

/** Older servers lack what the migrations use. */
const OLDEST = 16;

/** A district of the installation, as the launcher shows it. */
export interface KnownDistrict {
  readonly id: number;
  readonly name: string;
  readonly dataOrigin: 'REAL' | 'GENERATED';
}

/**
 * Tries whether a database can be used.
 * @throws Fault when it cannot be reached, does not let us in, or is too old
 */
export async function reach(url: string): Promise<void> {
  const version = await withClient(url, async client => {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    return rows[0]?.version ?? '';
  }).catch((error: unknown) => {
    throw connectFault(error, url);
  });
  if (Number.parseInt(version, 10) >= OLDEST) return;
  throw new Fault(`The server of DATABASE_URL is PostgreSQL ${version} and Linli needs ${OLDEST} or newer: upgrade it, or use another.`);
}

/**
 * Brings a database to this version; one that is there already takes 0.1 s.
 * @throws Fault when it is of a newer version, or the user of `url` may not do it
 */
export async function bringUpToDate(url: string, key: Buffer): Promise<void> {
  try {
    await migrate(url, key);
  } catch (error) {
    throw migrateFault(error, url);
  }
}

/** The districts of a migrated database, by code. */
export async function listDistricts(url: string): Promise<KnownDistrict[]> {
  return withClient(url, async client => {
    const { rows } = await client.query<KnownDistrict>('select id, name, data_origin as "dataOrigin" from district order by id');
    return rows;
  });
}

/** Makes an empty database on an embedded server, unless it is there. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async client => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

/** Makes an empty database in the place of one whose first filling was cut short. */
export async function renewDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async client => {
    await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}
