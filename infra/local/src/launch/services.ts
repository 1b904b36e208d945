import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '@linli/process/fault';
import type { Settings } from '@linli/process/settings';
import { dataDirOf, type Installation } from '../installation.ts';
import { Child } from './child.ts';

/** Without a database there is little that a process could still bring to an end. */
const WITHOUT_DATABASE_MS = 2_000;

/** API and worker, running. */
export interface Services {
  /** Settles when both serve: where the API does. */
  readonly ready: Promise<string>;
  /** Rejects when one of them, or their database, is gone for good. */
  readonly broken: Promise<never>;
  stop(): Promise<unknown>;
}

/** Starts API and worker on an installation, each in a process of its own. */
export function startServices(installation: Installation, port: number, onTrouble: (sentence: string) => void): Services {
  const { settings, key, ownerUrl } = installation;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: settings.host,
    DATABASE_URL: withoutCredentials(ownerUrl), // they sign in as their own roles
    LINLI_HOME: settings.home,
    LINLI_KEY: key.toString('base64'),
  };
  const child = (name: string, service: string) => new Child({ name, file: mainOf(service), env, log: join(logFolderOf(settings), `${service}.log`), onTrouble });
  const api = child('API', 'api');
  const worker = child('worker', 'worker');
  let patienceMs: number | undefined;
  void installation.databaseGone.then(() => (patienceMs = WITHOUT_DATABASE_MS));
  const broken = Promise.race([api.givenUp, worker.givenUp, databaseBroken(installation)]);
  broken.catch(() => undefined); // also when nobody waits any more
  return {
    ready: Promise.all([api.ready, worker.ready]).then(([{ url }]) => url ?? `http://${settings.host}:${port}`),
    broken,
    stop: () => Promise.all([api.stop(patienceMs), worker.stop(patienceMs)]),
  };
}

/** Where API and worker write their logs. */
export function logFolderOf({ home }: Pick<Settings, 'home'>): string {
  return join(home, 'log');
}

function mainOf(service: string): string {
  return fileURLToPath(new URL(`../../../../services/${service}/dist/main.js`, import.meta.url));
}

async function databaseBroken({ settings, databaseGone }: Installation): Promise<never> {
  await databaseGone;
  throw new Fault(`PostgreSQL has ended by itself, so everything else was stopped: see ${dataDirOf(settings)}.log and start again.`);
}

function withoutCredentials(url: string): string {
  const bare = new URL(url);
  [bare.username, bare.password] = ['', ''];
  return bare.href;
}
