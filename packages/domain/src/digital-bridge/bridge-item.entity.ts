import { defineEntity } from '@mikro-orm/core';

/** 技能, 办事事项. What seniors learn, and what they get done online. */
export const BRIDGE_ITEM_KINDS = ['SKILL', 'SERVICE'] as const;
export type BridgeItemKind = (typeof BRIDGE_ITEM_KINDS)[number];

const BridgeItemSchema = defineEntity({
  name: 'BridgeItem',
  tableName: 'bridge_item',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    kind: p.string().$type<BridgeItemKind>(),
    /** Names it among those of its kind. */
    code: p.string(),
    name: p.string(),
    /** Since when nothing new is recorded of it. */
    closedAt: p.datetime().nullable(),
  }),
});

/** 清单项. A line of the district's list of skills, or of services. */
export class BridgeItem extends BridgeItemSchema.class {
  static readonly schema = BridgeItemSchema;
}
BridgeItemSchema.setClass(BridgeItem);
