import { defineEntity } from '@mikro-orm/core';
import type { WrittenFormat } from './files/write-file.ts';

export const EXPORT_STATES = ['WAITING', 'WRITTEN'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

const ExportSchema = defineEntity({
  name: 'Export',
  tableName: 'export',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    kind: p.string(),
    /** Rows of this place and places under it. */
    placeId: p.uuid(),
    /** What its rows were narrowed to, by filter; empty for all rows of the place. */
    filters: p.json<Readonly<Record<string, readonly string[]>>>(),
    format: p.string().$type<WrittenFormat>(),
    /** Personal values stand in it whole; then {@link Export.purpose} is said. */
    unmasked: p.boolean(),
    purpose: p.text().nullable(),
    state: p.string().$type<ExportState>(),
    rowCount: p.integer(),
    /** The file; null while it is not written, and for one that an operator had written to disk. */
    attachmentId: p.uuid().nullable(),
    createdBy: p.uuid().nullable(),
    createdAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  }),
});

/** A spreadsheet on its way out; the record of who took which rows, how many, and for what. */
export class Export extends ExportSchema.class {
  static readonly schema = ExportSchema;
}
ExportSchema.setClass(Export);
