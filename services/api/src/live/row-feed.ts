import type { Domain } from '@linli/domain/domain';
import { changeHorizon } from '@linli/domain/shared/changed';
import { one, type Rows } from '@linli/domain/shared/read';
import type { Log } from '@linli/process/log';
import { Mailbox } from './mailbox.ts';

/** A poll behind the wake-ups, which also finds what becomes due by itself, in milliseconds. */
const POLL = 2_000;

/** A row that is followed, with the number of the transaction that wrote it. */
export interface Recorded {
  readonly id: string;
  readonly changedIn: string;
}

/** From where to look for what is new. */
export interface Position {
  /** The oldest transaction under way at the last look: what older ones wrote has been seen, all of it. */
  readonly from: string;
  /** When the last look was, and when this one is; never before the last. */
  readonly looked: Date;
  readonly now: Date;
}

/** Reads, in the order in which they are posted, the rows of transaction `from` and later ones, and those due since `looked`. */
export type ReadNew<Row extends Recorded> = (rows: Rows, position: Position) => Promise<readonly Row[]>;

interface Watcher<Row> {
  readonly mailbox: Mailbox<readonly Row[]>;
  readonly wants: (row: Row) => boolean;
}

interface Watched<Row> {
  from: string;
  looked: Date;
  /** Rows of `from` and later transactions that were posted already. */
  seen: ReadonlySet<string>;
  readonly watchers: Set<Watcher<Row>>;
  checking: boolean;
  again: boolean;
}

/**
 * Follows the rows that are recorded in the watched districts. Each is posted once, as soon as it is committed, however
 * late that is after the time it says and whatever clock it was written by: what counts is which transactions had ended
 * at the last look.
 */
export class RowFeed<Row extends Recorded> {
  readonly #domain: Domain;
  readonly #log: Log;
  readonly #readNew: ReadNew<Row>;
  readonly #watched = new Map<number, Watched<Row>>();
  readonly #timer: NodeJS.Timeout;

  constructor(domain: Domain, log: Log, readNew: ReadNew<Row>) {
    this.#domain = domain;
    this.#log = log;
    this.#readNew = readNew;
    this.#timer = setInterval(() => this.wake(0), POLL);
  }

  /** Begins to follow a district; the rows that are wanted are posted from here on. */
  async watch(districtId: number, wants: Watcher<Row>['wants'] = () => true): Promise<Mailbox<readonly Row[]>> {
    const begun = this.#watched.get(districtId) ?? (await this.#begin(districtId));
    const watched = this.#watched.get(districtId) ?? begun; // while this waited, the last other watcher may have gone
    this.#watched.set(districtId, watched);
    const mailbox: Mailbox<readonly Row[]> = new Mailbox((waiting, next) => [...waiting, ...next], () => {
      watched.watchers.delete(watcher);
      if (watched.watchers.size === 0) this.#watched.delete(districtId);
    });
    const watcher = { mailbox, wants };
    watched.watchers.add(watcher);
    return mailbox;
  }

  /** Looks for new rows in a district; 0 means every watched one. */
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
    for (const { watchers } of this.#watched.values()) for (const { mailbox } of watchers) mailbox.close();
  }

  /** What was recorded before the watch began is old news: it counts as posted. */
  async #begin(districtId: number): Promise<Watched<Row>> {
    const looked = this.#domain.clock.now();
    const { oldest, rows } = await this.#look(districtId, { from: null, looked, now: looked });
    const watched = this.#watched.get(districtId) ?? {
      from: oldest, looked, seen: new Set(rows.map(row => row.id)), watchers: new Set(), checking: false, again: false,
    };
    this.#watched.set(districtId, watched);
    return watched;
  }

  async #check(districtId: number, watched: Watched<Row>): Promise<void> {
    watched.checking = true;
    try {
      do {
        watched.again = false;
        const now = new Date(Math.max(watched.looked.getTime(), this.#domain.clock.now().getTime()));
        const { oldest, rows } = await this.#look(districtId, { ...watched, now });
        const fresh = rows.filter(row => !watched.seen.has(row.id));
        const seen = rows.filter(row => BigInt(row.changedIn) >= BigInt(oldest)).map(row => row.id);
        Object.assign(watched, { from: oldest, looked: now, seen: new Set(seen) });
        if (fresh.length > 0) post(watched.watchers, fresh);
      } while (watched.again);
    } catch (error) {
      this.#log.warn({ err: error, districtId }, 'could not read what was recorded; the poll tries again');
    } finally {
      watched.checking = false;
    }
  }

  /** New rows, and the oldest transaction under way in the same snapshot. @param position without `from`, from there on */
  async #look(districtId: number, { from, looked, now }: Omit<Position, 'from'> & { from: string | null }) {
    const snapshot = this.#domain.connections.snapshot(districtId);
    try {
      const oldest = (await one(snapshot, changeHorizon))?.xid ?? '0';
      return { oldest, rows: await this.#readNew(snapshot, { from: from ?? oldest, looked, now }) };
    } finally {
      await snapshot.close();
    }
  }
}

function post<Row>(watchers: ReadonlySet<Watcher<Row>>, rows: readonly Row[]): void {
  for (const { mailbox, wants } of watchers) {
    const wanted = rows.filter(wants);
    if (wanted.length > 0) mailbox.post(wanted);
  }
}
