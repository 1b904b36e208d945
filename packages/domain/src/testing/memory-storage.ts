import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ByteRange, Kept, Storage, UploadForm } from '../attachments/storage.ts';
import type { Clock } from '../shared/clock.ts';

/** A storage in memory. Its forms hold nothing back; a test posts by writing to the form's key. */
export class MemoryStorage implements Storage {
  readonly files = new Map<string, { content: Buffer; at: Date }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  form(key: string): Promise<UploadForm> {
    return Promise.resolve({ url: 'memory:', fields: { key } });
  }

  head(key: string): Promise<Kept | null> {
    const file = this.files.get(key);
    return Promise.resolve(file ? { key, bytes: file.content.length, at: file.at } : null);
  }

  read(key: string, { start, end }: ByteRange = { start: 0, end: Infinity }): Promise<Readable> {
    const file = this.files.get(key);
    return file ? Promise.resolve(Readable.from([file.content.subarray(start, end + 1)])) : Promise.reject(new Error(`No file ${key}.`));
  }

  async write(key: string, content: Readable | Buffer): Promise<void> {
    this.files.set(key, { content: Buffer.isBuffer(content) ? content : await buffer(content), at: this.#clock.now() });
  }

  remove(key: string): Promise<void> {
    this.files.delete(key);
    return Promise.resolve();
  }

  async *list(prefix: string): AsyncGenerator<Kept> {
    for (const key of [...this.files.keys()].filter(each => each.startsWith(prefix))) {
      const kept = await this.head(key);
      if (kept) yield kept;
    }
  }
}
