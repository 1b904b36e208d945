import type { Readable } from 'node:stream';

/** A form that puts one file into a storage by a multipart POST: the fields in their order, then the file as `file`. */
export interface UploadForm {
  /** Where to post to; a path counts from the API's own address. */
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a form lets through. */
export interface FormLimits {
  readonly mediaType: string;
  readonly maxBytes: number;
  readonly expiresAt: Date;
}

/** A file that a storage holds. */
export interface Kept {
  readonly key: string;
  readonly bytes: number;
  /** When it was put there. */
  readonly at: Date;
}

/** A part of a file: both ends belong to it, counted in bytes from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where files lie: a folder, or an S3-compatible store. A key is a path of `[a-z0-9.-]` parts. A file is there as a
 * whole or not at all, whoever is killed when; one put under a key that is taken replaces the other.
 */
export interface Storage {
  /** Where the forms post to when that is not the API itself (`https://host:port`): pages must be allowed to send there. */
  readonly origin?: string;
  /** A signed form for one key; whoever holds it needs no other right. */
  form(key: string, limits: FormLimits): Promise<UploadForm>;
  /** Null when there is no such file. */
  head(key: string): Promise<Kept | null>;
  /** @throws Error when there is no such file */
  read(key: string, range?: ByteRange): Promise<Readable>;
  write(key: string, content: Readable | Buffer, mediaType: string): Promise<void>;
  /** It is no error when there is no such file. */
  remove(key: string): Promise<void>;
  /** All files whose key begins with `prefix`, which ends with `/`. */
  list(prefix: string): AsyncIterable<Kept>;
  /**
   * Takes in what a form posts, where the forms post to the API instead of the store itself.
   * @throws FormRefused when the form is not one of ours, is over, or lets this much not through
   */
  receive?(fields: Readonly<Record<string, string>>, content: Readable): Promise<void>;
}

/** A form that a storage of ours does not accept; what was sent is not kept. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused';
  readonly why: 'FORGED' | 'EXPIRED' | 'TOO_LARGE';

  constructor(why: FormRefused['why']) {
    super(`An upload form was refused: ${why}.`);
    this.why = why;
  }
}

/** For processes that handle no files, such as the operator's commands. */
export const NO_STORAGE = new Proxy({} as Storage, {
  get: () => { throw new Error('This process was opened without a storage.'); },
});
