import { newId } from '../shared/ids.ts';
import type { Transaction } from '../shared/transaction.ts';
import { PlaceAncestor } from './place-ancestor.entity.ts';
import { Place } from './place.entity.ts';

/** One change of a district's tree at a time: the closure of one move must not be read while another rewrites it. */
export async function lockTree(tx: Transaction): Promise<void> {
  await tx.getAll(Place, { parentId: null });
}

/** Makes a place under a parent. Its lines in the closure follow with {@link hang}, so that many are made in few statements. */
export async function makePlace(
  tx: Transaction, parent: Place, values: Pick<Place, 'level' | 'code' | 'name' | 'boundary' | 'onboardedAt'>,
): Promise<Place> {
  const place = await tx.create(Place, {
    ...values, id: newId(), parentId: parent.id, closedAt: null, dataOrigin: parent.dataOrigin, createdAt: tx.at,
  });
  place.goUnder(parent);
  return place;
}

/** Writes the closure of new places, given the lines of their parents. */
export async function hang(tx: Transaction, places: readonly Place[], above: ReadonlyMap<string, readonly PlaceAncestor[]>): Promise<void> {
  for (const { id, parentId } of places) {
    for (const { ancestorId, depth } of [{ ancestorId: id, depth: -1 }, ...(above.get(parentId ?? '') ?? [])]) {
      await tx.create(PlaceAncestor, { placeId: id, ancestorId, depth: depth + 1 });
    }
  }
}

/** The closure's lines of some places, by place. */
export async function linesOf(tx: Transaction, placeIds: readonly string[]): Promise<Map<string, PlaceAncestor[]>> {
  return Map.groupBy(await tx.find(PlaceAncestor, { placeId: { $in: [...placeIds] } }), line => line.placeId);
}

/** Rewrites the closure for a moved subtree. */
export async function rehang(tx: Transaction, placeId: string, parentId: string): Promise<void> {
  await tx.execute(
    `/* place_unhang */ delete from place_ancestor l using place_ancestor below
     where l.district_id = $1 and below.district_id = $1 and below.ancestor_id = $2 and l.place_id = below.place_id
       and l.ancestor_id not in (select place_id from place_ancestor where district_id = $1 and ancestor_id = $2)`,
    tx.districtId, placeId);
  await tx.execute(
    `/* place_hang */ insert into place_ancestor (district_id, place_id, ancestor_id, depth)
     select $1, below.place_id, above.ancestor_id, below.depth + above.depth + 1
     from place_ancestor below, place_ancestor above
     where below.district_id = $1 and below.ancestor_id = $2 and above.district_id = $1 and above.place_id = $3`,
    tx.districtId, placeId, parentId);
}
