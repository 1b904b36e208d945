import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

/** 家庭户, 集体户. */
export const HOUSEHOLD_KINDS = ['FAMILY', 'COLLECTIVE'] as const;
export type HouseholdKind = (typeof HOUSEHOLD_KINDS)[number];

const HouseholdSchema = defineEntity({
  name: 'Household',
  tableName: 'household',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    placeId: p.uuid(),
    addressId: p.uuid().nullable(),
    kind: p.string().$type<HouseholdKind>(),
    /** 户号, of the hukou book or the street's own; unique in the district. */
    number: p.string().nullable(),
    dissolvedAt: p.datetime().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
  }),
});

/** People who keep house together. Its members are the residents that name it, one of them as its head. */
export class Household extends HouseholdSchema.class {
  static readonly schema = HouseholdSchema;
}
HouseholdSchema.setClass(Household);
