import { defineEntity } from '@mikro-orm/core';
import type { ExchangeMoveName, ExchangeStatus } from './moves.ts';

const ExchangeStepSchema = defineEntity({
  name: 'ExchangeStep',
  tableName: 'exchange_step',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    exchangeId: p.uuid(),
    /** `review`: nobody had confirmed it in time. */
    move: p.string().$type<ExchangeMoveName | 'match' | 'review'>(),
    status: p.string().$type<ExchangeStatus>(),
    at: p.datetime(),
    recordedAt: p.datetime(),
    /** Null when the system itself acted. */
    accountId: p.uuid().nullable(),
    /** Reason, or what was said on the telephone. */
    note: p.text().nullable(),
    details: p.json<Record<string, unknown>>().nullable(),
  }),
});

/** One step of a service's history. Insert-only. */
export class ExchangeStep extends ExchangeStepSchema.class {
  static readonly schema = ExchangeStepSchema;
}
ExchangeStepSchema.setClass(ExchangeStep);
