import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { broken, tooLarge } from './unreadable.ts';

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
/** The end record is this long, and a comment of up to 64 KB may follow it. */
const END_BYTES = 22;
/** Workbooks have a dozen parts, those with pictures some hundreds. */
const MOST_ENTRIES = 10_000;
/** A stretch without any tag: no cell is longer than 32,767 characters, and a parser would keep it all. */
const LONGEST_TEXT = 1 << 20;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** The parts of a zip archive on disk, read one at a time as streams that end when they unpack to too much. */
export class Zip {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(path: string, file: FileHandle, entries: ReadonlyMap<string, Entry>) {
    [this.#path, this.#file, this.#entries] = [path, file, entries];
  }

  /** Reads the archive's list of parts, which stands at its end. @throws Unreadable BROKEN */
  static async open(archive: string, file: FileHandle): Promise<Zip> {
    const { size } = await file.stat();
    const tail = await bytes(file, Math.max(0, size - END_BYTES - 65_535), Math.min(size, END_BYTES + 65_535));
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (at < 0 || at + END_BYTES > tail.length || tail.readUInt32LE(at) !== END) throw broken();
    const [count, length, from] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (count > MOST_ENTRIES || from + length > size) throw broken();
    const list = await bytes(file, from, length);
    const entries = new Map<string, Entry>();
    for (let n = 0, p = 0; n < count; n++) {
      if (p + 46 > list.length || list.readUInt32LE(p) !== CENTRAL) throw broken();
      const [name, extra, comment] = [list.readUInt16LE(p + 28), list.readUInt16LE(p + 30), list.readUInt16LE(p + 32)];
      const path = list.toString('utf8', p + 46, p + 46 + name).replaceAll('\\', '/').toLowerCase();
      entries.set(path, { method: list.readUInt16LE(p + 10), packed: list.readUInt32LE(p + 20), offset: list.readUInt32LE(p + 42) });
      p += 46 + name + extra + comment;
    }
    return new Zip(archive, file, entries);
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /**
   * A part as text, piece by piece; nothing when there is no such part.
   * @param most bytes that it may unpack to
   * @throws Unreadable BROKEN, or TOO_LARGE as soon as it is
   */
  async *text(path: string, most: number): AsyncGenerator<string> {
    const entry = this.#entries.get(path.toLowerCase());
    if (!entry) return;
    const head = await bytes(this.#file, entry.offset, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== LOCAL || (entry.method !== 0 && entry.method !== 8)) throw broken();
    const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    if (entry.packed === 0) return;
    const packed = createReadStream(this.#path, { start, end: start + entry.packed - 1 });
    const unpacked = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
    packed.once('error', error => unpacked.destroy(error));
    const decoder = new TextDecoder();
    let [total, untagged] = [0, 0];
    try {
      for await (const chunk of unpacked as AsyncIterable<Buffer>) {
        total += chunk.length;
        const tag = chunk.lastIndexOf(0x3c);
        untagged = tag < 0 ? untagged + chunk.length : chunk.length - tag;
        if (total > most || untagged > LONGEST_TEXT) throw tooLarge();
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    } catch (error) {
      throw (error as { code?: string }).code?.startsWith('Z_') ? broken(error) : error;
    } finally {
      packed.destroy();
      unpacked.destroy();
    }
  }
}

async function bytes(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}
