import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { codeOf, writeOnce } from '@linli/process/file';
import { Fault } from '@linli/process/fault';
import { lifeOf } from './processes.ts';

/** Held by the one launcher that looks after a data folder. */
export interface Lock {
  /** Gives it up; harmless twice. */
  release(): void;
}

/**
 * Takes the lock file, or takes it over from a launcher that died without giving it up.
 * It only serves the clear sentence: that no two servers write one folder, PostgreSQL itself ensures.
 * @throws Fault when a living launcher holds it.
 */
export function takeLock(path: string, dataDir: string): Lock {
  const mine = JSON.stringify({ pid: process.pid, life: lifeOf(process.pid), token: randomUUID() });
  for (;;) {
    if (writeOnce(path, mine, 0o644)) return { release: () => remove(path, mine) };
    const theirs = read(path);
    if (theirs === undefined) continue; // given up in this moment
    refuseIfAlive(theirs, dataDir);
    const left = remove(path, theirs);
    if (left !== undefined) refuseIfAlive(left, dataDir);
  }
}

/** The process that holds the lock file now, undefined when none that lives does. */
export function holderOf(path: string): number | undefined {
  return livingHolder(read(path) ?? '');
}

/**
 * Removes the file if it still says what we think. Two launchers may find the same dead owner: renaming
 * first and looking after shows the slower one that it took a fresh lock, which it then puts back.
 * Answers what the file said instead, if anything.
 */
function remove(path: string, expected: string): string | undefined {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const found = read(aside);
  if (found === expected) {
    rmSync(aside, { force: true });
    return undefined;
  }
  renameSync(aside, path);
  return found;
}

function refuseIfAlive(content: string, dataDir: string): void {
  const pid = livingHolder(content);
  if (pid === undefined) return;
  throw new Fault(`Linli's database in ${dataDir} is already running under process ${pid}: stop that one first.`);
}

function livingHolder(content: string): number | undefined {
  const { pid, life } = parse(content);
  return pid !== undefined && life !== undefined && lifeOf(pid) === life ? pid : undefined;
}

function parse(content: string): { pid?: number; life?: string } {
  try {
    return JSON.parse(content) as { pid?: number; life?: string };
  } catch {
    return {}; // not written by us in full: nobody's
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Fault(`The lock ${path} cannot be read (${codeOf(error)}): start as the user who owns it.`, { cause: error });
  }
}
