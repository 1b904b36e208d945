import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Channels on which processes wake each other. A wake-up carries a district and nothing that anyone relies on. */
export const CHANNELS = {
  change: 'linli_change', revision: 'linli_revision', record: 'linli_record', access: 'linli_access', notice: 'linli_notice',
  ledger: 'linli_ledger',
} as const;
export type Channel = keyof typeof CHANNELS;

/** Between two wake-ups, so that many commits a second do not cost as many notifications: each is a transaction. */
const APART_MS = 5;

/**
 * Wakes other processes after commits, outside the writing transactions (inside, NOTIFY would serialise all
 * commits). Wake-ups of one district that wait together are sent once. A lost one costs only the time to the next poll.
 */
export class Wake {
  readonly #pool: Pool;
  readonly #waiting = new Set<string>();
  #sending: Promise<void> | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  send(channel: Channel, districtId: number): void {
    this.#waiting.add(`${CHANNELS[channel]} ${districtId}`);
    this.#sending ??= this.#drain();
  }

  /** Waits until everything has been sent. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.size > 0) {
      const messages = [...this.#waiting].map(message => message.split(' '));
      this.#waiting.clear();
      await this.#pool
        .query('select pg_notify(channel, payload) from unnest($1::text[], $2::text[]) m (channel, payload)', [
          messages.map(([channel]) => channel),
          messages.map(([, payload]) => payload),
        ])
        .catch(() => undefined); // the polls stand behind it
      await setTimeout(APART_MS);
    }
    this.#sending = undefined;
  }
}
