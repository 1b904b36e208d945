import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

/** 厨余, 可回收, 有害, 其他. */
export const WASTE_KINDS = ['KITCHEN', 'RECYCLABLE', 'HAZARDOUS', 'OTHER'] as const;
export type WasteKind = (typeof WASTE_KINDS)[number];

const WasteDropSchema = defineEntity({
  name: 'WasteDrop',
  tableName: 'waste_drop',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Who brought it, where that is known; and their household as it was then. */
    residentId: p.uuid().nullable(),
    householdId: p.uuid().nullable(),
    placeId: p.uuid(),
    kind: p.string().$type<WasteKind>(),
    /** Whether it was sorted as it should be. */
    correct: p.boolean(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
    /** Since when it counts no more, because it was recorded wrongly. */
    voidedAt: p.datetime().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
  }),
});

/** 垃圾分类投放. What somebody brought to the sorting station once. Invariant: it has a person or a household. */
export class WasteDrop extends WasteDropSchema.class {
  static readonly schema = WasteDropSchema;
}
WasteDropSchema.setClass(WasteDrop);
