import { setTimeout as sleep } from 'node:timers/promises';
import { sessionsById, type WatchedSession } from '@linli/domain/access/access.read';
import type { Actor } from '@linli/domain/access/actor';
import type { Domain } from '@linli/domain/domain';
import type { Log } from '@linli/process/log';

/** How often the rights of all open subscriptions are looked at; wake-ups and the times set for them come sooner. In milliseconds, as below. */
const POLL = 5_000;
/** Between two looks, so that wake-ups that come together cost one. */
const PAUSE = 100;
/** Before a look that failed is tried again. */
const AGAIN = 500;

interface Watch {
  readonly actor: Actor;
  readonly changed: (actor: Actor | null) => void;
  known: string | null;
  /** When its rights change by themselves, as far as is known: a role begins or ends, the session expires. */
  changesAt: number;
}

/**
 * Tells open subscriptions when their session has ended or its rights have changed, within a second. It reads the
 * sessions of a district whose accounts, roles or sessions were written, those whose time has come, and new ones.
 */
export class AccessWatch {
  readonly #domain: Domain;
  readonly #log: Log;
  readonly #watches = new Set<Watch>();
  /** Those to be looked at. */
  readonly #due = new Set<Watch>();
  readonly #poll: NodeJS.Timeout;
  #alarm: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(domain: Domain, log: Log) {
    this.#domain = domain;
    this.#log = log;
    this.#poll = setInterval(() => this.wake(0), POLL);
  }

  /** @param changed told the actor as they are now, or null when the session is over @returns a function that ends the watch */
  watch(actor: Actor, changed: (actor: Actor | null) => void): () => void {
    const watch: Watch = { actor, changed, known: rightsOf(actor), changesAt: Infinity };
    this.#watches.add(watch);
    this.#look([watch]); // what was written since the actor was read came with no wake-up for it
    return () => {
      this.#watches.delete(watch);
      this.#due.delete(watch);
    };
  }

  /** Looks at the rights in a district; 0 means every one. */
  wake(districtId: number): void {
    this.#look([...this.#watches].filter(({ actor }) => districtId === 0 || actor.districtId === districtId));
  }

  close(): void {
    clearInterval(this.#poll);
    clearTimeout(this.#alarm);
    this.#due.clear();
    this.#watches.clear();
  }

  #look(watches: readonly Watch[]): void {
    for (const watch of watches) this.#due.add(watch);
    if (!this.#looking && this.#due.size > 0) void this.#run();
  }

  async #run(): Promise<void> {
    this.#looking = true;
    while (this.#due.size > 0) {
      const due = [...this.#due];
      this.#due.clear();
      try {
        for (const [districtId, watches] of Map.groupBy(due, watch => watch.actor.districtId)) await this.#check(districtId, watches);
        this.#setAlarm();
        await sleep(PAUSE);
      } catch (error) {
        this.#log.warn({ err: error }, 'could not look at the rights of open subscriptions; tried again soon');
        await sleep(AGAIN);
        for (const watch of due) if (this.#watches.has(watch)) this.#due.add(watch);
      }
    }
    this.#looking = false;
  }

  /** Has those looked at whose rights change by themselves before the next poll. */
  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const next = [...this.#watches].reduce((earliest, { changesAt }) => Math.min(earliest, changesAt), Infinity);
    const wait = next - this.#domain.clock.now().getTime();
    if (wait < POLL) this.#alarm = setTimeout(() => this.#look(this.#changing()), Math.max(0, wait) + 1);
  }

  #changing(): Watch[] {
    const now = this.#domain.clock.now().getTime();
    return [...this.#watches].filter(({ changesAt }) => changesAt <= now);
  }

  async #check(districtId: number, watches: readonly Watch[]): Promise<void> {
    const sessions = await this.#sessions(districtId, watches);
    for (const watch of watches) {
      const session = sessions.get(watch.actor.sessionId);
      watch.changesAt = session?.changesAt.getTime() ?? Infinity;
      if (this.#watches.has(watch)) tell(watch, session);
    }
  }

  async #sessions(districtId: number, watches: readonly Watch[]): Promise<Map<string, WatchedSession>> {
    const snapshot = this.#domain.connections.snapshot(districtId);
    try {
      const ids = [...new Set(watches.map(watch => watch.actor.sessionId))];
      const rows = await snapshot.rows(sessionsById, ids, this.#domain.clock.now());
      return new Map(rows.map(row => [row.sessionId, row]));
    } finally {
      await snapshot.close();
    }
  }
}

function tell(watch: Watch, session: WatchedSession | undefined): void {
  const now = session ? rightsOf(session) : null;
  if (now === watch.known) return;
  watch.known = now;
  watch.changed(session ? { ...watch.actor, ...session } : null);
}

function rightsOf({ memberships, organisationId }: Pick<Actor, 'memberships' | 'organisationId'>): string {
  return [`of ${organisationId}`, ...memberships.map(({ role, placeId }) => `${role} ${placeId}`)].join();
}
