import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';
import type { Binaries } from './binaries.ts';
import { endStrays, nameOf } from './postmaster.ts';
import { type Seat, spawnOptions } from './seat.ts';

/** The superuser every embedded server has. */
export const OWNER = 'linli_owner';

/**
 * Makes sure that the data folder holds databases this PostgreSQL can serve; makes an empty one on
 * first use (0.5–3 s), flushed to disk if `isSafe`. Half of one, left by a launcher that was killed
 * meanwhile, is made anew.
 * @throws Fault when the folder holds something else or another major version's databases.
 */
export async function ensureCluster(
  seat: Seat,
  binaries: Binaries,
  password: string,
  isSafe: boolean,
  onProgress: (message: string) => void,
): Promise<void> {
  const unfinished = `${seat.dataDir}.unfinished`;
  if (existsSync(unfinished)) {
    await endStrays(seat);
    renew(seat);
  } else if (readdirSync(seat.dataDir).length > 0) return checkVersion(seat.dataDir, binaries);
  onProgress(`Preparing PostgreSQL ${binaries.version} (once)`);
  writeFileSync(unfinished, '', { mode: 0o600, flush: true });
  await initialise(seat, binaries, password, isSafe);
  rmSync(unfinished);
}

function checkVersion(dataDir: string, binaries: Binaries): void {
  const file = join(dataDir, 'PG_VERSION');
  if (!existsSync(file)) throw new Fault(`${dataDir} is neither empty nor a PostgreSQL data folder: move what is in it elsewhere or set LINLI_HOME.`);
  const theirs = readFileSync(file, 'utf8').trim();
  const ours = binaries.version.split('.')[0];
  if (theirs === ours) return;
  throw new Fault(
    `The data in ${dataDir} was made by PostgreSQL ${theirs}, this Linli brings ${ours}: ` +
      'carry it over with pg_upgrade, or move it away to begin anew.',
  );
}

async function initialise(seat: Seat, binaries: Binaries, password: string, isSafe: boolean): Promise<void> {
  const secret = `${seat.dataDir}.password`;
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (seat.account) chownSync(secret, seat.account.uid, seat.account.gid);
  const input = openSync(secret, 'r');
  const isPosix = process.platform !== 'win32';
  if (isPosix) rmSync(secret); // the account may not walk to the file, but it may read it open
  try {
    const args = [
      '-D', seat.inside, '-U', OWNER, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions',
      '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      `--pwfile=${isPosix ? '/dev/stdin' : secret}`, `--set=cluster_name=${nameOf(seat)}`,
      ...(isSafe ? [] : ['--no-sync']),
    ];
    const child = spawn(binaries.initdb, args, { ...spawnOptions(seat), detached: true, stdio: [input, 'pipe', 'pipe'] });
    let said = '';
    child.stdout?.on('data', chunk => (said += chunk));
    child.stderr?.on('data', chunk => (said += chunk));
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (code !== 0) throw new Fault(`PostgreSQL could not prepare ${seat.dataDir} (${reason(said) ?? signal ?? code}).`);
  } finally {
    closeSync(input);
    rmSync(secret, { force: true });
  }
}

function reason(output: string): string | undefined {
  const lines = output.trim().split('\n');
  return lines.find(line => /error:|FATAL:|PANIC:/.test(line)) ?? lines.at(-1);
}

/** Another folder of the same name, so that whatever still writes in the old one writes into the void; a mount point is emptied. */
function renew({ dataDir, account }: Seat): void {
  for (const entry of readdirSync(dataDir)) rmSync(join(dataDir, entry), { recursive: true, force: true, maxRetries: 5 });
  try {
    rmdirSync(dataDir);
    mkdirSync(dataDir, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EBUSY') throw error;
  }
  if (account) chownSync(dataDir, account.uid, account.gid);
}
