import { lineageOf } from '../places/places.service.ts';
import { sealedPhone } from '../people/register.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { mayGrant } from './access.policy.ts';
import { Account, oneTime } from './account.entity.ts';
import { ADMINS, holds, isActor, type Actor } from './actor.ts';
import { newLogin } from './login.rule.ts';
import { Membership } from './membership.entity.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import { authoriseGrant, giveRole, managesHolder, type NewRole } from './roles.ts';
import type { RoleChanged } from './roles.service.ts';
import { Session } from './session.entity.ts';

/** Somebody to be given an account. */
export interface Invitation {
  readonly login: string;
  readonly displayName: string;
  /** Where colleagues reach them. */
  readonly phone?: string | undefined;
  readonly roles: readonly Omit<NewRole, 'standsInForId'>[];
  /** The organisation that it works for, instead of roles. */
  readonly organisationId?: string | undefined;
  /** The resident whose own account it is. */
  readonly residentId?: string | undefined;
}

/** Registered by the room that knows organisations: the place that one serves, and whether it is closed; null when there is none. */
export type OrganisationOf = (tx: Transaction, organisationId: string) => Promise<{ readonly placeId: string; readonly closed: boolean } | null>;

/** An account with a one-time password. */
export interface FirstPassword {
  readonly account: Account;
  /** Shown here and never again: null when the same command is answered once more. */
  readonly password: string | null;
}

/** Characters of a name shown to colleagues. */
const LONGEST_NAME = 100;

/** Accounts, managed by admins who may grant every role that they hold, or over the place that their organisation serves. */
export class AccountsService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;
  readonly #organisationOf: OrganisationOf;
  readonly #roleChanged: RoleChanged;

  constructor(unit: UnitOfWork, sealer: Sealer, organisationOf: OrganisationOf, roleChanged: RoleChanged) {
    this.#unit = unit;
    this.#sealer = sealer;
    this.#organisationOf = organisationOf;
    this.#roleChanged = roleChanged;
  }

  /**
   * Makes an account with its roles, or of an organisation, and a password for one sign-in.
   * @throws Refusal NOT_FOUND for a place, also above the actor's own rank, the resident or the organisation; WRONG_STATE for
   *   an organisation that is closed, or a resident whose data was erased; INVALID for a login that is taken or malformed, a
   *   name of no or too many characters, a phone of a wrong form, no role at all, or a wrong period; CONFLICT for two roles that overlap, or a
   *   resident who has an account
   */
  invite(actor: Actor, asked: Invitation): Promise<FirstPassword> {
    return this.#withPassword(actor, 'account.invite', async (tx, passwordHash) => {
      if (asked.organisationId !== undefined) await this.#joinable(tx, actor, asked.organisationId);
      if (asked.residentId !== undefined && asked.organisationId !== undefined) throw new Refusal('INVALID', 'An organisation\'s account is no resident\'s own.', ['residentId']);
      const residentId = asked.residentId === undefined ? null : await residentOf(tx, actor, asked.residentId);
      if ((asked.roles.length === 0) === (asked.organisationId === undefined)) {
        throw new Refusal('INVALID', 'Give the account roles, or an organisation and no roles.', ['roles']);
      }
      for (const [n, role] of asked.roles.entries()) await authoriseGrant(tx, actor, role, ['roles', String(n)]);
      const login = newLogin(asked.login);
      if (await tx.findOne(Account, { login })) throw new Refusal('INVALID', 'This login is taken.', ['login']);
      const account = await tx.create(Account, {
        id: newId(), login, displayName: words(asked.displayName, LONGEST_NAME, 'displayName'), passwordHash, ...oneTime(tx.at),
        phoneSealed: sealedPhone(tx, this.#sealer, asked.phone ?? null).phoneSealed, residentId, organisationId: asked.organisationId ?? null, disabledAt: null, dataOrigin: 'REAL', createdAt: tx.at,
      });
      for (const [n, role] of asked.roles.entries()) {
        await this.#roleChanged(tx, await giveRole(tx, account.id, role, ['roles', String(n)]), 'GIVEN');
      }
      return account;
    });
  }

  /** Replaces the password by one for one sign-in, and ends all sessions. @throws Refusal NOT_FOUND; INVALID for one's own account; WRONG_STATE for a disabled one */
  reset(actor: Actor, accountId: string): Promise<FirstPassword> {
    return this.#withPassword(actor, 'account.reset', async (tx, passwordHash) => {
      const account = await this.#managed(tx, actor, accountId);
      if (account.id === actor.accountId) throw new Refusal('INVALID', 'Set your own password instead.', ['accountId']);
      if (account.disabledAt) throw new Refusal('WRONG_STATE', 'Enable the account first.', ['accountId']);
      account.expectFirstSignIn(passwordHash, tx.at);
      await endSessions(tx, account);
      return account;
    });
  }

  /** Has nobody sign in by an account any more, and ends its sessions. @throws Refusal NOT_FOUND; INVALID for one's own account */
  disable(actor: Actor, accountId: string): Promise<Account> {
    return this.#unit.of(actor, 'account.disable', async tx => {
      const account = await this.#managed(tx, actor, accountId);
      if (account.id === actor.accountId) throw new Refusal('INVALID', 'Nobody disables their own account.', ['accountId']);
      account.disabledAt ??= tx.at;
      await endSessions(tx, account);
      return account;
    });
  }

  /** Undoes {@link AccountsService.disable}; its holder signs in anew. @throws Refusal NOT_FOUND */
  enable(actor: Actor, accountId: string): Promise<Account> {
    return this.#unit.of(actor, 'account.enable', async tx => {
      const account = await this.#managed(tx, actor, accountId);
      account.disabledAt = null;
      return account;
    });
  }

  /** Changes the name shown to colleagues. @throws Refusal NOT_FOUND; INVALID for no or too many characters */
  rename(actor: Actor, accountId: string, displayName: string): Promise<Account> {
    return this.#unit.of(actor, 'account.rename', async tx => {
      const account = await this.#managed(tx, actor, accountId);
      account.displayName = words(displayName, LONGEST_NAME, 'displayName');
      return account;
    });
  }

  /**
   * Registered with the unit of work: a command on an account or a role sent again is answered only to who may still
   * manage it.
   * @throws Refusal NOT_FOUND
   */
  async stillManaged(tx: Transaction, result: unknown): Promise<void> {
    const { performer } = tx;
    if (!isActor(performer)) return;
    if (result instanceof Account && result.id !== performer.accountId && !(await this.#manages(tx, performer, result))) throw noAccount();
    if (result instanceof Membership && !mayGrant(performer, result.role, await lineageOf(tx, result.placeId))) {
      throw new Refusal('NOT_FOUND', 'No such role.', ['membershipId']);
    }
  }

  async #managed(tx: Transaction, actor: Actor, accountId: string): Promise<Account> {
    const account = await tx.get(Account, accountId);
    if (!account || !(await this.#manages(tx, actor, account))) throw noAccount();
    return account;
  }

  async #manages(tx: Transaction, actor: Actor, account: Account): Promise<boolean> {
    if (account.organisationId) return (await this.#administered(tx, actor, account.organisationId)) !== null;
    return managesHolder(tx, actor, account.id);
  }

  async #joinable(tx: Transaction, actor: Actor, organisationId: string): Promise<void> {
    const organisation = await this.#administered(tx, actor, organisationId);
    if (!organisation) throw new Refusal('NOT_FOUND', 'No such organisation.', ['organisationId']);
    if (organisation.closed) throw new Refusal('WRONG_STATE', 'This organisation is closed.', ['organisationId']);
  }

  async #administered(tx: Transaction, actor: Actor, organisationId: string): Promise<{ readonly closed: boolean } | null> {
    const organisation = await this.#organisationOf(tx, organisationId);
    return organisation && holds(actor, ADMINS, await lineageOf(tx, organisation.placeId)) ? organisation : null;
  }

  /** A command that gives a one-time password; carried out already, it answers without one. */
  async #withPassword(actor: Actor, command: string, work: (tx: Transaction, passwordHash: string) => Promise<Account>): Promise<FirstPassword> {
    const made = oneTimePassword();
    const passwordHash = await hashPassword(made); // outside the transaction: it takes long
    let password: string | null = null;
    const account = await this.#unit.of(actor, command, async tx => {
      const done = await work(tx, passwordHash);
      password = made;
      return done;
    });
    return { account, password };
  }
}

function noAccount(): Refusal {
  return new Refusal('NOT_FOUND', 'No such account.', ['accountId']);
}

async function endSessions(tx: Transaction, { id }: Account): Promise<void> {
  for (const session of await tx.getAll(Session, { accountId: id, revokedAt: null })) session.revokedAt = tx.at;
}

async function residentOf(tx: Transaction, actor: Actor, residentId: string): Promise<string> {
  const resident = await tx.findOne(Resident, { id: residentId });
  if (!resident || !holds(actor, ADMINS, await lineageOf(tx, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
  if (resident.erasedAt) throw new Refusal('WRONG_STATE', 'This person\'s data was erased.', ['residentId']);
  if (await tx.findOne(Account, { residentId })) throw new Refusal('CONFLICT', 'This resident has an account already.', ['residentId']);
  return residentId;
}
