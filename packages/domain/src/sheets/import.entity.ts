import { defineEntity } from '@mikro-orm/core';
import { Refusal } from '../shared/refusal.ts';
import type { Wording } from './cell.ts';
import type { FileFormat } from './files/read-file.ts';

export const IMPORT_STATES = ['CREATED', 'UPLOADED', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'FAILED', 'CANCELLED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What stands between an import and its end. */
export const OPEN_IMPORTS: readonly ImportState[] = ['CREATED', 'UPLOADED', 'CHECKING', 'CHECKED', 'APPLYING'];

/** Rows of a file by what becomes, or became, of them. */
export interface ImportCounts {
  readonly newCount: number;
  readonly changedCount: number;
  readonly sameCount: number;
  readonly wrongCount: number;
}

const ImportSchema = defineEntity({
  name: 'Import',
  tableName: 'import',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Kind of sheet. */
    kind: p.string(),
    /** Rows name this place or places under it. */
    placeId: p.uuid(),
    fileName: p.string().nullable(),
    /** The file; null while there is none, and for one that an operator reads from disk. */
    attachmentId: p.uuid().nullable(),
    /** What the file turned out to be. */
    format: p.string().$type<FileFormat>().nullable(),
    state: p.string().$type<ImportState>(),
    /** Applied although rows are wrong: without these. */
    onlyRight: p.boolean(),
    rowCount: p.integer(),
    /** Rows checked or applied so far. */
    doneCount: p.integer(),
    newCount: p.integer(),
    changedCount: p.integer(),
    sameCount: p.integer(),
    wrongCount: p.integer(),
    /** Headers of the file that belong to no column: what stands under them is not read. */
    unknownHeaders: p.array().$type<string[]>(),
    /** Why the file as a whole could not be read or applied. */
    failure: p.json<Wording & { code: string }>().nullable(),
    /** Null for an operator. */
    createdBy: p.uuid().nullable(),
    createdAt: p.datetime(),
    appliedBy: p.uuid().nullable(),
    endedAt: p.datetime().nullable(),
  }),
});

/** A spreadsheet on its way in: uploaded, checked row by row, and applied as a whole or not at all. */
export class Import extends ImportSchema.class {
  static readonly schema = ImportSchema;

  /** The file has come. @throws Refusal WRONG_STATE */
  take(attachmentId: string, fileName: string): void {
    this.require('CREATED');
    [this.state, this.attachmentId, this.fileName] = ['UPLOADED', attachmentId, fileName];
  }

  /** Rows begin to be read; again from the start when a worker died over it. @throws Refusal WRONG_STATE */
  beginCheck(): void {
    this.require('CREATED', 'UPLOADED', 'CHECKING');
    this.state = 'CHECKING';
    this.doneCount = 0;
  }

  checked(counts: ImportCounts): void {
    this.require('CHECKING');
    Object.assign(this, counts);
    this.rowCount = this.doneCount = counts.newCount + counts.changedCount + counts.sameCount + counts.wrongCount;
    this.state = 'CHECKED';
  }

  /** @throws Refusal WRONG_STATE; CONFLICT while rows are wrong and not left out on purpose */
  beginApply(onlyRight: boolean, by: string | null): void {
    this.require('CHECKED');
    if (this.wrongCount > 0 && !onlyRight) throw new Refusal('CONFLICT', `${this.wrongCount} rows are wrong: mend the file, or apply only what is right.`, ['onlyRight']);
    [this.state, this.onlyRight, this.appliedBy, this.doneCount, this.failure] = ['APPLYING', onlyRight, by, 0, null];
  }

  applied(counts: ImportCounts, at: Date): void {
    this.require('APPLYING');
    Object.assign(this, counts);
    [this.state, this.doneCount, this.endedAt] = ['APPLIED', this.rowCount, at];
  }

  /** It could not be applied, and may be again. @param counts where rows have become wrong */
  fellBack(why: Wording & { code: string }, counts: Partial<ImportCounts>): void {
    this.require('APPLYING');
    Object.assign(this, counts);
    [this.state, this.failure] = ['CHECKED', why];
  }

  fail(why: Wording & { code: string }, at: Date): void {
    if (OPEN_IMPORTS.includes(this.state)) [this.state, this.failure, this.endedAt] = ['FAILED', why, at];
  }

  /** @throws Refusal WRONG_STATE when it has ended */
  cancel(at: Date): void {
    this.require(...OPEN_IMPORTS);
    [this.state, this.endedAt] = ['CANCELLED', at];
  }

  private require(...states: readonly ImportState[]): void {
    if (!states.includes(this.state)) throw new Refusal('WRONG_STATE', `The import is ${this.state}.`, ['importId']);
  }
}
ImportSchema.setClass(Import);
