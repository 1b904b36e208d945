import { Account } from '@linli/domain/access/account.entity';
import { Membership, type Role } from '@linli/domain/access/membership.entity';
import { hashPassword } from '@linli/domain/access/password';
import type { Domain } from '@linli/domain/domain';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import { gridCode } from './boundaries.ts';
import type { NewRow } from '@linli/domain/shared/read';
import { makeName } from './names.ts';
import type { MadeDistrict } from './places.ts';
import type { Random } from './random.ts';
import { DEMO_SIGN_INS } from './sign-ins.ts';

/** Account ids of those who deal with the cases of a grid. */
export interface GridStaff {
  readonly gridId: string;
  readonly worker: string;
  /** An account of a resident there, to be the requester of some cases. */
  readonly resident: string;
}

/** Account ids of those who deal with a community's cases. */
export interface CommunityStaff {
  readonly admin: string;
  readonly grids: readonly GridStaff[];
}

/** Who holds the account of a grid's resident. */
export type Holders = ReadonlyMap<string, { readonly id: string; readonly name: string }>;

/**
 * Makes an account with its role for every place: admins, one worker and one resident for every grid. Only those that
 * are printed can sign in.
 * @param holders residents by grid id @param managers property managers by their community's code
 * @returns staff by community id
 */
export async function makeAccounts(
  domain: Domain, random: Random, made: MadeDistrict, holders: Holders, managers: ReadonlyMap<string, { readonly id: string; readonly name: string }>, since: Date,
): Promise<ReadonlyMap<string, CommunityStaff>> {
  const printed = DEMO_SIGN_INS.filter(({ districtId }) => districtId === made.districtId);
  const hashes = new Map(await Promise.all(printed.map(async ({ login, password }) => [login, await hashPassword(password)] as const)));
  const accounts: NewRow<Account>[] = [];
  const memberships: NewRow<Membership>[] = [];
  const account = (login: string, displayName: string, passwordHash: string | null, of: { residentId?: string | null; organisationId?: string }): NewRow<Account> => ({
    id: newId(), login, displayName, phoneSealed: null, passwordHash, passwordOnce: false, passwordUntil: null, residentId: of.residentId ?? null,
    organisationId: of.organisationId ?? null, disabledAt: null, dataOrigin: 'GENERATED', createdAt: since,
  });
  const add = (role: Role, placeId: string, code: string, holder?: { id: string; name: string }): string => {
    const login = printed.find(each => each.role === role && each.place === code)?.login ?? `${role.toLowerCase().replace('_', '-')}-${code}`;
    const name = holder?.name ?? makeName(random, random.chance(0.5) ? 'FEMALE' : 'MALE', false);
    const own = account(login, name, hashes.get(login) ?? null, { residentId: holder?.id ?? null });
    accounts.push(own);
    memberships.push({ id: newId(), accountId: own.id, placeId, role, validFrom: since, validTo: null, standsInForId: null });
    return own.id;
  };
  add('DISTRICT_ADMIN', made.rootId, String(made.districtId));
  const staff = new Map<string, CommunityStaff>();
  for (const street of made.streets) {
    add('STREET_ADMIN', street.id, street.plan.code);
    for (const { id, plan, gridIds } of street.communities) {
      const admin = add('COMMUNITY_ADMIN', id, plan.code);
      if (printed.some(({ role, place }) => role === 'CENTRE_STAFF' && place === plan.code)) add('CENTRE_STAFF', id, plan.code);
      const grids = gridIds.map((gridId, n) => {
        const code = gridCode(plan.code, n + 1);
        return { gridId, worker: add('GRID_WORKER', gridId, code), resident: add('RESIDENT', gridId, code, holders.get(gridId)) };
      });
      staff.set(id, { admin, grids });
    }
  }
  for (const { login, role, place } of printed) {
    const manager = role === null ? managers.get(place) : undefined;
    if (manager) accounts.push(account(login, manager.name, hashes.get(login) ?? null, { organisationId: manager.id }));
  }
  await domain.unit.of(system(made.districtId), 'demo.load', async tx => {
    await tx.bulkInsert(Account, accounts);
    await tx.bulkInsert(Membership, memberships);
  });
  return staff;
}
