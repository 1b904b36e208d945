import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { Refusal } from '../shared/refusal.ts';
import type { ListingChannel, ListingKind, ListingStatus } from './moves.ts';

const ServiceListingSchema = defineEntity({
  name: 'ServiceListing',
  tableName: 'service_listing',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    kind: p.string().$type<ListingKind>(),
    residentId: p.uuid(),
    placeId: p.uuid(),
    serviceTypeId: p.uuid(),
    note: p.text().nullable(),
    /** When it is wished for, and how long it may take, in minutes. */
    wishedAt: p.datetime().nullable(),
    minutes: p.integer(),
    channel: p.string().$type<ListingChannel>(),
    status: p.string().$type<ListingStatus>(),
    enteredById: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
  }),
});

/** 供需登记. A service that somebody offers, or asks for. */
export class ServiceListing extends ServiceListingSchema.class {
  static readonly schema = ServiceListingSchema;

  /** @throws Refusal WRONG_STATE unless it is open */
  mustBeOpen(field = 'listingId'): void {
    if (this.status !== 'OPEN') throw new Refusal('WRONG_STATE', `This is ${this.status.toLowerCase()} already.`, [field]);
  }

  /** Requests wait for the service that answers them, and are open again when nothing comes of it; offers stay open. */
  become(status: Exclude<ListingStatus, 'WITHDRAWN'>): void {
    if (this.kind === 'REQUEST' && this.status !== 'WITHDRAWN') this.status = status;
  }
}
ServiceListingSchema.setClass(ServiceListing);
