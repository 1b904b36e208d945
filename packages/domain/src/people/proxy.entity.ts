import { defineEntity } from '@mikro-orm/core';

/** What a proxy is to the resident. */
export const PROXY_RELATIONS = ['CHILD', 'SPOUSE', 'PARENT', 'SIBLING', 'GUARDIAN', 'OTHER_KIN', 'VOLUNTEER', 'WORKER', 'OTHER'] as const;
export type ProxyRelation = (typeof PROXY_RELATIONS)[number];

const ProxySchema = defineEntity({
  name: 'Proxy',
  tableName: 'proxy',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** For whom. */
    residentId: p.uuid(),
    /** Whose account may act. */
    holderId: p.uuid(),
    relation: p.string().$type<ProxyRelation>(),
    /** The resident's consent; the proxy ends with it. */
    consentId: p.uuid(),
    /** Valid in `[validFrom, validTo)`; without an end while `validTo` is null. */
    validFrom: p.datetime(),
    validTo: p.datetime().nullable(),
  }),
});

/** 代办. That an account may act for a resident, over time. */
export class Proxy extends ProxySchema.class {
  static readonly schema = ProxySchema;
}
ProxySchema.setClass(Proxy);
