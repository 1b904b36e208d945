import { defineEntity } from '@mikro-orm/core';
import type { MediaType } from './media-type.rule.ts';

/** PENDING: a form was given out, nothing that arrived has been checked yet. STORED: checked, and there to be read. */
export const ATTACHMENT_STATES = ['PENDING', 'STORED'] as const;
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

const AttachmentSchema = defineEntity({
  name: 'Attachment',
  tableName: 'attachment',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** A registered kind of record, and which one of it. */
    recordKind: p.string(),
    recordId: p.uuid(),
    state: p.string().$type<AttachmentState>(),
    /** As it may be shown; see `file-name.rule.ts`. */
    fileName: p.string(),
    mediaType: p.string().$type<MediaType>(),
    /** While PENDING what was declared, then what is kept. */
    bytes: p.integer(),
    sha256: p.string().nullable(),
    /** Pixels, of images. */
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    /** Where the checked file lies; no form ever writes there. */
    storageKey: p.string().nullable(),
    /** Null when the system made the file itself. */
    createdBy: p.uuid().nullable(),
    createdAt: p.datetime(),
    storedAt: p.datetime().nullable(),
  }),
});

/** What is known of a file that was checked and put where it stays. */
export interface StoredFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly storageKey: string;
}

/** A file that belongs to a record. Invariant: it has a storage key, a digest and a time of storing exactly while STORED. */
export class Attachment extends AttachmentSchema.class {
  static readonly schema = AttachmentSchema;

  store(file: StoredFile, at: Date): void {
    Object.assign(this, file, { state: 'STORED', storedAt: at } satisfies Partial<Attachment>);
  }
}
AttachmentSchema.setClass(Attachment);
