import { defineEntity } from '@mikro-orm/core';
import type { Exclusion, GiftsTo, Payer } from './policy.rule.ts';

const TimeBankPolicySchema = defineEntity({
  name: 'TimeBankPolicy',
  tableName: 'time_bank_policy',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    capMinutes: p.integer().nullable(),
    dailyMinutes: p.integer().nullable(),
    roundTo: p.integer(),
    redeemAge: p.integer().nullable(),
    giftsTo: p.string().$type<GiftsTo>(),
    excluded: p.string().$type<Exclusion>(),
    groupEarns: p.boolean(),
    payers: p.array().$type<Payer[]>().columnType('text[]'),
    openingMinutes: p.integer(),
    openingAge: p.integer(),
    reviewDays: p.integer(),
    auditPercent: p.integer(),
    updatedAt: p.datetime(),
  }),
});

/** 时间银行规则. A district's own; where there is none the default holds. What each rule means: `PolicyRules`. */
export class TimeBankPolicy extends TimeBankPolicySchema.class {
  static readonly schema = TimeBankPolicySchema;
}
TimeBankPolicySchema.setClass(TimeBankPolicy);
