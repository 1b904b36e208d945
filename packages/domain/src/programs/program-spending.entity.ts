import { defineEntity } from '@mikro-orm/core';
import type { EntryState } from './program-funding.entity.ts';

const ProgramSpendingSchema = defineEntity({
  name: 'ProgramSpending',
  tableName: 'program_spending',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    /** The program's place, for figures. */
    placeId: p.uuid(),
    /** In fen. */
    amount: p.integer(),
    purpose: p.string(),
    payee: p.string(),
    spentAt: p.datetime(),
    /** What the program is measured by: costs are counted by it. */
    outcomeIndicator: p.string().nullable(),
    state: p.string().$type<EntryState>(),
    transferId: p.uuid(),
    recordedById: p.uuid().nullable(),
    recordedAt: p.datetime(),
  }),
});

/** 项目支出. Money that a program paid; its vouchers are files of it. */
export class ProgramSpending extends ProgramSpendingSchema.class {
  static readonly schema = ProgramSpendingSchema;
}
ProgramSpendingSchema.setClass(ProgramSpending);
