import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** What the person signs in with; lower case, unique in the district. */
    login: p.string(),
    displayName: p.string(),
    /** argon2id; null while nobody can sign in with a password. */
    passwordHash: p.text().nullable(),
    /** The password works for one sign-in only. */
    passwordOnce: p.boolean(),
    /** The resident this account belongs to, if any. */
    residentId: p.uuid().nullable(),
    disabledAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
  }),
});

/** Somebody who can sign in to one district. */
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);
