import type { PointOwner } from '@linli/domain/points/points-award.entity';
import { IDENTIFICATIONS } from '@linli/domain/points/redemption.entity';
import { read } from '@linli/domain/shared/read';
import type { Past } from '../past.ts';
import type { Random } from '../random.ts';
import type { Offered } from './scheme.ts';

/** Somebody who comes to the counter, and whose points they bring. */
export interface Customer {
  readonly residentId: string;
  readonly from: PointOwner;
  readonly ownerId: string;
}

const held = read<{ ownerId: string; points: number }, [string[]]>('demo_points_held',
  `select a.owner_id as "ownerId", (a.balance - a.reserved)::float8 as points from ledger_account a
   where a.district_id = $1 and a.unit = 'POINT' and a.owner_id = any($2::uuid[])`);

/** What each of some customers can spend. */
export async function spendable(past: Past, customers: readonly Customer[]): Promise<ReadonlyMap<string, number>> {
  const rows = await past.unit(tx => tx.rows(held, customers.map(({ ownerId }) => ownerId)));
  return new Map(rows.map(({ ownerId, points }) => [ownerId, points]));
}

/** As many customers as there are moments redeem at the counter, those with the most points first. */
export async function redeemAtCounter(past: Past, random: Random, customers: readonly Customer[], goods: readonly Offered[], moments: readonly Date[]): Promise<void> {
  const has = await spendable(past, customers);
  const cheapest = Math.min(...goods.map(({ price }) => price));
  const coming = customers.filter(({ ownerId }) => (has.get(ownerId) ?? 0) >= cheapest).toSorted((a, b) => (has.get(b.ownerId) ?? 0) - (has.get(a.ownerId) ?? 0));
  for (const [n, at] of moments.entries()) {
    const customer = coming[n];
    if (!customer || !past.goTo(at)) return;
    const { residentId, from, ownerId } = customer;
    const good = random.pick(goods.filter(({ price }) => price <= (has.get(ownerId) ?? 0)));
    await past.domain.points.redemptions.atCounter(past.by, { goodId: good.id, residentId, quantity: 1, from }, random.pick(IDENTIFICATIONS));
  }
}
