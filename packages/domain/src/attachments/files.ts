import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Attachment, StoredFile } from './attachment.entity.ts';
import { inspect, type Inspected } from './inspect.ts';
import { incomingKey, storedKey } from './keys.ts';
import type { MediaType } from './media-type.rule.ts';
import type { Storage } from './storage.ts';

/** Checks files and puts them where they stay. It knows no transactions: what no row names in the end, the sweep removes. */
export class Files {
  readonly #storage: Storage;
  #inspecting: Promise<unknown> = Promise.resolve();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /**
   * What has arrived for an attachment, checked and kept; null when nothing has.
   * @throws Refusal INVALID when it has not the declared size or is not of the declared type; it is thrown away
   */
  async take(declared: Attachment): Promise<StoredFile | null> {
    const incoming = incomingKey(declared);
    const arrived = await this.#storage.head(incoming);
    if (!arrived) return null;
    try {
      if (arrived.bytes !== declared.bytes) throw new Refusal('INVALID', `Expected the ${declared.bytes} bytes that were declared, got ${arrived.bytes}.`);
      const { content, width, height } = await this.#inspect(await buffer(await this.#storage.read(incoming)), declared.mediaType);
      return { ...(await this.keep(declared.districtId, declared.mediaType, content)), width, height };
    } catch (error) {
      if (error instanceof Refusal) await this.discard(incoming);
      else if (!(await this.#storage.head(incoming))) return null; // a concurrent call was faster
      throw error;
    }
  }

  /** Puts a file where it stays, under a key that nothing else has. */
  async keep(districtId: number, mediaType: MediaType, content: Readable | Buffer): Promise<Pick<StoredFile, 'bytes' | 'sha256' | 'storageKey'>> {
    const storageKey = storedKey(districtId, newId());
    const digest = createHash('sha256');
    let bytes = 0;
    const measure = (chunk: Buffer): Buffer => {
      digest.update(chunk);
      bytes += chunk.length;
      return chunk;
    };
    const measured = Buffer.isBuffer(content) ? measure(content) : Readable.from(each(content, measure), { objectMode: false });
    await this.#storage.write(storageKey, measured, mediaType);
    return { bytes, sha256: digest.digest('hex'), storageKey };
  }

  /** A file that cannot be removed now is found by the sweep. */
  async discard(key: string): Promise<void> {
    await this.#storage.remove(key).catch(() => undefined);
  }

  /** After a command that failed: what was refused is certainly not written, else the sweep finds out. @throws the error */
  async letGo(error: unknown, file: Pick<StoredFile, 'storageKey'> | null): Promise<never> {
    if (file && error instanceof Refusal) await this.discard(file.storageKey);
    throw error;
  }

  /** One file at a time: a large picture takes some hundred megabytes while it is rewritten. */
  #inspect(content: Buffer, type: MediaType): Promise<Inspected> {
    const inspected = this.#inspecting.then(() => inspect(content, type));
    this.#inspecting = inspected.catch(() => undefined);
    return inspected;
  }
}

async function* each(content: AsyncIterable<Buffer>, pass: (chunk: Buffer) => Buffer): AsyncGenerator<Buffer> {
  for await (const chunk of content) yield pass(chunk);
}
