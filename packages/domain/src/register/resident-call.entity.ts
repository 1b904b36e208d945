import { defineEntity } from '@mikro-orm/core';

const ResidentCallSchema = defineEntity({
  name: 'ResidentCall',
  tableName: 'resident_call',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** Who calls. */
    accountId: p.uuid(),
    askedAt: p.datetime(),
    status: p.string().$type<'ASKED' | 'PLACED' | 'FAILED'>(),
    attempts: p.integer(),
    endedAt: p.datetime().nullable(),
  }),
});

/** A call that the gateway was asked to place between a worker and a resident; the worker never sees the number. */
export class ResidentCall extends ResidentCallSchema.class {}
ResidentCallSchema.setClass(ResidentCall);
