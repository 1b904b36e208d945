import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import { one, type Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import { isDistrictId } from '../shared/roles.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { Account } from './account.entity.ts';
import { sessionByDigest } from './access.read.ts';
import type { Actor } from './actor.ts';
import { asCompared, LONGEST_LOGIN, newLogin } from './login.rule.ts';
import { Membership, type Role } from './membership.entity.ts';
import { hashPassword, passwordFits } from './password.ts';
import { Session } from './session.entity.ts';
import type { SignInLimit } from './sign-in-limit.ts';
import { digestOf, newToken } from './token.ts';

/** How long a session lives without signing in again. */
const SESSION_DAYS = 14;

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
}

/** Signing in and out, and accounts that the system makes. */
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
    const name = asCompared(login);
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
      if (!account?.mayTryPassword(tx.at) || account.passwordHash !== tried.passwordHash) throw wrong();
      if (account.passwordOnce) account.passwordHash = null;
      const session = await tx.create(Session, {
        id: newId(), accountId: account.id, tokenDigest: digestOf(token), createdAt: tx.at,
        expiresAt: new Date(tx.at.getTime() + SESSION_DAYS * 86_400_000), revokedAt: null,
      });
      const actor = await one(tx, sessionByDigest, session.tokenDigest, tx.at);
      if (!actor) throw wrong();
      return { expiresAt: session.expiresAt, actor };
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

  /**
   * Sets the actor's own password and ends their other sessions. Whoever has just used a one-time password need not
   * say it again.
   * @throws Refusal INVALID for an unfit one; NOT_ALLOWED at `currentPassword`, or TOO_MANY_ATTEMPTS, as at signing in
   */
  async setPassword(actor: Actor, password: string, currentPassword: string | null): Promise<Account> {
    const passwordHash = await hashPassword(password);
    // Without its key, which is not needed here: a fingerprint of this input would be a quick digest of the password.
    const performer = { ...actor, idempotency: undefined };
    const before = await this.#unit.of(performer, 'account.try', tx => tx.findOne(Account, { id: actor.accountId }));
    if (!before?.passwordOnce) await this.#confirm(actor, before, currentPassword ?? '');
    return this.#unit.of(performer, 'account.set_password', async tx => {
      const account = await tx.get(Account, actor.accountId);
      const sessions = await tx.getAll(Session, { accountId: actor.accountId, revokedAt: null });
      // Again under the lock: an admin may have reset the account meanwhile, which ends this session too.
      if (!account || account.passwordHash !== before?.passwordHash || !sessions.some(({ id }) => id === actor.sessionId)) throw notCurrent();
      Object.assign(account, { passwordHash, passwordOnce: false, passwordUntil: null });
      for (const session of sessions) if (session.id !== actor.sessionId) session.revokedAt = tx.at;
      return account;
    });
  }

  async #confirm(actor: Actor, account: Account | null, password: string): Promise<void> {
    if (!account) throw notCurrent();
    await this.#limit.attempt(actor.districtId, account.login, actor.address);
    if (!(await passwordFits(account.passwordHash ?? null, password))) throw notCurrent();
    await this.#limit.succeeded(actor.districtId, account.login);
  }

  /** Makes an account, by the system: imports, demo data, the first administrator. */
  async createAccount(
    performer: Performer,
    asked: { login: string; displayName: string; password: string | null; once?: boolean; dataOrigin?: DataOrigin; roles: readonly { role: Role; placeId: string }[] },
  ): Promise<Account> {
    const passwordHash = asked.password === null ? null : await hashPassword(asked.password);
    return this.#unit.of(performer, 'account.create', async tx => {
      const login = newLogin(asked.login);
      if (await tx.findOne(Account, { login })) throw new Refusal('INVALID', 'This login is taken.', ['login']);
      const account = await tx.create(Account, {
        id: newId(), login, displayName: asked.displayName, passwordHash, passwordOnce: asked.once ?? false, passwordUntil: null,
        residentId: null, organisationId: null, disabledAt: null, dataOrigin: asked.dataOrigin ?? 'REAL', createdAt: tx.at,
      });
      for (const { role, placeId } of asked.roles) {
        await tx.create(Membership, { id: newId(), accountId: account.id, placeId, role, validFrom: tx.at, validTo: null, standsInForId: null });
      }
      return account;
    });
  }
}

/** The one answer to whatever was wrong. */
function wrong(): Refusal {
  return new Refusal('NOT_ALLOWED', 'District, login or password is wrong.');
}

function notCurrent(): Refusal {
  return new Refusal('NOT_ALLOWED', 'The current password is wrong.', ['currentPassword']);
}
