import { defineEntity } from '@mikro-orm/core';
import { Refusal } from '../shared/refusal.ts';
import { fullText, sortKey, type AddressParts } from './address.rule.ts';
import type { DataOrigin } from './place.entity.ts';

/** What is at an address: 住宅, 商铺, 出租房, 集体宿舍, 其他. */
export const ADDRESS_USES = ['HOME', 'SHOP', 'RENTED', 'COLLECTIVE', 'OTHER'] as const;
export type AddressUse = (typeof ADDRESS_USES)[number];

const AddressSchema = defineEntity({
  name: 'Address',
  tableName: 'address',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** The grid, or whatever place is the deepest known. */
    placeId: p.uuid(),
    use: p.string().$type<AddressUse>(),
    /** 小区, 街巷 or 自然村. */
    compound: p.string(),
    building: p.string().nullable(),
    unit: p.string().nullable(),
    room: p.string().nullable(),
    /** What a shop or an institution is called. */
    shopName: p.string().nullable(),
    /** As people write it, and as it is searched. */
    fullText: p.string(),
    /** Puts the second building before the tenth. */
    sortKey: p.string(),
    /** Degrees, WGS 84. */
    longitude: p.double().$type<number>().nullable(),
    latitude: p.double().$type<number>().nullable(),
    /** Since when it is no more; it accepts nobody and nothing new. */
    closedAt: p.datetime().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
  }),
});

/** A door, a house or a shop: one thing in its district, whichever grid it belongs to. Invariant: `fullText` and `sortKey` say the parts. */
export class Address extends AddressSchema.class {
  static readonly schema = AddressSchema;

  /** @throws Refusal WRONG_STATE once it is closed */
  mustBeOpen(...field: string[]): void {
    if (this.closedAt) throw new Refusal('WRONG_STATE', `${this.fullText} is closed.`, field);
  }

  describe(parts: AddressParts): void {
    Object.assign(this, { ...parts, fullText: fullText(parts), sortKey: sortKey(parts) });
  }
}
AddressSchema.setClass(Address);
