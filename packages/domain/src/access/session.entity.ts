import { defineEntity } from '@mikro-orm/core';

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    accountId: p.uuid(),
    /** SHA-256 of the token; the token itself is known to its holder only. */
    tokenDigest: p.string(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  }),
});

/** A signed-in browser, device or program. Revocable at any moment. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);
