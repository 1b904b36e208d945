import { defineEntity } from '@mikro-orm/core';
import type { CalendarDate } from '../shared/clock.ts';
import type { Standing } from './resident.entity.ts';

const ResidenceSchema = defineEntity({
  name: 'Residence',
  tableName: 'residence',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    placeId: p.uuid(),
    addressId: p.uuid().nullable(),
    standing: p.string().$type<Standing>(),
    /** 孤寡. Whether they were without kin. */
    noKin: p.boolean(),
    /** The resident's; kept here because who is a senior is counted from residences. */
    birthDate: p.date().$type<CalendarDate>(),
    /** Lived so in `[livesFrom, livesTo)`; still does while `livesTo` is null. */
    livesFrom: p.date().$type<CalendarDate>(),
    livesTo: p.date().$type<CalendarDate>().nullable(),
  }),
});

/**
 * A stay of one resident at one place in one standing, with kin or without: what the population is counted from. Invariants: a resident's
 * residences do not overlap, at most one is running, and none begins before birth. Written by `placement.ts` alone.
 */
export class Residence extends ResidenceSchema.class {
  static readonly schema = ResidenceSchema;
}
ResidenceSchema.setClass(Residence);
