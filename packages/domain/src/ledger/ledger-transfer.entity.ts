import { defineEntity } from '@mikro-orm/core';
import type { LedgerUnit, TransferKind } from './units.ts';

const LedgerTransferSchema = defineEntity({
  name: 'LedgerTransfer',
  tableName: 'ledger_transfer',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    unit: p.string().$type<LedgerUnit>(),
    kind: p.string().$type<TransferKind>(),
    /** Room that asked for it; with `key` it names the transfer once and for all. */
    client: p.string(),
    key: p.string(),
    /** A reservation, until its resolution says otherwise. */
    pending: p.boolean(),
    /** When a reservation lapses by itself. */
    expiresAt: p.datetime().nullable(),
    /** The transfer that this one undoes. */
    reversesId: p.uuid().nullable(),
    placeId: p.uuid().nullable(),
    /** What it is about: an exchange, a redemption, a booking. */
    subjectKind: p.string().nullable(),
    subjectId: p.uuid().nullable(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    /** Null when the system itself acted. */
    performerId: p.uuid().nullable(),
  }),
});

/** Postings that are carried out together or not at all. Insert-only: a correction is another transfer. */
export class LedgerTransfer extends LedgerTransferSchema.class {
  static readonly schema = LedgerTransferSchema;
}
LedgerTransferSchema.setClass(LedgerTransfer);
