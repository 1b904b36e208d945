import { Refusal } from '../shared/refusal.ts';
import { addressParts } from './address.rule.ts';
import type { Address } from './address.entity.ts';

/** What comes to one part of a grid: single addresses, and whole buildings. */
export interface Share {
  readonly addressIds?: readonly string[] | undefined;
  readonly buildings?: readonly { readonly compound: string; readonly building?: string | null | undefined }[] | undefined;
}

/**
 * The ids of the addresses of each share, in the order of the shares.
 * @throws Refusal NOT_FOUND for an address or a building that is not among `addresses`; INVALID for one in two shares
 */
export function dividedAmong(shares: readonly Share[], addresses: readonly Pick<Address, 'id' | 'compound' | 'building'>[]): string[][] {
  const known = new Set(addresses.map(({ id }) => id));
  const byBuilding = Map.groupBy(addresses, ({ compound, building }) => keyOf(compound, building ?? null));
  const taken = new Map<string, number>();
  const take = (id: string, n: number, ...path: string[]): void => {
    if ((taken.get(id) ?? n) !== n) throw new Refusal('INVALID', 'This address is in two parts.', ['parts', String(n), ...path]);
    taken.set(id, n);
  };
  for (const [n, { addressIds = [], buildings = [] }] of shares.entries()) {
    for (const id of addressIds) {
      if (!known.has(id)) throw new Refusal('NOT_FOUND', 'No such address at this grid.', ['parts', String(n), 'addressIds']);
      take(id, n, 'addressIds');
    }
    for (const asked of buildings) {
      const { compound, building } = addressParts(asked);
      const there = byBuilding.get(keyOf(compound, building));
      if (!there) throw new Refusal('NOT_FOUND', 'No such building at this grid.', ['parts', String(n), 'buildings']);
      for (const { id } of there) take(id, n, 'buildings');
    }
  }
  return shares.map((_, n) => [...taken].filter(([, share]) => share === n).map(([id]) => id));
}

function keyOf(compound: string, building: string | null): string {
  return JSON.stringify([compound, building]);
}
