import { sessionsById, type SessionRow } from '@linli/domain/access/access.read';
import type { Actor } from '@linli/domain/access/actor';
import type { Domain } from '@linli/domain/domain';
import type { Log } from '@linli/process/log';

/** How often the rights of open subscriptions are looked at, in milliseconds; wake-ups come sooner. */
const POLL = 500;

interface Watch {
  readonly actor: Actor;
  readonly changed: (actor: Actor | null) => void;
  known: string | null;
}

/** Tells open subscriptions when their session has ended or its roles have changed, within a second. */
export class AccessWatch {
  readonly #domain: Domain;
  readonly #log: Log;
  readonly #watches = new Set<Watch>();
  readonly #timer: NodeJS.Timeout;
  #checking = false;
  #again = false;

  constructor(domain: Domain, log: Log) {
    this.#domain = domain;
    this.#log = log;
    this.#timer = setInterval(() => this.wake(), POLL);
  }

  /** @param changed told the actor as they are now, or null when the session is over @returns a function that ends the watch */
  watch(actor: Actor, changed: (actor: Actor | null) => void): () => void {
    const watch: Watch = { actor, changed, known: rightsOf(actor) };
    this.#watches.add(watch);
    return () => this.#watches.delete(watch);
  }

  wake(): void {
    if (this.#checking) this.#again = true;
    else void this.#check();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #check(): Promise<void> {
    this.#checking = true;
    try {
      do {
        this.#again = false;
        for (const [districtId, watches] of Map.groupBy(this.#watches, watch => watch.actor.districtId)) {
          const sessions = await this.#sessions(districtId, watches);
          for (const watch of watches) this.#tell(watch, sessions.get(watch.actor.sessionId));
        }
      } while (this.#again);
    } catch (error) {
      this.#log.warn({ err: error }, 'could not look at the rights of open subscriptions; tried again soon');
    } finally {
      this.#checking = false;
    }
  }

  #tell(watch: Watch, session: SessionRow | undefined): void {
    const now = session ? rightsOf(session) : null;
    if (now === watch.known) return;
    watch.known = now;
    watch.changed(session ? { ...watch.actor, ...session } : null);
  }

  async #sessions(districtId: number, watches: readonly Watch[]): Promise<Map<string, SessionRow>> {
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

function rightsOf({ memberships }: Pick<SessionRow, 'memberships'>): string {
  return memberships.map(({ role, placeId }) => `${role} ${placeId}`).join(',');
}
