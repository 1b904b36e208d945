import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '@linli/process/file';
import type { Binaries } from './binaries.ts';
import { commandOf, findByCommand, folderOf, isDoneWithin, lifeOf, untilGone } from './processes.ts';
import type { Seat } from './seat.ts';
import type { ServerSettings } from './tuning.ts';

/** A server that is running on a data folder, as its `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** The whole command line of the server; equal commands mean that a running one can be kept. */
export function serverArguments(seat: Seat, port: number, settings: ServerSettings): string[] {
  const all = { ...settings, port: String(port), cluster_name: nameOf(seat) };
  return ['-D', seat.inside, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Whether the server was started from these programs with these settings. */
export function isSameServer(found: Postmaster, seat: Seat, binaries: Binaries, settings: ServerSettings): boolean {
  return commandOf(found.pid) === [binaries.postgres, ...serverArguments(seat, found.port, settings)].join(' ').trimEnd();
}

/** Reads `postmaster.pid`; undefined when there is none or it is only half written. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  try {
    // Lines: process, data folder, start time, port, socket folder, address, shared memory, state.
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === 'ready' } : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The server that a launcher which was killed (or somebody by hand) has left on this folder. A file whose process is gone,
 * or is by now somebody else's, is removed: PostgreSQL itself would only refuse to start.
 */
export function findLeftover(seat: Seat): Postmaster | undefined {
  const found = readPostmaster(seat.dataDir);
  if (found && lifeOf(found.pid) !== undefined && isServing(found.pid, seat)) return found;
  rmSync(join(seat.dataDir, 'postmaster.pid'), { force: true });
  return undefined;
}

function isServing(pid: number, seat: Seat): boolean {
  const command = commandOf(pid);
  return command.includes(`cluster_name=${nameOf(seat)}`) || (command.includes('postgres') && folderOf(pid) === seat.dataDir);
}

/**
 * Ends what works on the folder without a server above it: the connections of one that was killed by
 * force (a long query goes on for minutes and keeps the next server out) or a first preparation
 * whose launcher was killed. Safe at any point: the next server replays the log, a preparation is begun anew.
 */
export async function endStrays(seat: Seat): Promise<void> {
  const strays = findByCommand(nameOf(seat)).filter(pid => /postgres|initdb/.test(commandOf(pid)));
  await Promise.all(
    strays.map(async pid => {
      const gone = untilGone(pid);
      kill(-pid); // with the helpers it started: every one of ours leads a group of its own
      kill(pid);
      await isDoneWithin(5_000, gone);
    }),
  );
}

function kill(target: number): void {
  try {
    process.kill(target, 'SIGKILL');
  } catch {
    // gone by itself
  }
}

/**
 * What our processes on this folder can be told by: it is in all their command lines (as `cluster_name`).
 * Stays the same when the folder is moved and is another for its copy.
 */
export function nameOf(seat: Seat): string {
  const { dev, ino } = statSync(seat.dataDir, { bigint: true });
  return `linli-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 16)}`;
}
