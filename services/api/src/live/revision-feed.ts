import type { Domain } from '@linli/domain/domain';
import { dayOf, type CalendarDate } from '@linli/domain/shared/clock';
import { changedSince, kpiClock } from '@linli/domain/kpis/engine/clock.read';
import { one, type Rows } from '@linli/domain/shared/read';
import type { Log } from '@linli/process/log';
import { Mailbox } from './mailbox.ts';

/** A day's cell that changed. */
export interface ChangedCell {
  readonly placeId: string;
  readonly measure: number;
  readonly day: string;
}

/** What changed in a district up to a revision. */
export interface RevisionNews {
  readonly revision: number;
  /** Null when everything may have changed: the log no longer reaches back so far, or a new day has begun. */
  readonly cells: readonly ChangedCell[] | null;
  /** Answers a question once for all subscribers that ask the same of this revision. */
  readonly shared: <T>(question: string, answer: (from: Rows) => Promise<T>) => Promise<T>;
}

interface Watched {
  revision: number;
  readonly mailboxes: Set<Mailbox<RevisionNews>>;
  checking: Promise<void> | undefined;
  again: boolean;
}

/** A poll behind the wake-ups, in milliseconds. */
const POLL = 1_000;

/** Follows the revisions of the watched districts: one read of the changed cells per revision and process. */
export class RevisionFeed {
  readonly #domain: Domain;
  readonly #log: Log;
  readonly #watched = new Map<number, Watched>();
  readonly #timer: NodeJS.Timeout;
  #day: CalendarDate;

  constructor(domain: Domain, log: Log) {
    this.#domain = domain;
    this.#log = log;
    this.#day = dayOf(domain.clock.now());
    this.#timer = setInterval(() => this.#poll(), POLL);
  }

  /** Begins to follow a district; what changes from here on is posted. */
  async watch(districtId: number): Promise<{ mailbox: Mailbox<RevisionNews>; revision: number }> {
    const begun = this.#watched.get(districtId) ?? (await this.#begin(districtId));
    const watched = this.#watched.get(districtId) ?? begun; // while this waited, the last other watcher may have gone
    this.#watched.set(districtId, watched);
    const mailbox: Mailbox<RevisionNews> = new Mailbox(merged, () => {
      watched.mailboxes.delete(mailbox);
      if (watched.mailboxes.size === 0) this.#watched.delete(districtId);
    });
    watched.mailboxes.add(mailbox);
    return { mailbox, revision: watched.revision };
  }

  /** Looks for news of a district; 0 means every watched one. */
  wake(districtId: number): void {
    for (const id of districtId === 0 ? this.#watched.keys() : [districtId]) {
      const watched = this.#watched.get(id);
      if (!watched) continue;
      if (watched.checking) watched.again = true;
      else watched.checking = this.#check(id, watched);
    }
  }

  /** What changed since a revision that a client saw; null cells when the log does not reach back so far. */
  since(districtId: number, revision: number): Promise<RevisionNews> {
    return this.#read(districtId, revision);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const { mailboxes } of this.#watched.values()) for (const mailbox of mailboxes) mailbox.close();
  }

  /** Also notices midnight: what runs until today then runs a day longer, without any cell having changed. */
  #poll(): void {
    const today = dayOf(this.#domain.clock.now());
    if (today !== this.#day) {
      this.#day = today;
      for (const [districtId, { revision, mailboxes }] of this.#watched) {
        for (const mailbox of mailboxes) mailbox.post({ revision, cells: null, shared: (_, answer) => this.#inSnapshot(districtId, answer) });
      }
    }
    this.wake(0);
  }

  async #begin(districtId: number): Promise<Watched> {
    const revision = (await this.#read(districtId, null)).revision;
    const watched = this.#watched.get(districtId) ?? { revision, mailboxes: new Set(), checking: undefined, again: false };
    this.#watched.set(districtId, watched);
    return watched;
  }

  async #check(districtId: number, watched: Watched): Promise<void> {
    try {
      do {
        watched.again = false;
        const news = await this.#read(districtId, watched.revision);
        if (news.revision === watched.revision) continue;
        watched.revision = news.revision;
        for (const mailbox of watched.mailboxes) mailbox.post(news);
      } while (watched.again);
    } catch (error) {
      this.#log.warn({ err: error, districtId }, 'could not read what changed; the poll tries again');
    } finally {
      watched.checking = undefined;
    }
  }

  async #read(districtId: number, since: number | null): Promise<RevisionNews> {
    return this.#inSnapshot(districtId, async from => {
      const clock = await one(from, kpiClock);
      const revision = Number(clock?.revision ?? 0);
      const reaches = since !== null && since <= revision && since >= Number(clock?.logFrom ?? 0);
      const cells = reaches ? await from.rows(changedSince, since) : null;
      const answers = new Map<string, Promise<unknown>>();
      const shared = <T>(question: string, answer: (rows: Rows) => Promise<T>): Promise<T> => {
        const known = answers.get(question) as Promise<T> | undefined;
        if (known) return known;
        const asked = this.#inSnapshot(districtId, answer);
        answers.set(question, asked);
        asked.catch(() => answers.delete(question));
        return asked;
      };
      return { revision, cells: since === revision ? [] : cells, shared };
    });
  }

  async #inSnapshot<T>(districtId: number, work: (from: Rows) => Promise<T>): Promise<T> {
    const snapshot = this.#domain.connections.snapshot(districtId);
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  }
}

function merged(waiting: RevisionNews, next: RevisionNews): RevisionNews {
  return { ...next, cells: waiting.cells && next.cells && [...waiting.cells, ...next.cells] };
}
