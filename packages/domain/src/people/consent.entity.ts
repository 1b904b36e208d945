import { defineEntity } from '@mikro-orm/core';

/** What a resident agrees to, each by itself (PIPL): 敏感信息, 联系, 代办, 共享, 影像. */
export const CONSENT_PURPOSES = ['SENSITIVE_DATA', 'CONTACT', 'PROXY', 'SHARING', 'PHOTOS'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** How it was given. */
export const CONSENT_CHANNELS = ['PAPER', 'SPOKEN', 'TELEPHONE', 'APP'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

const ConsentSchema = defineEntity({
  name: 'Consent',
  tableName: 'consent',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    purpose: p.string().$type<ConsentPurpose>(),
    /** Which wording was agreed to. */
    version: p.string(),
    channel: p.string().$type<ConsentChannel>(),
    /** Where the signature is kept, or who heard it. */
    evidence: p.text().nullable(),
    givenAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
    recordedById: p.uuid().nullable(),
    recordedAt: p.datetime(),
  }),
});

/** One agreement of a resident to one purpose, in one wording; it may be withdrawn at any time. */
export class Consent extends ConsentSchema.class {
  static readonly schema = ConsentSchema;
}
ConsentSchema.setClass(Consent);
