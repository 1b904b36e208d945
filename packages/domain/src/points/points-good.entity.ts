import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

/** 实物, 优先服务. */
export const GOOD_KINDS = ['GOODS', 'SERVICE'] as const;
export type GoodKind = (typeof GOOD_KINDS)[number];

const PointsGoodSchema = defineEntity({
  name: 'PointsGood',
  tableName: 'points_good',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** For whoever lives there or under it. */
    placeId: p.uuid(),
    /** Who hands it over and is settled with; the place itself when null. */
    organisationId: p.uuid().nullable(),
    name: p.string(),
    description: p.text().nullable(),
    kind: p.string().$type<GoodKind>(),
    /** In points, each. */
    price: p.integer(),
    /** How many can still be reserved. */
    stock: p.integer(),
    /** Since when it is not offered any more. */
    closedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 兑换物品. Something that points are redeemed for. Invariant: never more reserved than there was. */
export class PointsGood extends PointsGoodSchema.class {
  static readonly schema = PointsGoodSchema;

  /** Takes some out of stock. @throws Refusal WRONG_STATE when it is not offered any more; INSUFFICIENT at `goodId` when there is too little */
  take(quantity: number): void {
    if (this.closedAt) throw new Refusal('WRONG_STATE', 'This is not offered any more.', ['goodId']);
    if (this.stock < quantity) throw new Refusal('INSUFFICIENT', this.stock === 0 ? 'There is nothing left.' : `There are only ${this.stock} left.`, ['goodId']);
    this.stock -= quantity;
  }

  putBack(quantity: number): void {
    this.stock += quantity;
  }
}
PointsGoodSchema.setClass(PointsGood);
