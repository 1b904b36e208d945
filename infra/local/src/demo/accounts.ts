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
 * @param holders residents by grid id
 * @returns staff by community id
 */
export async function makeAccounts(
  domain: Domain, random: Random, made: MadeDistrict, holders: Holders, since: Date,
): Promise<ReadonlyMap<string, CommunityStaff>> {
  const printed = DEMO_SIGN_INS.filter(({ districtId }) => districtId === made.districtId);
  const hashes = new Map(await Promise.all(printed.map(async ({ login, password }) => [login, await hashPassword(password)] as const)));
  const accounts: NewRow<Account>[] = [];
  const memberships: NewRow<Membership>[] = [];
  const add = (role: Role, placeId: string, code: string, holder?: { id: string; name: string }): string => {
    const id = newId();
    const login = printed.find(each => each.role === role && each.place === code)?.login ?? `${role.toLowerCase().replace('_', '-')}-${code}`;
    accounts.push({
      id, login, displayName: holder?.name ?? makeName(random, random.chance(0.5) ? 'FEMALE' : 'MALE', false),
      passwordHash: hashes.get(login) ?? null, passwordOnce: false, passwordUntil: null, residentId: holder?.id ?? null,
      organisationId: null, disabledAt: null, dataOrigin: 'GENERATED', createdAt: since,
    });
    memberships.push({ id: newId(), accountId: id, placeId, role, validFrom: since, validTo: null, standsInForId: null });
    return id;
  };
  add('DISTRICT_ADMIN', made.rootId, String(made.districtId));
  const staff = new Map<string, CommunityStaff>();
  for (const street of made.streets) {
    add('STREET_ADMIN', street.id, street.plan.code);
    for (const { id, plan, gridIds } of street.communities) {
      const admin = add('COMMUNITY_ADMIN', id, plan.code);
      const grids = gridIds.map((gridId, n) => {
        const code = gridCode(plan.code, n + 1);
        return { gridId, worker: add('GRID_WORKER', gridId, code), resident: add('RESIDENT', gridId, code, holders.get(gridId)) };
      });
      staff.set(id, { admin, grids });
    }
  }
  await domain.unit.of(system(made.districtId), 'demo.load', async tx => {
    await tx.bulkInsert(Account, accounts);
    await tx.bulkInsert(Membership, memberships);
  });
  return staff;
}
