import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Headers and static libraries: a third of the size and nothing a server reads. */
const UNNEEDED = /\.a$|\/(include|pgxs|pkgconfig)$/;

/**
 * Makes the library links that npm cannot pack and the package's install script would have made
 * (`libicuuc.so.60` → `libicuuc.so.60.2`). A read-only folder is left as it is: then a copy helps.
 */
export function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    try {
      symlinkSync(basename(source), join(native, '..', target));
    } catch {
      // there already, or read-only
    }
  }
}

/**
 * Copies the programs below `place` so that every account may run them, whatever the umask and the
 * modes of the original; answers the copy's folder. A whole copy that is there already is used again.
 */
export function copyProgram(native: string, place: string): string {
  const target = join(place, `linli-postgres-${packageVersion(native)}`);
  if (isOurs(target)) {
    if (isWhole(native, join(target, 'native'))) return join(target, 'native');
    rmSync(target, { recursive: true }); // a power cut, or a cleaner of temporary files
  }
  const draft = `${target}.${randomUUID()}`;
  try {
    mkdirSync(draft);
    chmodSync(draft, 0o755); // a umask of 077 would keep the account out
    const to = join(draft, 'native');
    cpSync(native, to, { recursive: true, verbatimSymlinks: true, filter: path => !UNNEEDED.test(path) });
    restoreLinks(to);
    openUp(to);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isOurs(target)) throw error; // otherwise another launcher has just been faster
  }
  return join(target, 'native');
}

/** In a folder that everybody may write to, somebody else may have put programs under our name. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o022) === 0;
}

/** Same files, same sizes. */
function isWhole(original: string, copy: string): boolean {
  return readdirSync(original, { withFileTypes: true }).every(entry => {
    const [from, to] = [join(original, entry.name), join(copy, entry.name)];
    if (UNNEEDED.test(from)) return true;
    if (entry.isDirectory()) return isWhole(from, to);
    return lstatSync(from).size === lstatSync(to, { throwIfNoEntry: false })?.size;
  });
}

function openUp(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openUp(path);
    else if (entry.isFile()) chmodSync(path, basename(dirname(path)) === 'bin' ? 0o755 : 0o644);
  }
}

function packageVersion(native: string): string {
  return (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version;
}
