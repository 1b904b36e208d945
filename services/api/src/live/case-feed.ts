import type { Domain } from '@linli/domain/domain';
import { stepsSince, type CaseStepRow } from '@linli/domain/cases/cases.read';
import type { Log } from '@linli/process/log';
import { Mailbox } from './mailbox.ts';

/** A transaction may commit this much later than the time it wrote, in milliseconds. */
const OVERLAP = 10_000;
const POLL = 2_000;

interface Watched {
  since: Date;
  /** Steps of the overlap that were posted already. */
  seen: Map<string, Date>;
  readonly mailboxes: Set<Mailbox<readonly CaseStepRow[]>>;
  checking: boolean;
  again: boolean;
}

/** Follows the steps that cases make in the watched districts. */
export class CaseFeed {
  readonly #domain: Domain;
  readonly #log: Log;
  readonly #watched = new Map<number, Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor(domain: Domain, log: Log) {
    this.#domain = domain;
    this.#log = log;
    this.#timer = setInterval(() => this.wake(0), POLL);
  }

  /** Begins to follow a district's cases; steps made from here on are posted. */
  async watch(districtId: number): Promise<Mailbox<readonly CaseStepRow[]>> {
    const begun = this.#watched.get(districtId) ?? (await this.#begin(districtId));
    const watched = this.#watched.get(districtId) ?? begun; // while this waited, the last other watcher may have gone
    this.#watched.set(districtId, watched);
    const mailbox: Mailbox<readonly CaseStepRow[]> = new Mailbox((waiting, next) => [...waiting, ...next], () => {
      watched.mailboxes.delete(mailbox);
      if (watched.mailboxes.size === 0) this.#watched.delete(districtId);
    });
    watched.mailboxes.add(mailbox);
    return mailbox;
  }

  /** Looks for new steps in a district; 0 means every watched one. */
  wake(districtId: number): void {
    for (const id of districtId === 0 ? this.#watched.keys() : [districtId]) {
      const watched = this.#watched.get(id);
      if (!watched) continue;
      if (watched.checking) watched.again = true;
      else void this.#check(id, watched);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { mailboxes } of this.#watched.values()) for (const mailbox of mailboxes) mailbox.close();
  }

  /** What was recorded before the watch began is old news: it counts as posted. */
  async #begin(districtId: number): Promise<Watched> {
    const since = this.#domain.clock.now();
    const old = await this.#steps(districtId, since);
    const watched = this.#watched.get(districtId) ?? {
      since, seen: new Map(old.map(step => [step.id, step.recordedAt])), mailboxes: new Set(), checking: false, again: false,
    };
    this.#watched.set(districtId, watched);
    return watched;
  }

  async #check(districtId: number, watched: Watched): Promise<void> {
    watched.checking = true;
    try {
      do {
        watched.again = false;
        const steps = (await this.#steps(districtId, watched.since)).filter(step => !watched.seen.has(step.id));
        const latest = steps.at(-1);
        if (!latest) continue;
        // No later than now: one process whose clock runs ahead must not hide the steps of the others.
        const until = Math.min(latest.recordedAt.getTime(), this.#domain.clock.now().getTime());
        if (until > watched.since.getTime()) watched.since = new Date(until);
        for (const step of steps) watched.seen.set(step.id, step.recordedAt);
        for (const [id, at] of watched.seen) if (at.getTime() < watched.since.getTime() - OVERLAP) watched.seen.delete(id);
        for (const mailbox of watched.mailboxes) mailbox.post(steps);
      } while (watched.again);
    } catch (error) {
      this.#log.warn({ err: error, districtId }, 'could not read new steps; the poll tries again');
    } finally {
      watched.checking = false;
    }
  }

  async #steps(districtId: number, since: Date): Promise<CaseStepRow[]> {
    const snapshot = this.#domain.connections.snapshot(districtId);
    try {
      return await snapshot.rows(stepsSince, new Date(since.getTime() - OVERLAP));
    } finally {
      await snapshot.close();
    }
  }
}
