import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { PlaceAncestor } from './place-ancestor.entity.ts';
import { Place, type PlaceLevel, type Polygon } from './place.entity.ts';

/** What a new place is made from. */
export interface NewPlace {
  readonly parentId: string;
  readonly level: PlaceLevel;
  readonly code: string;
  readonly name: string;
  readonly boundary?: Polygon | null;
}

/** Rooms above register here what has to follow when a subtree comes under another parent. */
export type OnReparent = (tx: Transaction, moved: { placeId: string; lost: string[]; gained: string[] }) => Promise<void>;

/** Commands on the tree of places. It alone writes the closure table. */
export class PlacesService {
  readonly #unit: UnitOfWork;
  readonly #onReparent: readonly OnReparent[];

  constructor(unit: UnitOfWork, onReparent: readonly OnReparent[]) {
    this.#unit = unit;
    this.#onReparent = onReparent;
  }

  /**
   * Adds a place under a parent.
   * @throws Refusal NOT_FOUND for the parent; INVALID when the level does not fit or the code is taken
   */
  create(performer: Performer, asked: NewPlace): Promise<Place> {
    return this.#unit.of(performer, 'place.create', async tx => {
      await lockTree(tx);
      const parent = await tx.get(Place, asked.parentId);
      if (!parent) throw new Refusal('NOT_FOUND', 'No such place.', ['parentId']);
      if (await tx.findOne(Place, { code: asked.code })) throw new Refusal('INVALID', 'This code is taken.', ['code']);
      const place = await tx.create(Place, {
        id: newId(), parentId: parent.id, level: asked.level, code: asked.code, name: asked.name, boundary: asked.boundary ?? null,
        onboardedAt: parent.onboardedAt, dataOrigin: parent.dataOrigin, createdAt: tx.at,
      });
      place.goUnder(parent);
      const above = await tx.find(PlaceAncestor, { placeId: parent.id });
      for (const { ancestorId, depth } of [{ ancestorId: place.id, depth: -1 }, ...above]) {
        await tx.create(PlaceAncestor, { placeId: place.id, ancestorId, depth: depth + 1 });
      }
      return place;
    });
  }

  /**
   * Moves a place, with everything under it, under another parent. Its figures move with it, for all of its time.
   * @throws Refusal NOT_FOUND; INVALID when the level does not fit, or the parent lies within the place
   */
  reparent(performer: Performer, placeId: string, parentId: string): Promise<Place> {
    return this.#unit.of(performer, 'place.reparent', async tx => {
      await lockTree(tx);
      const [place, parent] = await lockBoth(tx, placeId, parentId);
      if (!place) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      if (!parent) throw new Refusal('NOT_FOUND', 'No such place.', ['parentId']);
      place.goUnder(parent);
      const [before, above] = [await lineageOf(tx, placeId), await lineageOf(tx, parentId)];
      if (above.includes(placeId)) throw new Refusal('INVALID', 'A place cannot stand under itself.', ['parentId']);
      const [lost, gained] = [without(before, [...above, placeId]), without(above, before)];
      for (const follow of this.#onReparent) await follow(tx, { placeId, lost, gained });
      await tx.flush();
      await rehang(tx, placeId, parentId);
      return place;
    });
  }
}

/** Ids of a place and every place above it, as the unit sees them. */
export async function lineageOf(tx: Transaction, placeId: string): Promise<string[]> {
  return (await tx.find(PlaceAncestor, { placeId })).map(above => above.ancestorId);
}

/** One change of a district's tree at a time: the closure of one move must not be read while another rewrites it. */
async function lockTree(tx: Transaction): Promise<void> {
  await tx.getAll(Place, { parentId: null });
}

/** Locks two places in id order, so that two moves never wait for each other. */
async function lockBoth(tx: Transaction, a: string, b: string): Promise<[Place | null, Place | null]> {
  const locked = await tx.getAll(Place, { id: { $in: [a, b] } });
  return [locked.find(place => place.id === a) ?? null, locked.find(place => place.id === b) ?? null];
}

/** Rewrites the closure for a moved subtree. */
async function rehang(tx: Transaction, placeId: string, parentId: string): Promise<void> {
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

function without(ids: readonly string[], those: readonly string[]): string[] {
  return ids.filter(id => !those.includes(id));
}
