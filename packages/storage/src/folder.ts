import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { FormRefused, type ByteRange, type FormLimits, type Kept, type Storage, type UploadForm } from '@linli/domain/attachments/storage';
import { systemClock, type Clock } from '@linli/domain/shared/clock';

/** Where the forms of a folder post to, at the API. */
export const UPLOADS = '/uploads';

/** Parts that cannot leave the folder: none is `..`, and none begins with a dot. */
const KEY = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/;
type Fields = Readonly<Record<string, string>>;

/** Files in a folder of this machine, readable by its owner only. Forms post to the API, which gives what comes to {@link FolderStorage.receive}. */
export class FolderStorage implements Storage {
  readonly #folder: string;
  readonly #signing: Buffer;
  readonly #clock: Clock;

  /** @param key the installation's key */
  constructor(folder: string, key: Buffer, clock: Clock = systemClock) {
    this.#folder = folder;
    this.#signing = Buffer.from(hkdfSync('sha256', key, '', 'upload forms', 32));
    this.#clock = clock;
  }

  form(key: string, { mediaType, maxBytes, expiresAt }: FormLimits): Promise<UploadForm> {
    const policy = { key, 'Content-Type': mediaType, 'max-bytes': String(maxBytes), expires: String(expiresAt.getTime()) };
    return Promise.resolve({ url: UPLOADS, fields: { ...policy, signature: this.#signature(policy).toString('base64url') } });
  }

  async receive(fields: Fields, content: Readable): Promise<void> {
    const given = Buffer.from(fields['signature'] ?? '', 'base64url');
    const due = this.#signature(fields);
    if (given.length !== due.length || !timingSafeEqual(given, due)) throw await unread(content, 'FORGED');
    if (Number(fields['expires']) <= this.#clock.now().getTime()) throw await unread(content, 'EXPIRED');
    await this.#put(fields['key'] ?? '', upTo(Number(fields['max-bytes']), content));
  }

  async head(key: string): Promise<Kept | null> {
    const found = await stat(this.#path(key)).catch(unlessMissing);
    return found ? { key, bytes: found.size, at: found.mtime } : null;
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    return (await open(this.#path(key))).createReadStream(range);
  }

  write(key: string, content: Readable | Buffer): Promise<void> {
    return this.#put(key, Buffer.isBuffer(content) ? [content] : content);
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  async *list(prefix: string): AsyncGenerator<Kept> {
    const folder = await opendir(join(this.#folder, prefix)).catch(unlessMissing);
    for await (const entry of folder ?? []) {
      if (entry.isDirectory()) yield* this.list(`${prefix}${entry.name}/`);
      const kept = entry.isFile() ? await this.head(`${prefix}${entry.name}`) : null; // it may just have been removed
      if (kept) yield kept;
    }
  }

  /** Written beside its place and then renamed, so that nobody ever finds half of it, and what was cut off is removed. */
  async #put(key: string, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const path = this.#path(key);
    const draft = `${path}.${randomUUID()}.part`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  #path(key: string): string {
    if (!KEY.test(key)) throw new Error('Not a key of this storage.');
    return join(this.#folder, ...key.split('/'));
  }

  #signature(fields: Fields): Buffer {
    const signed = ['key', 'Content-Type', 'max-bytes', 'expires'].map(name => fields[name] ?? null);
    return createHmac('sha256', this.#signing).update(JSON.stringify(signed)).digest();
  }
}

/** Reads on to the end when it is too much: who answers while the other side is still sending may never be heard. */
async function* upTo(most: number, content: Readable): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= most) yield chunk;
  }
  if (bytes > most) throw new FormRefused('TOO_LARGE');
}

async function unread(content: Readable, why: FormRefused['why']): Promise<FormRefused> {
  await finished(content.resume());
  return new FormRefused(why);
}

function unlessMissing(error: unknown): null {
  if ((error as { code?: string }).code === 'ENOENT') return null;
  throw error;
}
