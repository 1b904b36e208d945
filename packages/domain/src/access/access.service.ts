import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import { one, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import { isDistrictId } from '../shared/roles.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { lineageOf } from '../places/places.service.ts';
import { Place, type DataOrigin } from '../places/place.entity.ts';
import { Account } from './account.entity.ts';
import { mayGrant } from './access.policy.ts';
import { sessionByDigest } from './access.read.ts';
import type { Actor } from './actor.ts';
import { Membership, type Role } from './membership.entity.ts';
import { hashPassword, passwordFits } from './password.ts';
import { Session } from './session.entity.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import { digestOf, newToken } from './token.ts';

/** How long a session lives without signing in again. */
const SESSION_DAYS = 14;
/** Characters of a login. */
const LONGEST_LOGIN = 100;

/** Where a request comes from, for limits and the audit. */
export interface Origin {
  readonly requestId: string | null;
  readonly address: string | null;
}

/** A session just begun; the token is shown here and never again. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly actor: Actor;
  /** The password was good for this once: a new one has to be set. */
  readonly mustSetPassword: boolean;
}

/** Accounts, roles and sessions. */
export class AccessService {
  readonly #unit: UnitOfWork;
  readonly #limit: SignInLimit;

  constructor(unit: UnitOfWork, limit: SignInLimit) {
    this.#unit = unit;
    this.#limit = limit;
  }

  /**
   * Begins a session. Which part was wrong (district, login, password, disabled) is never told.
   * @throws Refusal NOT_ALLOWED, or TOO_MANY_ATTEMPTS per account and per address
   */
  async signIn(districtId: number, login: string, password: string, origin: Origin): Promise<SignedIn> {
    const name = login.trim().toLowerCase();
    if (!isDistrictId(districtId) || name.length > LONGEST_LOGIN || name.includes('\0')) throw wrong();
    await this.#limit.attempt(districtId, name, origin.address);
    const performer = { ...system(districtId), ...origin };
    const tried = await this.#unit.of(performer, 'session.try', tx => tx.findOne(Account, { login: name }));
    // Outside any transaction: hashing takes long, and connections are few.
    const fits = await passwordFits(tried?.passwordHash ?? null, password);
    if (!tried || !fits) throw wrong();
    const token = newToken(districtId);
    const begun = await this.#unit.of({ ...performer, accountId: tried.id }, 'session.begin', async tx => {
      const account = await tx.get(Account, tried.id);
      // Again under the lock: a password for one sign-in may have been used meanwhile.
      if (!account || account.disabledAt || account.passwordHash !== tried.passwordHash) throw wrong();
      if (account.passwordOnce) account.passwordHash = null;
      const session = await tx.create(Session, {
        id: newId(), accountId: account.id, tokenDigest: digestOf(token), createdAt: tx.at,
        expiresAt: new Date(tx.at.getTime() + SESSION_DAYS * 86_400_000), revokedAt: null,
      });
      const actor = await one(tx, sessionByDigest, session.tokenDigest, tx.at);
      if (!actor) throw wrong();
      return { expiresAt: session.expiresAt, mustSetPassword: account.passwordOnce, actor };
    });
    await this.#limit.succeeded(districtId, name);
    return { token, ...begun, actor: { districtId, ...origin, ...begun.actor } };
  }

  /** Who holds a token now, with the roles they hold now; null when the session is over. */
  async actorOf(from: Rows, token: string, origin: Origin): Promise<Actor | null> {
    const session = await one(from, sessionByDigest, digestOf(token), this.#unit.clock.now());
    return session ? { districtId: from.districtId, ...origin, ...session } : null;
  }

  /** Ends the actor's own session. */
  signOut(actor: Actor): Promise<void> {
    return this.#unit.of(actor, 'session.end', async tx => {
      const session = await tx.get(Session, actor.sessionId);
      if (session) session.revokedAt ??= tx.at;
    });
  }

  /** Sets the actor's own password and ends their other sessions. @throws Refusal INVALID for an unfit one */
  async setPassword(actor: Actor, password: string): Promise<Account> {
    const passwordHash = await hashPassword(password);
    // Without its key, which is not needed here: a fingerprint of this input would be a quick digest of the password.
    return this.#unit.of({ ...actor, idempotency: undefined }, 'account.set_password', async tx => {
      const account = await tx.get(Account, actor.accountId);
      if (!account) throw new Refusal('NOT_FOUND', 'No such account.');
      Object.assign(account, { passwordHash, passwordOnce: false });
      for (const session of await tx.getAll(Session, { accountId: account.id, revokedAt: null })) {
        if (session.id !== actor.sessionId) session.revokedAt = tx.at;
      }
      return account;
    });
  }

  /** Makes an account, by the system: imports, demo data, the first administrator. */
  async createAccount(
    performer: Performer,
    asked: { login: string; displayName: string; password: string | null; once?: boolean; dataOrigin?: DataOrigin; roles: readonly { role: Role; placeId: string }[] },
  ): Promise<Account> {
    const passwordHash = asked.password === null ? null : await hashPassword(asked.password);
    return this.#unit.of(performer, 'account.create', async tx => {
      const login = asked.login.trim().toLowerCase();
      if (login === '' || login.length > LONGEST_LOGIN) throw new Refusal('INVALID', `A login has 1 to ${LONGEST_LOGIN} characters.`, ['login']);
      if (await tx.findOne(Account, { login })) throw new Refusal('INVALID', 'This login is taken.', ['login']);
      const account = await tx.create(Account, {
        id: newId(), login, displayName: asked.displayName, passwordHash, passwordOnce: asked.once ?? false, residentId: null,
        disabledAt: null, dataOrigin: asked.dataOrigin ?? 'REAL', createdAt: tx.at,
      });
      for (const { role, placeId } of asked.roles) {
        await tx.create(Membership, { id: newId(), accountId: account.id, placeId, role, validFrom: tx.at, validTo: null });
      }
      return account;
    });
  }

  /**
   * Gives an account a role at a place.
   * @throws Refusal NOT_FOUND for the account or the place; NOT_ALLOWED above the actor's own rank; CONFLICT when held already
   */
  grantRole(actor: Actor, accountId: string, role: Role, placeId: string): Promise<Membership> {
    return this.#unit.of(actor, 'role.grant', async tx => {
      const lineage = await lineageOf(tx, placeId);
      if (!(await tx.findOne(Place, { id: placeId })) || !mayGrant(actor, role, lineage)) {
        throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      }
      if (!(await tx.get(Account, accountId))) throw new Refusal('NOT_FOUND', 'No such account.', ['accountId']);
      const held = await tx.findOne(Membership, { accountId, placeId, role, validTo: null });
      if (held) throw new Refusal('CONFLICT', 'The account holds this role there already.', ['role']);
      return tx.create(Membership, { id: newId(), accountId, placeId, role, validFrom: tx.at, validTo: null });
    });
  }

  /** Takes a role away; it ends now, on open subscriptions too. @throws Refusal NOT_FOUND */
  revokeRole(actor: Actor, membershipId: string): Promise<Membership> {
    return this.#unit.of(actor, 'role.revoke', async tx => {
      const membership = await tx.get(Membership, membershipId);
      if (!membership || !mayGrant(actor, membership.role, await lineageOf(tx, membership.placeId))) {
        throw new Refusal('NOT_FOUND', 'No such role.', ['membershipId']);
      }
      if (!membership.validTo || membership.validTo > tx.at) membership.validTo = tx.at;
      return membership;
    });
  }
}

/** The one answer to whatever was wrong. */
function wrong(): Refusal {
  return new Refusal('NOT_ALLOWED', 'District, login or password is wrong.');
}
