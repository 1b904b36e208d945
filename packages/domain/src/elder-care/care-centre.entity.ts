import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';

const CareCentreSchema = defineEntity({
  name: 'CareCentre',
  tableName: 'care_centre',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** For whoever lives there or under it. */
    placeId: p.uuid(),
    name: p.string(),
    /** People it can look after at one time. */
    capacity: p.integer(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 养老服务中心. Run by the centre's staff and the admins over its place. */
export class CareCentre extends CareCentreSchema.class {
  static readonly schema = CareCentreSchema;
}
CareCentreSchema.setClass(CareCentre);
