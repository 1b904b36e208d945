import { fork, type ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { Fault } from '@linli/process/fault';
import { isDoneWithin } from '../postgres/processes.ts';
import { lastWords, openLog } from './log-file.ts';

/** What a child sends once it serves: `process.send({ ready: true })`, with its address if it has one. */
export interface Ready {
  readonly ready: true;
  readonly url?: string;
}

/** A process of ours that is to run for as long as the launcher does. */
export interface ChildOptions {
  /** How it is called in sentences: `API`. */
  readonly name: string;
  /** The compiled file it runs. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  /** What it writes goes to this file. */
  readonly log: string;
  /** Told when it died and is being started again. */
  readonly onTrouble: (sentence: string) => void;
  readonly limits?: Partial<Limits>;
}

interface Limits {
  /** How long it may take to serve. */
  readonly readyWithinMs: number;
  /** How long it may take to end when asked to; children end by themselves within 10 s. */
  readonly endsWithinMs: number;
  /** A life shorter than this is a quick death; so many in a row are too many. */
  readonly quickDeathMs: number;
  readonly quickDeaths: number;
  /** The pause before it is started again; doubled with every quick death. */
  readonly pauseMs: number;
}

const LIMITS: Limits = { readyWithinMs: 60_000, endsWithinMs: 12_000, quickDeathMs: 60_000, quickDeaths: 5, pauseMs: 500 };

/** A forked process: started again when it dies, given up after five quick deaths, asked to end by hanging up on it. */
export class Child {
  /** Settles when it serves for the first time; rejects with a Fault when it ends or dawdles instead. */
  readonly ready: Promise<Ready>;
  /** Rejects with a Fault when it has been given up; never resolves. */
  readonly givenUp: Promise<never>;
  readonly #options: ChildOptions;
  readonly #limits: Limits;
  readonly #settle: { ready(message: Ready): void; unready(fault: Fault): void; giveUp(fault: Fault): void };
  #process: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #again: NodeJS.Timeout | undefined;
  #served = false;
  #stopping = false;
  #quickDeaths = 0;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    const ready = Promise.withResolvers<Ready>();
    const givenUp = Promise.withResolvers<never>();
    for (const { promise } of [ready, givenUp]) promise.catch(() => undefined); // also when nobody waits any more
    this.ready = ready.promise;
    this.givenUp = givenUp.promise;
    this.#settle = { ready: ready.resolve, unready: ready.reject, giveUp: givenUp.reject };
    this.#start();
  }

  /** Asks it to end and waits; kills it when it does not. Harmless twice. */
  async stop(endsWithinMs = this.#limits.endsWithinMs): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#again);
    const child = this.#process;
    if (child?.connected) child.disconnect(); // it closes what it has open and exits, see closeWhenStopped
    if (!(await isDoneWithin(endsWithinMs, this.#ended))) child?.kill('SIGKILL');
    await this.#ended;
  }

  #start(): void {
    const { file, env, log } = this.#options;
    const { descriptor, offset } = openLog(log);
    const begun = performance.now();
    // In a session of its own: Ctrl+C in the terminal reaches the launcher only, which then asks everybody in order.
    const child = fork(file, [], { env, stdio: ['ignore', descriptor, descriptor, 'ipc'], detached: process.platform !== 'win32' });
    closeSync(descriptor);
    this.#process = child;
    const late = setTimeout(() => child.kill('SIGKILL'), this.#limits.readyWithinMs);
    child.on('message', message => {
      if (!isReady(message)) return;
      clearTimeout(late);
      this.#served = true;
      this.#settle.ready(message);
    });
    this.#ended = new Promise(settle => {
      const end = (how: string) => {
        clearTimeout(late);
        settle();
        this.#died(how, performance.now() - begun);
      };
      child.once('exit', (code, signal) => end(signal ?? ((code && lastWords(log, offset)) || `exit code ${code}`)));
      child.on('error', error => {
        if (child.pid === undefined) end(error.message); // never came to life; other errors are of hanging up
      });
    });
  }

  #died(words: string, livedMs: number): void {
    if (this.#stopping) return;
    const { name, log, onTrouble } = this.#options;
    if (!this.#served) return this.#settle.unready(new Fault(`The ${name} did not start (${words}): see ${log}.`));
    this.#quickDeaths = livedMs < this.#limits.quickDeathMs ? this.#quickDeaths + 1 : 1;
    if (this.#quickDeaths >= this.#limits.quickDeaths) {
      return this.#settle.giveUp(new Fault(`The ${name} died ${this.#quickDeaths} times in a row (${words}): see ${log}.`));
    }
    const pause = this.#limits.pauseMs * 2 ** (this.#quickDeaths - 1);
    onTrouble(`The ${name} died (${words}): starting it again in ${pause / 1000} s; see ${log}.`);
    this.#again = setTimeout(() => {
      try {
        this.#start();
      } catch (error) {
        this.#settle.giveUp(error instanceof Fault ? error : new Fault(`The ${name} cannot be started again.`, { cause: error }));
      }
    }, pause);
  }
}

function isReady(message: unknown): message is Ready {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
