import { defineEntity } from '@mikro-orm/core';

/** What somebody is to a resident: 父母, 子女, 配偶, 兄弟姐妹, 监护人, 其他亲属. */
export const KIN_RELATIONS = ['PARENT', 'CHILD', 'SPOUSE', 'SIBLING', 'GUARDIAN', 'OTHER'] as const;
export type KinRelation = (typeof KIN_RELATIONS)[number];

const KinSchema = defineEntity({
  name: 'Kin',
  tableName: 'kin',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** What the kin is to the resident. Among residents a child is written as its parent's, never the other way round. */
    relation: p.string().$type<KinRelation>(),
    /** The kin, when a resident of the district too; else name and telephone stand here. */
    kinId: p.uuid().nullable(),
    name: p.string().nullable(),
    phoneSealed: p.text().nullable(),
    recordedAt: p.datetime(),
  }),
});

/** That two residents are kin, or a resident has kin outside the register. One row tells it for both. */
export class Kin extends KinSchema.class {}
KinSchema.setClass(Kin);
