import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

/** 自己办, 有人帮办, 窗口办. How a service was got. */
export const SERVICE_WAYS = ['BY_SELF', 'ASSISTED', 'AT_WINDOW'] as const;
export type ServiceWay = (typeof SERVICE_WAYS)[number];

/** 手机, 网页, 自助终端, 电话, 窗口. Through what. */
export const SERVICE_CHANNELS = ['APP', 'WEB', 'TERMINAL', 'TELEPHONE', 'WINDOW'] as const;
export type ServiceChannel = (typeof SERVICE_CHANNELS)[number];

const ServiceTransactionSchema = defineEntity({
  name: 'ServiceTransaction',
  tableName: 'service_transaction',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    itemId: p.uuid(),
    /** Where they lived when it was recorded. */
    placeId: p.uuid(),
    /** Whether they were 60 or older on that day. */
    senior: p.boolean(),
    way: p.string().$type<ServiceWay>(),
    channel: p.string().$type<ServiceChannel>(),
    /** Who helped, where it was ASSISTED and is known. */
    helperId: p.uuid().nullable(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
    /** Since when it counts no more, because it was recorded wrongly, and why. */
    voidedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 办事记录. One public service that somebody got, and how: the outcome of the digital bridge. */
export class ServiceTransaction extends ServiceTransactionSchema.class {
  static readonly schema = ServiceTransactionSchema;

  /** @throws Refusal WRONG_STATE when it was voided */
  mustCount(): void {
    if (this.voidedAt) throw new Refusal('WRONG_STATE', 'This was voided.', ['transactionId']);
  }

  /** @throws Refusal WRONG_STATE for the second time */
  void(reason: string, at: Date): void {
    this.mustCount();
    Object.assign(this, { voidedAt: at, reason } satisfies Partial<ServiceTransaction>);
  }
}
ServiceTransactionSchema.setClass(ServiceTransaction);
