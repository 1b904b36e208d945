import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A finished process of ours. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A compiled entry of ours in a process of its own, as npm would start it. */
export class Run {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out = '';
  err = '';

  constructor(entry: 'start.js' | 'cli/main.js', args: readonly string[], env: Readonly<Record<string, string>>) {
    const file = fileURLToPath(new URL(`../dist/${entry}`, import.meta.url));
    const { PATH = '' } = process.env;
    this.child = spawn(process.execPath, [file, ...args], { env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', chunk => (this.out += chunk));
    this.child.stderr!.on('data', chunk => (this.err += chunk));
    this.ended = once(this.child, 'close').then(([code]) => ({ code: code as number | null, out: this.out, err: this.err }));
  }

  /** Waits until it has written something to standard output. @throws Error when it ends before */
  async says(text: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = text.exec(this.out);
      if (found) return found;
      const more = once(this.child.stdout!, 'data');
      const ended = this.ended.then(({ code, err }) => {
        throw new Error(`It ended with ${code}: ${this.out}${err}`);
      });
      await Promise.race([more, ended]);
    }
  }
}
