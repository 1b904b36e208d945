import { defineEntity } from '@mikro-orm/core';

/** What can be shown plainly: 姓名, 身份证号, 电话. A call reaches the person without showing the number. */
export const REVEALED_FIELDS = ['NAME', 'ID_NUMBER', 'PHONE'] as const;
export type RevealedField = (typeof REVEALED_FIELDS)[number];

const DisclosureSchema = defineEntity({
  name: 'Disclosure',
  tableName: 'disclosure',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Whose data. */
    residentId: p.uuid(),
    /** To whom. */
    accountId: p.uuid(),
    kind: p.string().$type<'REVEAL' | 'CALL'>(),
    fields: p.array().$type<RevealedField[]>().columnType('text[]'),
    purpose: p.text(),
    /** The matter that the purpose was taken from. */
    caseId: p.uuid().nullable(),
    at: p.datetime(),
  }),
});

/** 披露记录. Who was shown whose data, which, what for and when. Insert-only: it is kept for at least three years. */
export class Disclosure extends DisclosureSchema.class {
  static readonly schema = DisclosureSchema;
}
DisclosureSchema.setClass(Disclosure);
