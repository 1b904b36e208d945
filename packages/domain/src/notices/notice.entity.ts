import { defineEntity } from '@mikro-orm/core';

const NoticeSchema = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Whom it is for. */
    accountId: p.uuid(),
    kind: p.string(),
    /** What its template needs, as {@link Param.keep} keeps it: names masked, no personal numbers. */
    params: p.json<Readonly<Record<string, string>>>(),
    /** Entity and id of the record to open. */
    subjectKind: p.string().nullable(),
    subjectId: p.uuid().nullable(),
    /** Delivered at once, whatever the hour. */
    urgent: p.boolean(),
    createdAt: p.datetime(),
    /** Pushed from here on; it stands in the inbox from the start. */
    deliverAt: p.datetime(),
    readAt: p.datetime().nullable(),
  }),
});

/** Something that somebody is told, in their inbox. */
export class Notice extends NoticeSchema.class {
  static readonly schema = NoticeSchema;
}
NoticeSchema.setClass(Notice);
