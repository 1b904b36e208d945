import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';

const CareStaySchema = defineEntity({
  name: 'CareStay',
  tableName: 'care_stay',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    centreId: p.uuid(),
    residentId: p.uuid(),
    /** Where they lived, and whether they were a senior. */
    placeId: p.uuid(),
    senior: p.boolean(),
    cameAt: p.datetime(),
    leftAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 在中心. From when to when somebody was at a centre: the daily attendance, and who is there now. */
export class CareStay extends CareStaySchema.class {
  static readonly schema = CareStaySchema;
}
CareStaySchema.setClass(CareStay);
