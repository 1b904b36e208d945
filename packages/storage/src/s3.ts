import { Client, S3Error } from 'minio';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ByteRange, FormLimits, Kept, Storage, UploadForm } from '@linli/domain/attachments/storage';

/** How to reach a bucket that is there already. */
export interface S3Settings {
  readonly host: string;
  /** Null: the protocol's own. */
  readonly port: number | null;
  readonly tls: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  readonly bucket: string;
}

/** The most that a store takes in one piece. In several, what is cut off in the middle would stay there, unlisted and paid for. */
const PIECE_BYTES = 5 * 1024 ** 3;

/** Files in a bucket of an S3-compatible store. Its forms post to the store itself, which keeps to the policy that they carry. */
export class S3Storage implements Storage {
  readonly origin: string;
  readonly #client: Client;
  readonly #bucket: string;

  constructor({ host, port, tls, accessKey, secretKey, region, bucket }: S3Settings) {
    this.origin = `${tls ? 'https' : 'http'}://${host}${port === null ? '' : `:${port}`}`;
    this.#client = new Client({ endPoint: host, ...(port && { port }), useSSL: tls, accessKey, secretKey, region, partSize: PIECE_BYTES, pathStyle: true });
    this.#bucket = bucket;
  }

  async form(key: string, { mediaType, maxBytes, expiresAt }: FormLimits): Promise<UploadForm> {
    const policy = this.#client.newPostPolicy();
    policy.setBucket(this.#bucket);
    policy.setKey(key);
    policy.setContentType(mediaType);
    policy.setContentLengthRange(1, maxBytes);
    policy.setExpires(expiresAt);
    const { postURL, formData } = await this.#client.presignedPostPolicy(policy);
    return { url: postURL, fields: formData };
  }

  async head(key: string): Promise<Kept | null> {
    try {
      const { size, lastModified } = await this.#client.statObject(this.#bucket, key);
      return { key, bytes: size, at: lastModified };
    } catch (error) {
      if (error instanceof S3Error && ['NotFound', 'NoSuchKey'].includes(error.code ?? '')) return null;
      throw error;
    }
  }

  read(key: string, range?: ByteRange): Promise<Readable> {
    if (!range) return this.#client.getObject(this.#bucket, key);
    return this.#client.getPartialObject(this.#bucket, key, range.start, range.end - range.start + 1);
  }

  async write(key: string, content: Readable | Buffer, mediaType: string): Promise<void> {
    const piece = Buffer.isBuffer(content) ? content : await buffer(content); // held in memory, since its length has to be told first
    await this.#client.putObject(this.#bucket, key, piece, piece.length, { 'Content-Type': mediaType });
  }

  async remove(key: string): Promise<void> {
    await this.#client.removeObject(this.#bucket, key);
  }

  async *list(prefix: string): AsyncGenerator<Kept> {
    for await (const { name, size, lastModified } of this.#client.listObjectsV2(this.#bucket, prefix, true) as AsyncIterable<{ name: string; size: number; lastModified: Date }>) {
      yield { key: name, bytes: size, at: lastModified };
    }
  }
}
