import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Fault } from '@linli/process/fault';
import { installationKey } from '@linli/process/key';
import type { Settings } from '@linli/process/settings';
import { bringUpToDate, ensureDatabase, reach, renewDatabase } from './database/prepare.ts';
import { isUnfinished } from './database/unfinished.ts';
import { findRunning } from './postgres/running.ts';
import { connectionString, startPostgres } from './postgres/start.ts';

/** The name of our database on an embedded server. */
const DATABASE = 'linli';

/** An opened installation: its key, and its database, of this version and taking connections. */
export interface Installation {
  readonly settings: Settings;
  readonly key: Buffer;
  /** Signs in to the database as the owner of its tables. */
  readonly ownerUrl: string;
  readonly isEmbedded: boolean;
  /** Settles when an embedded server that we started is gone, asked to or not; otherwise never. */
  readonly databaseGone: Promise<void>;
  /** Stops the server if we started it. */
  close(): Promise<void>;
}

/** How an installation is opened. */
export interface Opening {
  /** Use the embedded server that a launcher runs already; without this, that is a fault. */
  readonly join: boolean;
  /** Told what takes a moment. */
  readonly onProgress: (message: string) => void;
}

/** Where an embedded server's databases lie. */
export function dataDirOf({ home }: Pick<Settings, 'home'>): string {
  return join(home, 'postgres');
}

/**
 * Opens the installation: the operator's database if `DATABASE_URL` is set, else the embedded one, started unless it runs.
 * @throws Fault in one sentence whenever an operator can do something about it
 */
export async function openInstallation(settings: Settings, opening: Opening): Promise<Installation> {
  const key = installationKey(settings);
  const database = settings.databaseUrl === undefined ? await openEmbedded(settings, key, opening) : await openForeign(settings.databaseUrl);
  try {
    if (await isUnfinished(database.ownerUrl)) await database.renew(opening.onProgress);
    await bringUpToDate(database.ownerUrl, key);
    return { settings, key, ...database };
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Database = Pick<Installation, 'ownerUrl' | 'isEmbedded' | 'databaseGone' | 'close'> & {
  /** Makes it empty again after a first filling that was cut short. @throws Fault where that is not ours to do */
  renew(onProgress: Opening['onProgress']): Promise<void>;
};

const NEVER = new Promise<never>(() => undefined);

async function openForeign(url: string): Promise<Database> {
  await reach(url);
  const renew = () => {
    throw new Fault(
      'Demo data was never loaded to its end into the database of DATABASE_URL: ' +
        'wait if a start is still loading it; otherwise drop that database, create it and start again.',
    );
  };
  return { ownerUrl: url, isEmbedded: false, databaseGone: NEVER, close: () => Promise.resolve(), renew };
}

async function openEmbedded(settings: Settings, key: Buffer, { join: mayJoin, onProgress }: Opening): Promise<Database> {
  const dataDir = dataDirOf(settings);
  const password = createHmac('sha256', key).update('embedded PostgreSQL owner').digest('base64url');
  const port = mayJoin ? await findRunning(dataDir) : undefined;
  if (port !== undefined) {
    const renew = () => {
      throw new Fault('Linli is being started for the first time and loads its demo data: try again when it is ready.');
    };
    const ownerUrl = connectionString(port, password, DATABASE);
    await reach(ownerUrl).catch((cause: unknown) => {
      const sentence = 'The database that Linli is running does not let this command in: ' +
        'run it with the LINLI_HOME and LINLI_KEY Linli was started with, or try again when it is ready.';
      throw new Fault(sentence, { cause });
    });
    return { ownerUrl, isEmbedded: true, databaseGone: NEVER, close: () => Promise.resolve(), renew };
  }
  const server = await startPostgres({ dataDir, password, adopt: true, onProgress });
  const renew = async () => {
    onProgress('上次演示数据未装完，重新开始 The last start was cut short while it loaded demo data: beginning anew');
    await renewDatabase(server.url(), DATABASE);
  };
  try {
    await ensureDatabase(server.url(), DATABASE);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ownerUrl: server.url(DATABASE), isEmbedded: true, databaseGone: server.exited, close: () => server.stop(), renew };
}
