import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

/** How long a one-time password that somebody was given can be used. */
export const ONE_TIME_DAYS = 7;

/** What an account carries besides a one-time password given at a moment. */
export function oneTime(at: Date): { passwordOnce: true; passwordUntil: Date } {
  return { passwordOnce: true, passwordUntil: new Date(at.getTime() + ONE_TIME_DAYS * 86_400_000) };
}

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** What the person signs in with; lower case, unique in the district. */
    login: p.string(),
    displayName: p.string(),
    /** Where colleagues reach them, encrypted; see people/sealed. */
    phoneSealed: p.text().nullable(),
    /** argon2id; null while nobody can sign in with a password. */
    passwordHash: p.text().nullable(),
    /** The password works for one sign-in only, and until it is replaced the account may do nothing else. */
    passwordOnce: p.boolean(),
    /** Until when a password for one sign-in can be used; without an end while null. */
    passwordUntil: p.datetime().nullable(),
    /** The resident this account belongs to, if any. */
    residentId: p.uuid().nullable(),
    /** The organisation this account works for, if any: it then holds no role at a place. */
    organisationId: p.uuid().nullable(),
    disabledAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
  }),
});

/** Somebody who can sign in to one district. */
export class Account extends AccountSchema.class {
  static readonly schema = AccountSchema;

  /** Gives it a password for one sign-in, good for {@link ONE_TIME_DAYS} days. */
  expectFirstSignIn(passwordHash: string, at: Date): void {
    Object.assign(this, { passwordHash, ...oneTime(at) });
  }

  /** Whether its password could be used at a moment. */
  mayTryPassword(at: Date): boolean {
    return !this.disabledAt && !(this.passwordOnce && this.passwordUntil && this.passwordUntil <= at);
  }
}
AccountSchema.setClass(Account);
