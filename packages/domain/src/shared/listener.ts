import pg from 'pg';
import { CHANNELS, type Channel } from './wake.ts';

/**
 * Hears wake-ups on a connection of its own, and opens it again for as long as it takes after the server went
 * away. After every opening it reports every channel with district 0, meaning "look at everything you watch".
 */
export class Listener {
  readonly #url: string;
  readonly #hear: (channel: Channel, districtId: number) => void;
  readonly #channels: readonly Channel[];
  #client: pg.Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(url: string, channels: readonly Channel[], hear: (channel: Channel, districtId: number) => void) {
    this.#url = url;
    this.#channels = channels;
    this.#hear = hear;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'linli listener', keepAlive: true });
    this.#client = client;
    client.on('error', () => undefined); // 'end' follows
    client.on('end', () => this.#again());
    client.on('notification', ({ channel, payload }) => {
      const heard = this.#channels.find(name => CHANNELS[name] === channel);
      if (heard) this.#hear(heard, Number(payload));
    });
    try {
      await client.connect();
      for (const channel of this.#channels) await client.query(`listen ${CHANNELS[channel]}`);
      for (const channel of this.#channels) this.#hear(channel, 0);
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }

  #again(): void {
    if (!this.#stopped) this.#retry = setTimeout(() => void this.start(), 250).unref();
  }
}
