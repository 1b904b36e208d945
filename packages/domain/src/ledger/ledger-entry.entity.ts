import { defineEntity } from '@mikro-orm/core';
import type { LedgerUnit, OwnerKind, TransferKind } from './units.ts';

const LedgerEntrySchema = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entry',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    accountId: p.uuid(),
    /** Counts the account's entries from 1, without gaps. */
    version: p.bigint('number'),
    transferId: p.uuid(),
    /** Number of the posting in its transfer. */
    posting: p.integer(),
    unit: p.string().$type<LedgerUnit>(),
    ownerKind: p.string().$type<OwnerKind>(),
    kind: p.string().$type<TransferKind>(),
    placeId: p.uuid().nullable(),
    /** Positive in, negative out. */
    amount: p.bigint('number'),
    balanceBefore: p.bigint('number'),
    balanceAfter: p.bigint('number'),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
  }),
});

/** What one posting did to one account: a line of its statement. Insert-only. */
export class LedgerEntry extends LedgerEntrySchema.class {
  static readonly schema = LedgerEntrySchema;
}
LedgerEntrySchema.setClass(LedgerEntry);
