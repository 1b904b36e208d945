import type { Role } from '../access/membership.entity.ts';
import type { Transaction } from '../shared/transaction.ts';
import { accountOfResident, accountsActingFor, holdersOver } from './notices.read.ts';

/** Finds whom a notice is for, inside the writer's transaction; one may be named more than once. */
export type Recipients = (tx: Transaction) => Promise<readonly string[]>;

/** These accounts; null stands for nobody. */
export function accounts(...ids: readonly (string | null | undefined)[]): Recipients {
  return async () => ids.filter(id => id !== null && id !== undefined);
}

/** A resident by their own account; nobody when they have none. */
export function ownAccountOf(residentId: string): Recipients {
  return async tx => (await tx.rows(accountOfResident, residentId)).map(({ id }) => id);
}

/** A resident by their own account, and whoever acts for them now; null stands for nobody. */
export function residentAndProxies(residentId: string | null | undefined): Recipients {
  return async tx => (residentId ? (await tx.rows(accountsActingFor, residentId, tx.at)).map(({ id }) => id) : []);
}

/** Who works over a place now in one of these roles, whoever stands in for somebody included. */
export function workingOver(placeId: string, roles: readonly Role[]): Recipients {
  return async tx => (await tx.rows(holdersOver, placeId, roles, tx.at)).map(({ accountId }) => accountId);
}

/** Those of them at the nearest place that has any: a community's admins before the street's. */
export function nearestOver(placeId: string, roles: readonly Role[]): Recipients {
  return async tx => {
    const holders = await tx.rows(holdersOver, placeId, roles, tx.at);
    const nearest = Math.min(...holders.map(({ depth }) => depth));
    return holders.filter(({ depth }) => depth === nearest).map(({ accountId }) => accountId);
  };
}

/** All of these. */
export function allOf(...each: readonly Recipients[]): Recipients {
  return async tx => {
    const found: string[] = [];
    for (const recipients of each) found.push(...(await recipients(tx)));
    return found;
  };
}

/** The first of these that is anybody. */
export function firstOf(...each: readonly Recipients[]): Recipients {
  return async tx => {
    for (const recipients of each) {
      const found = await recipients(tx);
      if (found.length > 0) return found;
    }
    return [];
  };
}
