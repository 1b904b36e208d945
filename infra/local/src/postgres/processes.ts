import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Which life a process number is living: equal answers mean the same process, undefined means that
 * nothing runs under it (a zombie runs nothing). Numbers are reused, across reboots and containers
 * too, so a number alone identifies nobody.
 */
export function lifeOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    // proc_pid_stat(5): the name in parentheses may hold anything; after it come state (3rd) … start time (22nd).
    const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
    if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${read('/proc/sys/kernel/random/boot_id')?.trim()}:${fields[19]}`;
  }
  if (process.platform === 'win32') return isSignalable(pid) ? 'alive' : undefined;
  const [state, ...started] = ask('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : started.join(' ');
}

/** The command a process was started with, arguments separated by one space; empty when it is gone. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return (read(`/proc/${pid}/cmdline`) ?? '').split('\0').join(' ').trimEnd();
  if (process.platform !== 'win32') return ask('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
  return ask('powershell', ['-NoProfile', '-Command', query]).replaceAll('"', '');
}

/** The folder a process stands in; undefined where the system does not tell (it does on Linux, of one's own processes). */
export function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The other processes whose command holds this text. Not known on Windows. */
export function findByCommand(text: string): number[] {
  const all = process.platform === 'linux'
    ? readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => [Number(name), commandOf(Number(name))] as const)
    : process.platform === 'win32'
      ? []
      : ask('ps', ['-axww', '-o', 'pid=,command=']).split('\n').map(line => [Number.parseInt(line, 10), line] as const);
  return all.filter(([pid, command]) => pid !== process.pid && command.includes(text)).map(([pid]) => pid);
}

/** Settles once the process that lives under this number now is gone. Does not keep our own process alive. */
export async function untilGone(pid: number): Promise<void> {
  const life = lifeOf(pid);
  while (life !== undefined && lifeOf(pid) === life) await sleep(50, undefined, { ref: false });
}

/** Whether something comes to an end in time. Keeps our own process alive meanwhile, and no longer. */
export async function isDoneWithin(ms: number, something: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const isDone = await Promise.race([something.then(() => true), late]);
  timer.abort();
  return isDone;
}

function isSignalable(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function ask(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return ''; // ps exits with 1 when there is no such process
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
