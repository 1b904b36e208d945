import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import type { EntityClass } from '@mikro-orm/core';
import pg from 'pg';
import { guardedClient } from './guard.ts';
import { PooledClient } from './pooled-client.ts';
import { roleUrl, type Role } from './roles.ts';
import { Snapshot } from './snapshot.ts';
import { flushSubscriber } from './unit-of-work.ts';

/** How to reach the database of an installation. */
export interface ConnectionSettings {
  /** Server and database; credentials in it are not used, each pool signs in as its own role. */
  readonly url: string;
  readonly key: Buffer;
  readonly maxWriters?: number | undefined;
  readonly maxReaders?: number | undefined;
}

/** A transaction that waits this long for its next statement was forgotten; the server ends it. */
const FORGOTTEN = { idle_in_transaction_session_timeout: 60_000 };
/**
 * What a command may take: one statement of it, and waiting for one lock. Imports write in statements of seconds; whoever
 * waits longer for a row is told to try again, instead of holding a connection that others wait for.
 */
export const WRITING_SESSION = { statement_timeout: 120_000, lock_timeout: 15_000 };
const DATE = 1082;
/** What values become, alike for readers and writers: instants are `Date`, days stay text. */
const types = new pg.TypeOverrides();
types.setTypeParser(DATE, text => text);

/** The pools of one process: the ORM writes as `linli_writer`, snapshots read as `linli_reader`. */
export class Connections {
  readonly settings: ConnectionSettings;
  readonly orm: MikroORM;
  readonly readers: pg.Pool;
  readonly #writer: typeof pg.Client;

  private constructor(settings: ConnectionSettings, orm: MikroORM, readers: pg.Pool, writer: typeof pg.Client) {
    this.settings = settings;
    this.orm = orm;
    this.readers = readers;
    this.#writer = writer;
  }

  /** @param trackedTables tables that only a unit of work may write */
  static async open(
    settings: ConnectionSettings,
    entities: readonly (EntityClass<object> | EntitySchema)[],
    trackedTables: readonly string[],
  ): Promise<Connections> {
    const orm = await MikroORM.init({
      clientUrl: roleUrl(settings.url, 'linli_writer', settings.key),
      entities: [...entities],
      subscribers: [flushSubscriber as never],
      pool: { min: 0, max: settings.maxWriters ?? 10 },
      driverOptions: { Client: guardedClient(trackedTables, PooledClient), application_name: 'linli writer', pipeline: true, types, ...FORGOTTEN, ...WRITING_SESSION },
      forceUtcTimezone: true,
      discovery: { warnWhenNoEntities: false },
    });
    const readers = new pg.Pool({
      ...poolOptions(settings, 'linli_reader'),
      max: settings.maxReaders ?? 10,
      pipeline: true,
    });
    return new Connections(settings, orm, quiet(readers), guardedClient(trackedTables));
  }

  /** A pool of its own for another role or with other session settings, such as the worker's. */
  pool(role: Role, options: pg.PoolConfig = {}): pg.Pool {
    const Client = role === 'linli_writer' ? this.#writer : pg.Client;
    return quiet(new pg.Pool({ ...poolOptions(this.settings, role), Client, ...options }));
  }

  /** A view of one district; the caller closes it. */
  snapshot(districtId: number): Snapshot {
    return new Snapshot(this.readers, districtId);
  }

  /** What `work` reads in one snapshot of a district, which is closed behind it. */
  async reading<T>(districtId: number, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = this.snapshot(districtId);
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.orm.close(), this.readers.end()]);
  }
}

function poolOptions({ url, key }: ConnectionSettings, role: Role): pg.PoolConfig {
  return { connectionString: roleUrl(url, role, key), application_name: role.replace('_', ' '), types, ...FORGOTTEN };
}

/** A dropped idle connection is not an event for anyone: the next statement opens a new one. */
function quiet(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  return pool;
}
