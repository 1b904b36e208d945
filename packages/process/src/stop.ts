import { describeError } from './fault.ts';

/** One thing to close; the next waits for it. */
export type Closer = () => unknown;

/** How long the closers may take together before the process is ended anyway. */
const LIMIT_MS = 10_000;

/**
 * Settles when this process is first asked to stop: Ctrl+C, SIGTERM, or its launcher is gone
 * (a forked child notices by its IPC channel, so a launcher killed by force leaves nobody behind).
 * Later signals change nothing: a terminal and a launcher often both send one.
 */
export function untilStopped(): Promise<void> {
  return new Promise(stop => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
    process.on('disconnect', () => stop());
    if (process.connected === false) stop(); // it went while we were starting; undefined means never forked
  });
}

/**
 * Waits until this process is asked to stop, then runs the closers once, in order, and exits:
 * 0 when all went well, 1 when one failed (the others still run) or they took over 10 seconds.
 */
export async function closeWhenStopped(closers: readonly Closer[], limitMs = LIMIT_MS): Promise<never> {
  await untilStopped();
  let exitCode = 0;
  const complain = (sentence: string) => {
    exitCode = 1;
    process.stderr.write(`${sentence}\n`);
  };
  setTimeout(() => {
    complain(`Stopping took over ${limitMs / 1000} seconds: exiting with work unfinished.`);
    process.exit(exitCode);
  }, limitMs);
  for (const close of closers) {
    try {
      await close();
    } catch (error) {
      complain(describeError(error));
    }
  }
  process.exit(exitCode);
}
