import { lineageOf } from '../places/places.service.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { mayGrant } from './access.policy.ts';
import { Account } from './account.entity.ts';
import type { Actor } from './actor.ts';
import { lasts } from './membership.rule.ts';
import { Membership } from './membership.entity.ts';
import { authoriseGrant, endStandIns, giveRole, mayGiveTo, refuseOverlap, type NewRole } from './roles.ts';

/** Called in the transaction that gives or takes a role; rooms above register here. */
export type RoleChanged = (tx: Transaction, membership: Membership, change: 'GIVEN' | 'TAKEN') => Promise<void>;

/** Roles at places, over time. What begins or ends is felt on open subscriptions within a second. */
export class RolesService {
  readonly #unit: UnitOfWork;
  readonly #changed: RoleChanged;

  constructor(unit: UnitOfWork, changed: RoleChanged) {
    this.#unit = unit;
    this.#changed = changed;
  }

  /**
   * Gives an account a role at a place, from now or later, to stand in for somebody else or not.
   * @throws Refusal NOT_FOUND for the place, also above the actor's own rank, for the account, also one without a role that others manage, or for whom it stands in for;
   *   INVALID for an organisation's account or a wrong period; CONFLICT when it is held at that time already
   */
  grant(actor: Actor, accountId: string, asked: NewRole): Promise<Membership> {
    return this.#unit.of(actor, 'role.grant', async tx => {
      await authoriseGrant(tx, actor, asked);
      const account = await tx.get(Account, accountId);
      if (!account || (account.organisationId === null && !(await mayGiveTo(tx, actor, account.id)))) throw new Refusal('NOT_FOUND', 'No such account.', ['accountId']);
      if (account.organisationId !== null) throw new Refusal('INVALID', 'An organisation\'s account holds no role at a place.', ['accountId']);
      const given = await giveRole(tx, account.id, asked);
      await this.#changed(tx, given, 'GIVEN');
      return given;
    });
  }

  /** Takes a role away, and from who stands in for its holder; it ends now, on open subscriptions too, or never begins. @throws Refusal NOT_FOUND */
  revoke(actor: Actor, membershipId: string): Promise<Membership> {
    return this.#unit.of(actor, 'role.revoke', async tx => {
      const membership = await grantable(tx, actor, membershipId);
      if (!lasts(membership, tx.at)) return membership;
      membership.validTo = membership.validFrom > tx.at ? membership.validFrom : tx.at;
      for (const ended of [membership, ...(await endStandIns(tx, membership))]) await this.#changed(tx, ended, 'TAKEN');
      return membership;
    });
  }

  /**
   * Sets when a role ends that is held or to be held; null for no end. Stand-ins end no later.
   * @throws Refusal NOT_FOUND; WRONG_STATE when it is over; INVALID for a time in the past or before it begins;
   *   CONFLICT when the account holds it again by then
   */
  changeEnd(actor: Actor, membershipId: string, validTo: Date | null): Promise<Membership> {
    return this.#unit.of(actor, 'role.change_end', async tx => {
      const membership = await grantable(tx, actor, membershipId);
      if (!lasts(membership, tx.at)) throw new Refusal('WRONG_STATE', 'This role is over.', ['membershipId']);
      if (validTo && (validTo < tx.at || validTo <= membership.validFrom)) {
        throw new Refusal('INVALID', 'The end must be after the beginning, and not in the past.', ['validTo']);
      }
      const { id, accountId, placeId, role, validFrom } = membership;
      await refuseOverlap(tx, { id, accountId, placeId, role, validFrom, validTo }, ['validTo']);
      membership.validTo = validTo;
      await endStandIns(tx, membership);
      return membership;
    });
  }
}

async function grantable(tx: Transaction, actor: Actor, membershipId: string): Promise<Membership> {
  const membership = await tx.get(Membership, membershipId);
  if (!membership || !mayGrant(actor, membership.role, await lineageOf(tx, membership.placeId))) {
    throw new Refusal('NOT_FOUND', 'No such role.', ['membershipId']);
  }
  return membership;
}
