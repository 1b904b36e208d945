import { defineEntity } from '@mikro-orm/core';

/** 资金, 实物. */
export const FUNDING_KINDS = ['MONEY', 'IN_KIND'] as const;
export type FundingKind = (typeof FUNDING_KINDS)[number];

/** Whether it came from outside (enterprises, foundations, people) or is the government's own. */
export const FUNDING_SOURCES = ['OUTSIDE', 'GOVERNMENT'] as const;
export type FundingSource = (typeof FUNDING_SOURCES)[number];

/** Recorded, or taken back as a mistake. */
export type EntryState = 'RECORDED' | 'REVERSED';

const ProgramFundingSchema = defineEntity({
  name: 'ProgramFunding',
  tableName: 'program_funding',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    /** The program's place, for figures. */
    placeId: p.uuid(),
    kind: p.string().$type<FundingKind>(),
    source: p.string().$type<FundingSource>(),
    /** Who gave it, where it is an organisation of the district. */
    organisationId: p.uuid().nullable(),
    sponsor: p.string(),
    /** In fen; of what came in kind, what it is worth. */
    amount: p.integer(),
    /** What it was, in kind; or what money was given for. */
    note: p.text().nullable(),
    receivedAt: p.datetime(),
    state: p.string().$type<EntryState>(),
    /** The ledger's; null for what came in kind, which is no money. */
    transferId: p.uuid().nullable(),
    recordedById: p.uuid().nullable(),
    recordedAt: p.datetime(),
  }),
});

/** 项目资助. What a program received. Invariant: money, and only money, has a transfer. */
export class ProgramFunding extends ProgramFundingSchema.class {
  static readonly schema = ProgramFundingSchema;
}
ProgramFundingSchema.setClass(ProgramFunding);
