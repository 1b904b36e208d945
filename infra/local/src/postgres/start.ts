import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';
import { type Binaries, findBinaries } from './binaries.ts';
import { ensureCluster, OWNER } from './cluster.ts';
import { takeLock } from './lock.ts';
import { findPort } from './port.ts';
import { endStrays, findLeftover, isSameServer } from './postmaster.ts';
import { type Seat, takeSeat } from './seat.ts';
import { halt, keep, launch, type Server, StartFailure } from './server.ts';
import { defaultSettings, type ServerSettings } from './tuning.ts';

/** How an embedded PostgreSQL is wanted. */
export interface PostgresOptions {
  /** Holds the databases; beside it lie `<dataDir>.log` and, while in use, `<dataDir>.lock`. */
  readonly dataDir: string;
  /** On 127.0.0.1; 0 or absent takes a free one. */
  readonly port?: number;
  /** Of the superuser `linli_owner`; set when the folder is first used and asked for ever after. */
  readonly password: string;
  /** Server settings on top of {@link defaultSettings}. */
  readonly settings?: ServerSettings;
  /** Go on with a server that a killed launcher left, if it has these very settings; otherwise it is restarted. */
  readonly adopt?: boolean;
  /** Told what takes a moment, one sentence without a full stop. */
  readonly onProgress?: (message: string) => void;
}

/** An embedded PostgreSQL that takes connections. */
export interface LocalPostgres {
  readonly port: number;
  readonly pid: number;
  /** Settles when the server is gone, asked to or not. */
  readonly exited: Promise<void>;
  /** A connection string of the superuser, by default to the database `postgres`. */
  url(database?: string): string;
  /** Stops the server and frees the folder; harmless twice. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a folder, which it makes on first use. Works as root, under
 * folders nobody else may enter, and after any kind of crash.
 * @throws Fault when the folder is in use, unusable or of another version, the port is taken, or the password is not the folder's.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const seat = takeSeat(options.dataDir);
  try {
    return await startIn(seat, options);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) throw error;
    throw new Fault(`The database folder ${seat.dataDir} cannot be used (${(error as Error).message}).`, { cause: error });
  }
}

async function startIn(seat: Seat, options: PostgresOptions): Promise<LocalPostgres> {
  const tell = options.onProgress ?? (() => undefined);
  const lock = takeLock(`${seat.dataDir}.lock`, seat.dataDir);
  try {
    const binaries = await findBinaries(seat);
    const settings = { ...defaultSettings(binaries.hasStatements), ...options.settings };
    await ensureCluster(seat, binaries, options.password, settings['fsync'] !== 'off', tell);
    const server = (await takeOver(options, seat, binaries, settings, tell)) ?? (await start(options, seat, binaries, settings));
    const url = (database = 'postgres') => connectionString(server.port, options.password, database);
    let stopping: Promise<void> | undefined;
    const stop = () => (stopping ??= halt(server, seat, binaries).finally(() => lock.release()));
    await checkPassword(url(), seat.dataDir).catch(async error => {
      await stop();
      throw error;
    });
    return { port: server.port, pid: server.pid, exited: server.exited, url, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Keeps the server a killed launcher left, if it is as wanted; otherwise stops it. */
async function takeOver(
  { adopt, port, password }: PostgresOptions,
  seat: Seat,
  binaries: Binaries,
  settings: ServerSettings,
  tell: (message: string) => void,
): Promise<Server | undefined> {
  const found = findLeftover(seat);
  if (!found) return undefined;
  const isWanted = adopt && found.isReady && (!port || port === found.port) && isSameServer(found, seat, binaries, settings);
  if (isWanted && (await signsIn(connectionString(found.port, password, 'postgres')).catch(() => false))) return keep(found);
  tell('Stopping a PostgreSQL that was left behind');
  await halt(keep(found), seat, binaries);
  return undefined;
}

/** A few tries: a free port may be snatched, and a server killed by force may have left its connections. */
async function start({ port = 0 }: PostgresOptions, seat: Seat, binaries: Binaries, settings: ServerSettings): Promise<Server> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const free = await findPort(port);
    try {
      return await launch(seat, binaries, free, settings);
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      const mayPass = /shared memory block|lock file|listen|Address already in use/.test(error.message);
      if (!mayPass || Date.now() > deadline) {
        throw new Fault(`PostgreSQL did not start (${error.message}): see ${seat.dataDir}.log.`, { cause: error });
      }
      if (error.message.includes('shared memory block')) await endStrays(seat);
      await sleep(50);
    }
  }
}

/** Signs in to an embedded server as its superuser. */
export function connectionString(port: number, password: string, database: string): string {
  return `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function checkPassword(connection: string, dataDir: string): Promise<void> {
  if (await signsIn(connection)) return;
  throw new Fault(`The data in ${dataDir} was made with another key: restore the key that belongs to it, or move the data away to begin anew.`);
}

/** Whether the password is the folder's; other trouble is thrown. */
async function signsIn(connection: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: connection, ssl: false, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the server going away while we hang up
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (codeOf(error) === '28P01') return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
