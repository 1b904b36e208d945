import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.ts';
import { codeOf, writeOnce } from './file.ts';
import type { Settings } from './settings.ts';

const BYTES = 32;

/**
 * The installation's master key, 32 bytes, from which every other key is derived: `LINLI_KEY`
 * (base64 or hex) or, failing that, `<home>/key`, which is made on first use and never overwritten.
 * Without it personal data that was stored encrypted cannot be read again: back it up with the data.
 * @throws Fault when the key is malformed or its file can be neither read nor made.
 */
export function installationKey(settings: Pick<Settings, 'home'>, env: NodeJS.ProcessEnv = process.env): Buffer {
  if (env['LINLI_KEY']) return decode(env['LINLI_KEY'], 'LINLI_KEY');
  const path = join(settings.home, 'key');
  return decode(readExisting(path) ?? make(settings.home, path), path);
}

function make(home: string, path: string): string {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    writeOnce(path, `${randomBytes(BYTES).toString('base64')}\n`);
    return readFileSync(path, 'utf8'); // another process may have been first: its key is the key
  } catch (error) {
    const sentence = `The installation key cannot be kept in ${path} (${codeOf(error)}): make that folder writable or set LINLI_HOME.`;
    throw new Fault(sentence, { cause: error });
  }
}

function readExisting(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Fault(`The installation key in ${path} cannot be read (${codeOf(error)}): start as the user who owns it.`, { cause: error });
  }
}

/** The text is never quoted in the fault: a key with one wrong character is still nearly the key. */
function decode(text: string, from: string): Buffer {
  const value = text.trim();
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  if (/^[\w+/-]{43}=?$/.test(value)) return Buffer.from(value, 'base64');
  throw new Fault(`The installation key in ${from} must be ${BYTES} bytes in base64 or hex: restore it from the backup that belongs to the data.`);
}
