import { defineEntity } from '@mikro-orm/core';

/** What somebody is at a place; valid for everything under it. */
export const ROLES = [
  'DISTRICT_ADMIN', 'STREET_ADMIN', 'COMMUNITY_ADMIN', 'GRID_WORKER', 'MEDIATOR', 'CENTRE_STAFF', 'VOLUNTEER', 'RESIDENT', 'PARTNER',
] as const;
export type Role = (typeof ROLES)[number];

const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    accountId: p.uuid(),
    placeId: p.uuid(),
    role: p.string().$type<Role>(),
    /** Valid in `[validFrom, validTo)`; without an end while `validTo` is null. */
    validFrom: p.datetime(),
    validTo: p.datetime().nullable(),
    /** The membership whose holder this one stands in for. */
    standsInForId: p.uuid().nullable(),
  }),
});

/** A role at a place, over time. A grid's workers are its GRID_WORKER memberships. */
export class Membership extends MembershipSchema.class {
  static readonly schema = MembershipSchema;
}
MembershipSchema.setClass(Membership);
