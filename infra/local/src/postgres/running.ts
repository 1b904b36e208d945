import { existsSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';
import { holderOf } from './lock.ts';
import { readPostmaster } from './postmaster.ts';
import { lifeOf } from './processes.ts';

/** As long as a launcher may take to bring its server up. */
const PATIENCE_MS = 120_000;

/** The process that looks after a data folder now: a launcher, or a command that needs the database for a moment. */
export function launcherOf(dataDir: string): number | undefined {
  return existsSync(dataDir) ? holderOf(`${realpathSync(dataDir)}.lock`) : undefined;
}

/**
 * The port of the server that another process of ours runs on a data folder, waited for while it is starting;
 * undefined when nobody looks after the folder.
 * @throws Fault when it does not come up, or runs under another user
 */
export async function findRunning(dataDir: string): Promise<number | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const launcher = launcherOf(dataDir);
    if (launcher === undefined) return undefined;
    const server = read(dataDir, launcher);
    if (server?.isReady && lifeOf(server.pid) !== undefined) return server.port;
    if (Date.now() > deadline) throw new Fault(`Linli's database under process ${launcher} does not come up: stop that process and start it again.`);
    await sleep(50);
  }
}

function read(dataDir: string, launcher: number): ReturnType<typeof readPostmaster> {
  try {
    return readPostmaster(dataDir);
  } catch (error) {
    const sentence = `Linli's database in ${dataDir} runs under process ${launcher} of another user (${codeOf(error)}): run this as that user.`;
    throw new Fault(sentence, { cause: error });
  }
}
