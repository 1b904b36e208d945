import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { isPolygon } from './boundary.rule.ts';
import { PlaceAncestor } from './place-ancestor.entity.ts';
import { Place, type PlaceLevel, type Polygon } from './place.entity.ts';
import { notOnboardedUnder } from './places.read.ts';

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

/** Registered by the room that knows roles: who may change what stands under a place, given its ids up the tree. */
export type MayChangePlaces = (performer: Performer, lineage: readonly string[]) => boolean;

/** Commands on the tree of places. It alone writes the closure table. */
export class PlacesService {
  readonly #unit: UnitOfWork;
  readonly #onReparent: readonly OnReparent[];
  readonly #mayChange: MayChangePlaces;

  constructor(unit: UnitOfWork, onReparent: readonly OnReparent[], mayChange: MayChangePlaces) {
    this.#unit = unit;
    this.#onReparent = onReparent;
    this.#mayChange = mayChange;
  }

  /**
   * Adds a place under a parent.
   * @throws Refusal NOT_FOUND for the parent; NOT_ALLOWED to who is no admin over it; INVALID when the level does not fit, the code is taken, or name, code or boundary cannot be right
   */
  create(performer: Performer, asked: NewPlace): Promise<Place> {
    return this.#unit.of(performer, 'place.create', async tx => {
      const [place] = await this.#add(tx, [asked]);
      if (!place) throw new Error('unreachable: one asked, one made');
      return place;
    });
  }

  /**
   * Adds many places at once, such as the grids of a street. Their parents are there already.
   * @returns the places, in the order asked
   * @throws Refusal as {@link PlacesService.create}; then none is added
   */
  createAll(performer: Performer, asked: readonly NewPlace[]): Promise<Place[]> {
    return this.#unit.of(performer, 'place.create', tx => this.#add(tx, asked));
  }

  /**
   * Has places work with the system from a moment on; those that do already keep their day.
   * @throws Refusal NOT_FOUND
   */
  onboard(performer: Performer, placeIds: readonly string[], at: Date): Promise<Place[]> {
    return this.#unit.of(performer, 'place.onboard', async tx => {
      const places = await tx.getAll(Place, { id: { $in: [...placeIds] } });
      if (places.length < new Set(placeIds).size) throw new Refusal('NOT_FOUND', 'No such place.', ['placeIds']);
      for (const place of places) place.onboardedAt ??= at;
      return places;
    });
  }

  /**
   * Marks a place and everything under it as working with the system from now on. What does already keeps its date.
   * @throws Refusal NOT_FOUND
   */
  onboardWhole(performer: Performer, placeId: string): Promise<Place> {
    return this.#unit.of(performer, 'place.onboard', async tx => {
      await lockTree(tx);
      const place = await tx.get(Place, placeId);
      if (!place) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      place.onboardedAt ??= tx.at;
      const below = (await tx.rows(notOnboardedUnder, placeId)).map(({ id }) => id);
      if (below.length > 0) await tx.bulkUpdate(Place, below, { onboardedAt: tx.at });
      return place;
    });
  }

  /**
   * Moves a place, with everything under it, under another parent. Its figures move with it, for all of its time.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED to who is no admin over both; INVALID when the level does not fit, or the parent lies within the place
   */
  reparent(performer: Performer, placeId: string, parentId: string): Promise<Place> {
    return this.#unit.of(performer, 'place.reparent', async tx => {
      await lockTree(tx);
      const [place, parent] = await lockBoth(tx, placeId, parentId);
      if (!place) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      if (!parent) throw new Refusal('NOT_FOUND', 'No such place.', ['parentId']);
      const [before, above] = [await lineageOf(tx, placeId), await lineageOf(tx, parentId)];
      this.#authorise(performer, without(before, [placeId]), 'placeId');
      this.#authorise(performer, above, 'parentId');
      place.goUnder(parent);
      if (above.includes(placeId)) throw new Refusal('INVALID', 'A place cannot stand under itself.', ['parentId']);
      const [lost, gained] = [without(before, [...above, placeId]), without(above, before)];
      for (const follow of this.#onReparent) await follow(tx, { placeId, lost, gained });
      await tx.flush();
      await rehang(tx, placeId, parentId);
      return place;
    });
  }

  async #add(tx: Transaction, all: readonly NewPlace[]): Promise<Place[]> {
    await lockTree(tx);
    const parents = new Map((await tx.getAll(Place, { id: { $in: all.map(each => each.parentId) } })).map(place => [place.id, place]));
    const above = Map.groupBy(await tx.find(PlaceAncestor, { placeId: { $in: [...parents.keys()] } }), line => line.placeId);
    for (const lines of above.values()) this.#authorise(tx.performer, lines.map(line => line.ancestorId), 'parentId');
    const asked = all.map(checked);
    const codes = new Set(asked.map(each => each.code));
    if (codes.size < asked.length || (await tx.find(Place, { code: { $in: [...codes] } })).length > 0) throw new Refusal('INVALID', 'This code is taken.', ['code']);
    const places: Place[] = [];
    for (const { parentId, level, code, name, boundary } of asked) {
      const parent = parents.get(parentId);
      if (!parent) throw new Refusal('NOT_FOUND', 'No such place.', ['parentId']);
      const place = await tx.create(Place, {
        id: newId(), parentId, level, code, name, boundary: boundary ?? null, onboardedAt: parent.onboardedAt,
        dataOrigin: parent.dataOrigin, createdAt: tx.at,
      });
      place.goUnder(parent);
      places.push(place);
    }
    for (const { id, parentId } of places) {
      for (const { ancestorId, depth } of [{ ancestorId: id, depth: -1 }, ...(above.get(parentId ?? '') ?? [])]) {
        await tx.create(PlaceAncestor, { placeId: id, ancestorId, depth: depth + 1 });
      }
    }
    return places;
  }

  #authorise(performer: Performer, lineage: readonly string[], field: string): void {
    if (!this.#mayChange(performer, lineage)) throw new Refusal('NOT_ALLOWED', 'Only an admin over this place may do this.', [field]);
  }
}

/** @throws Refusal INVALID for a wrong name, code or boundary */
function checked({ name, code, boundary, ...rest }: NewPlace): NewPlace {
  if (boundary && !isPolygon(boundary)) throw new Refusal('INVALID', 'Not a polygon of closed rings in degrees.', ['boundary']);
  return { ...rest, name: words(name, 100, 'name'), code: words(code, 100, 'code'), boundary: boundary ?? null };
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
