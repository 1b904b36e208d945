import type { Readable } from 'node:stream';
import { isActor, type Actor } from '../access/actor.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { one, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { BeforeAgain, UnitOfWork } from '../shared/unit-of-work.ts';
import { Attachment } from './attachment.entity.ts';
import { attachmentById, attachmentCount, type AttachmentRow } from './attachments.read.ts';
import { fileNameOf } from './file-name.rule.ts';
import { Files } from './files.ts';
import { incomingKey } from './keys.ts';
import { ATTACHABLE, MOST_BYTES, mediaTypeOf, type MediaType } from './media-type.rule.ts';
import type { RecordKind, RecordRights } from './records.ts';
import type { ByteRange, Storage, UploadForm } from './storage.ts';
import { sweep, type Swept } from './sweep.ts';

/** Files of one record. */
export const MOST_FILES = 20;
/** How long an upload form is good, in milliseconds. */
export const FORM_MS = 3_600_000;

/** A record of a registered kind. */
export interface RecordRef {
  readonly recordKind: string;
  readonly recordId: string;
}

/** A file that somebody is about to send. */
export interface NewAttachment extends RecordRef {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** A file that we made ourselves. */
export interface MadeFile extends RecordRef {
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly content: Readable | Buffer;
}

/** A form and until when it is good. */
export interface OpenForm extends UploadForm {
  readonly expiresAt: Date;
}

/**
 * Files that belong to records: declared, sent to the storage by a form, and completed, which is when they are checked.
 * What a form can write is never shown, and what is shown no form can write.
 */
export class AttachmentsService {
  readonly storage: Storage;
  readonly #unit: UnitOfWork;
  readonly #kinds: ReadonlyMap<string, RecordKind>;
  readonly #files: Files;

  constructor(unit: UnitOfWork, storage: Storage, kinds: readonly RecordKind[]) {
    this.#unit = unit;
    this.storage = storage;
    this.#files = new Files(storage);
    this.#kinds = new Map(kinds.map(kind => [kind.kind, kind]));
  }

  /**
   * Declares a file; {@link AttachmentsService.form} then says how to send it.
   * @throws Refusal NOT_FOUND or NOT_ALLOWED for the record; WRONG_STATE when it has {@link MOST_FILES} files;
   *   INVALID for a type that cannot be attached, a name without a character, or no or too many bytes
   */
  create(actor: Actor, asked: NewAttachment): Promise<Attachment> {
    return this.#unit.of(actor, 'attachment.create', async tx => {
      const rights = await this.rights(tx, actor, asked);
      if (!rights) throw new Refusal('NOT_FOUND', 'No such record.', ['recordId']);
      if (!rights.mayAttach) throw new Refusal('NOT_ALLOWED', 'You may not attach anything to this.', ['recordId']);
      const mediaType = mediaTypeOf(asked.mediaType);
      if (!mediaType) throw new Refusal('INVALID', `This can be attached: ${ATTACHABLE}.`, ['mediaType']);
      if (!(asked.bytes >= 1 && asked.bytes <= MOST_BYTES)) throw new Refusal('INVALID', `A file has 1 to ${MOST_BYTES} bytes.`, ['bytes']);
      const fileName = fileNameOf(asked.fileName, mediaType);
      if (!fileName) throw new Refusal('INVALID', 'A file has a name.', ['fileName']);
      const { stored, awaited } = await countOf(tx, asked);
      if (stored + awaited >= MOST_FILES) throw full('recordId');
      return tx.create(Attachment, {
        ...PENDING, id: newId(), recordKind: asked.recordKind, recordId: asked.recordId, fileName, mediaType, bytes: asked.bytes,
        createdBy: actor.accountId, createdAt: tx.at,
      });
    });
  }

  /** How to send a file that was declared; null when it has been completed, or it is too late. */
  async form(attachment: Attachment | AttachmentRow): Promise<OpenForm | null> {
    const expiresAt = new Date(attachment.createdAt.getTime() + FORM_MS);
    if (attachment.state !== 'PENDING' || expiresAt <= this.#unit.clock.now()) return null;
    const { mediaType, bytes: maxBytes } = attachment;
    return { ...(await this.storage.form(incomingKey(attachment), { mediaType, maxBytes, expiresAt })), expiresAt };
  }

  /**
   * Checks what has arrived and puts it where it stays. Completed again, it is the same attachment.
   * @throws Refusal NOT_FOUND; WRONG_STATE when nothing has arrived, or the record is full by now; INVALID when what arrived
   *   has not the declared size or is not of the declared type: it is thrown away, and may be sent again while the form is good
   */
  async complete(actor: Actor, attachmentId: string): Promise<Attachment> {
    const declared = await this.#unit.of({ ...actor, idempotency: undefined }, 'attachment.look', tx => this.#own(tx, actor, attachmentId));
    // Outside any transaction: reading and rewriting take long, and connections are few.
    const file = declared.state === 'PENDING' ? await this.#files.take(declared) : null;
    const completed = await this.#unit.of(actor, 'attachment.complete', async tx => {
      const found = await this.#own(tx, actor, attachmentId);
      if (found.state === 'STORED') return found; // by a concurrent or an earlier call
      if (!file) throw new Refusal('WRONG_STATE', 'Nothing has arrived yet: send the file by its form first.');
      if ((await countOf(tx, found)).stored >= MOST_FILES) throw full();
      found.store(file, tx.at);
      return found;
    }).catch((error: unknown) => this.#files.letGo(error, file));
    await this.#files.discard(incomingKey(declared));
    if (file && file.storageKey !== completed.storageKey) await this.#files.discard(file.storageKey);
    return completed;
  }

  /** By who attached it, or an admin over the record. @throws Refusal NOT_FOUND; NOT_ALLOWED for somebody else's */
  async remove(actor: Actor, attachmentId: string): Promise<void> {
    const keys: string[] = [];
    await this.#unit.of(actor, 'attachment.remove', async tx => {
      const found = await tx.get(Attachment, attachmentId);
      const rights = found && (await this.rights(tx, actor, found));
      const own = found?.createdBy === actor.accountId;
      if (!rights || (found.state === 'PENDING' && !own)) throw notFound();
      if (!own && !rights.mayRemove) throw new Refusal('NOT_ALLOWED', 'Somebody else attached this.', ['attachmentId']);
      keys.splice(0, Infinity, incomingKey(found), ...(found.storageKey ? [found.storageKey] : []));
      await tx.remove(found);
    });
    for (const key of keys) await this.#files.discard(key);
  }

  /** Keeps a file that the system made, such as an export, as the record's own. It may be of any size. */
  async store(performer: Performer, { content, ...made }: MadeFile): Promise<Attachment> {
    if (!this.#kinds.has(made.recordKind)) throw new Error(`No files belong to a ${made.recordKind}.`);
    const file = await this.#files.keep(performer.districtId, made.mediaType, content);
    return this.#unit.of(performer, 'attachment.store', async tx => {
      const stored = await tx.create(Attachment, {
        ...PENDING, ...made, fileName: fileNameOf(made.fileName, made.mediaType) ?? made.recordKind, bytes: file.bytes,
        id: newId(), createdBy: performer.accountId, createdAt: tx.at,
      });
      stored.store({ ...file, width: null, height: null }, tx.at);
      return stored;
    }).catch((error: unknown) => this.#files.letGo(error, file));
  }

  /** The bytes of an attachment that is STORED. @throws Error for one that is not */
  content({ storageKey }: Pick<Attachment, 'storageKey'>, range?: ByteRange): Promise<Readable> {
    if (!storageKey) throw new Error('Only what is stored can be read.');
    return this.storage.read(storageKey, range);
  }

  /** An attachment that is stored, if the actor may see its record now; else null. */
  async seen(from: Rows, actor: Actor, attachmentId: string): Promise<AttachmentRow | null> {
    const found = await one(from, attachmentById, attachmentId);
    return found?.state === 'STORED' && (await this.rights(from, actor, found)) ? found : null;
  }

  /** Removes what belongs to nothing: see {@link sweep}. */
  sweep(districtId: number): Promise<Swept> {
    return sweep({ unit: this.#unit, storage: this.storage, kinds: [...this.#kinds.values()] }, districtId);
  }

  /** Registered with the unit of work: a command sent again is answered only to who may still see the record. @throws Refusal NOT_FOUND */
  readonly stillSeen: BeforeAgain = async (tx, result) => {
    if (!(result instanceof Attachment) || !isActor(tx.performer)) return;
    if (!(await this.rights(tx, tx.performer, result))) throw notFound();
  };

  /** What the actor may do with the files of a record; null when they may not see it, there is none, or none of the kind has files. */
  rights(from: Rows, actor: Actor, { recordKind, recordId }: RecordRef): Promise<RecordRights | null> {
    return this.#kinds.get(recordKind)?.rights(from, actor, recordId) ?? Promise.resolve(null);
  }

  /** What the actor declared, locked, while they may attach it. */
  async #own(tx: Transaction, actor: Actor, attachmentId: string): Promise<Attachment> {
    const found = await tx.get(Attachment, attachmentId);
    if (found?.createdBy !== actor.accountId || !(await this.rights(tx, actor, found))?.mayAttach) throw notFound();
    return found;
  }
}

/** What every file begins with. */
const PENDING = { state: 'PENDING', sha256: null, width: null, height: null, storageKey: null, storedAt: null } as const satisfies Partial<Attachment>;

/** How many files a record has; until the end of the transaction nobody else can add one. */
async function countOf(tx: Transaction, { recordKind, recordId }: RecordRef): Promise<{ stored: number; awaited: number }> {
  await tx.execute(`/* attachment_lock */ select pg_advisory_xact_lock(hashtextextended($1, 0))`, `attachments ${tx.districtId} ${recordKind} ${recordId}`);
  return (await one(tx, attachmentCount, recordKind, recordId, new Date(tx.at.getTime() - FORM_MS))) ?? { stored: 0, awaited: 0 };
}

function full(...field: string[]): Refusal {
  return new Refusal('WRONG_STATE', `There are ${MOST_FILES} files here already.`, field);
}

function notFound(): Refusal {
  return new Refusal('NOT_FOUND', 'No such attachment.', ['attachmentId']);
}
