import { accessSync, chownSync, constants, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';

/** The account PostgreSQL runs under when we are root, whom it refuses; 65534 is "nobody" nearly everywhere. */
const NOBODY = 65_534;

/** A Unix account. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where PostgreSQL sits and as whom. */
export interface Seat {
  /** Absolute, without symbolic links, so that every launcher calls the folder the same. */
  readonly dataDir: string;
  /** What PostgreSQL calls that folder; see {@link takeSeat}. */
  readonly inside: string;
  /** Absent: as ourselves. */
  readonly account?: Account;
}

/**
 * Makes the data folder if need be and decides as whom PostgreSQL works in it.
 *
 * As root that is the folder's owner, or nobody. Such an account often cannot walk to the folder (a
 * checkout in /root, a home with mode 0700), but it can stand in it: the launcher enters before it
 * drops its rights, and the server reaches its files through `/proc/self/cwd`. So the data stays in
 * LINLI_HOME and no folder of root's has to be opened up.
 * @throws Fault when the folder cannot be made or belongs to somebody else.
 */
export function takeSeat(requested: string): Seat {
  const dataDir = makeFolder(resolve(requested));
  const { uid: ownerId, gid } = statSync(dataDir);
  if (process.getuid?.() !== 0) {
    if (process.getuid && process.getuid() !== ownerId) {
      throw new Fault(`The database folder ${dataDir} belongs to user ${ownerId}: start as that user, or give it over with chown -R.`);
    }
    return { dataDir, inside: dataDir };
  }
  const account = ownerId === 0 ? { uid: NOBODY, gid: NOBODY } : { uid: ownerId, gid };
  if (ownerId === 0) giveOver(dataDir, account);
  return { dataDir, account, inside: process.platform === 'linux' ? '/proc/self/cwd' : dataDir };
}

/** How a program of PostgreSQL's is to be spawned: in the folder, as the account, in an environment of ours. */
export function spawnOptions(seat: Seat): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number; windowsHide: true } {
  return { cwd: seat.dataDir, env: environment(), ...seat.account, windowsHide: true };
}

/** PGDATA, PGPORT, LC_* and the like of the operator's shell must not reach our server. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap(name => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

function makeFolder(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const real = join(realpathSync(dirname(path)), basename(path));
    mkdirSync(real, { recursive: true, mode: 0o700 });
    accessSync(dirname(real), constants.W_OK | constants.X_OK); // lock and log lie beside it
    return realpathSync(real);
  } catch (error) {
    const sentence = `The database folder ${path} cannot be used (${codeOf(error)}): make the folder above it writable or set LINLI_HOME.`;
    throw new Fault(sentence, { cause: error });
  }
}

function giveOver(folder: string, { uid, gid }: Account): void {
  try {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) lchownSync(join(folder, entry), uid, gid);
    chownSync(folder, uid, gid); // last: an interrupted hand-over is begun again
  } catch (error) {
    const sentence = `PostgreSQL does not run as root and ${folder} cannot be given to user ${uid} (${codeOf(error)}): start as an ordinary user.`;
    throw new Fault(sentence, { cause: error });
  }
}
