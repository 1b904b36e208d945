import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '@linli/process/fault';
import type { Binaries } from './binaries.ts';
import { readPostmaster, serverArguments } from './postmaster.ts';
import { isDoneWithin, lifeOf, untilGone } from './processes.ts';
import { type Seat, spawnOptions } from './seat.ts';
import type { ServerSettings } from './tuning.ts';

/** A running server, started by us or found. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /** Tells it from a later process with the same number; see {@link lifeOf}. */
  readonly life: string | undefined;
  /** Settles when it is gone, asked to or not. */
  readonly exited: Promise<void>;
}

/** Replaying the log after a power cut takes seconds; longer than this something is wrong. */
const READY_WITHIN_MS = 120_000;
const LOG_LIMIT = 5_000_000;

/** Why a server did not come up, for {@link launch}'s caller to decide whether another try may help. */
export class StartFailure extends Error {}

/**
 * Starts the server and waits until it takes connections. It runs in a session of its own, so that
 * Ctrl+C in the terminal reaches the launcher only and the database outlives those who use it.
 * @throws StartFailure with PostgreSQL's own words when it exits instead.
 * @throws Fault when it is not ready after two minutes.
 */
export async function launch(seat: Seat, binaries: Binaries, port: number, settings: ServerSettings): Promise<Server> {
  const log = `${seat.dataDir}.log`;
  const before = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const offset = before > LOG_LIMIT ? 0 : before;
  const output = openSync(log, offset === 0 ? 'w' : 'a', 0o600);
  if (seat.account) fchownSync(output, seat.account.uid, seat.account.gid); // started as root once, it must not keep the owner out later
  const child = spawn(binaries.postgres, serverArguments(seat, port, settings), {
    ...spawnOptions(seat),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  const exited = new Promise<void>(settle => child.once('exit', () => settle()).once('error', () => settle()));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new StartFailure(reason(log, offset) ?? `exit code ${child.exitCode ?? child.signalCode}`);
    const found = readPostmaster(seat.dataDir);
    if (found && found.pid === child.pid && found.isReady) return { pid: found.pid, port, life: lifeOf(found.pid), exited };
    await isDoneWithin(15, exited);
  }
  if (child.pid) await halt({ pid: child.pid, port, life: lifeOf(child.pid), exited }, seat, binaries);
  throw new Fault(`PostgreSQL is not ready after ${READY_WITHIN_MS / 1000} seconds: see ${log}.`);
}

/** Takes a running server for ours. */
export function keep({ pid, port }: { pid: number; port: number }): Server {
  return { pid, port, life: lifeOf(pid), exited: untilGone(pid) };
}

/**
 * Stops the server: fast (open transactions are rolled back, nothing is lost); after 10 seconds at
 * once (the next start replays the log); after 5 more by force.
 */
export async function halt(server: Server, seat: Seat, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    const control = join(dirname(binaries.postgres), 'pg_ctl.exe'); // Windows has no signals
    spawnSync(control, ['stop', '-D', seat.dataDir, '-m', 'fast', '-w', '-t', '10'], { ...spawnOptions(seat), stdio: 'ignore' });
  }
  const steps = [['SIGINT', 10_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] as const;
  for (const [signal, patience] of steps) {
    if (lifeOf(server.pid) !== server.life || !send(server.pid, signal)) return;
    if (await isDoneWithin(patience, server.exited)) return;
  }
  throw new Fault(`PostgreSQL (process ${server.pid}) does not stop, not even by force: the machine's disk may be stuck.`);
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false; // gone in this moment
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function reason(log: string, offset: number): string | undefined {
  const lines = readFileSync(log).subarray(offset).toString('utf8').trim().split('\n');
  return (lines.find(line => /FATAL:|PANIC:/.test(line)) ?? lines.at(-1))?.replace(/^.*?(FATAL|PANIC): +/, '') || undefined;
}
