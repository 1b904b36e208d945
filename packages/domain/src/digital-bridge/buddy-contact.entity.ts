import { defineEntity } from '@mikro-orm/core';

/** 上门, 电话, 视频, 消息. How a buddy was in touch. */
export const CONTACT_CHANNELS = ['VISIT', 'TELEPHONE', 'VIDEO', 'MESSAGE'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

const BuddyContactSchema = defineEntity({
  name: 'BuddyContact',
  tableName: 'buddy_contact',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    pairId: p.uuid(),
    channel: p.string().$type<ContactChannel>(),
    minutes: p.integer(),
    /** What it was about; encrypted, see `people/sealed.ts`. Gone when one of the two was erased. */
    noteSealed: p.text().nullable(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
  }),
});

/** 联系记录. A line of the log of a buddy pair. */
export class BuddyContact extends BuddyContactSchema.class {
  static readonly schema = BuddyContactSchema;
}
BuddyContactSchema.setClass(BuddyContact);
