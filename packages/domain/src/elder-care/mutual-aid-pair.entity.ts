import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

const MutualAidPairSchema = defineEntity({
  name: 'MutualAidPair',
  tableName: 'mutual_aid_pair',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    centreId: p.uuid(),
    /** The member of the team who visits. */
    visitorId: p.uuid(),
    /** Whom they visit. */
    residentId: p.uuid(),
    beganAt: p.datetime(),
    endedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
  }),
});

/** 银发互助队. Who of a centre's silver mutual-aid team visits whom. */
export class MutualAidPair extends MutualAidPairSchema.class {
  static readonly schema = MutualAidPairSchema;
}
MutualAidPairSchema.setClass(MutualAidPair);
