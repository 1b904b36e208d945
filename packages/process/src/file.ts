import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';

/**
 * Writes a file unless it is there already; answers whether it was written. For its owner only, unless
 * another mode is given.
 *
 * Nobody ever sees half of it and nobody's file is overwritten, also when several processes try at
 * once or one is killed: the content is flushed under another name first and then linked.
 */
export function writeOnce(path: string, content: string, mode = 0o600): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, content, { flag: 'wx', mode, flush: true });
    try {
      linkSync(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      copyFileSync(draft, path, constants.COPYFILE_EXCL); // file systems without hard links
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The system's name for what went wrong (`ENOENT`, `EADDRINUSE`, …), if the error has one. */
export function codeOf(error: unknown): string | undefined {
  return isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
