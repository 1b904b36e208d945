import { defineEntity } from '@mikro-orm/core';
import type { LedgerUnit, OwnerKind } from './units.ts';

const LedgerAccountSchema = defineEntity({
  name: 'LedgerAccount',
  tableName: 'ledger_account',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    unit: p.string().$type<LedgerUnit>(),
    ownerKind: p.string().$type<OwnerKind>(),
    /** Null for the outside, of which there is one per unit. */
    ownerId: p.uuid().nullable(),
    /** In the unit; what is reserved is part of it. */
    balance: p.bigint('number'),
    /** Reserved to go out. */
    reserved: p.bigint('number'),
    /** Number of entries. */
    version: p.bigint('number'),
    createdAt: p.datetime(),
    closedAt: p.datetime().nullable(),
  }),
});

/** Somebody's account in one unit. Invariants: never below what is reserved, but for the outside; moved by the book alone. */
export class LedgerAccount extends LedgerAccountSchema.class {
  static readonly schema = LedgerAccountSchema;
}
LedgerAccountSchema.setClass(LedgerAccount);
