import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';

/** A log that has grown beyond this is put aside as `<log>.1` when it is next opened. */
const LIMIT = 20_000_000;
/** The end of a log in which a complaint is looked for, and how much of it is shown. */
const MOST_READ = 64_000;
const LONGEST_WORDS = 400;

/** A log file opened for a process to append to. */
export interface OpenLog {
  readonly descriptor: number;
  /** Where this process's part begins. */
  readonly offset: number;
}

/** Opens a log; the caller closes the descriptor. @throws Fault when its folder cannot be written */
export function openLog(path: string): OpenLog {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LIMIT) renameSync(path, `${path}.1`);
    const descriptor = openSync(path, 'a', 0o600);
    return { descriptor, offset: statSync(path).size };
  } catch (error) {
    throw new Fault(`The log ${path} cannot be written (${codeOf(error)}): make that folder writable or set LINLI_HOME.`, { cause: error });
  }
}

/** The last complaint written to a log since `offset`, as a sentence without a full stop; undefined when there is none. */
export function lastWords(path: string, offset: number): string | undefined {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const length = Math.min(size - offset, MOST_READ);
  if (length <= 0) return undefined;
  const buffer = Buffer.alloc(length);
  const file = openSync(path, 'r');
  readSync(file, buffer, 0, length, size - length);
  closeSync(file);
  const complaints = buffer.toString('utf8').split('\n').map(complaintOf).filter(complaint => complaint !== undefined);
  return complaints.at(-1)?.replace(/\.$/, '').slice(0, LONGEST_WORDS);
}

/** Of our own log an error's message; of anything else a line that is not the inside or the end of a stack. */
function complaintOf(line: string): string | undefined {
  if (!line.startsWith('{')) return /^[^\s})\]]/.test(line) && !line.startsWith('Node.js v') ? line : undefined;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: string; msg?: string; err?: { message?: string } };
    if (level !== 'error' && level !== 'fatal') return undefined;
    return [...new Set([msg, err?.message])].filter(Boolean).join(': ');
  } catch {
    return undefined;
  }
}
