import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { checkedBoundary } from './boundary.rule.ts';
import { mustBeOpen } from './open-place.ts';
import { PlaceAncestor } from './place-ancestor.entity.ts';
import { Place, type PlaceLevel, type Polygon } from './place.entity.ts';
import { notOnboardedUnder } from './places.read.ts';
import { hang, linesOf, lockTree, makePlace, rehang } from './tree.ts';

/** What a new place is made from. */
export interface NewPlace {
  readonly parentId: string;
  readonly level: PlaceLevel;
  readonly code: string;
  readonly name: string;
  readonly boundary?: Polygon | null;
}

/** What may be said anew of a place; what is absent stays. */
export interface PlaceChange {
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly boundary?: Polygon | undefined;
}

/** Rooms above register here what has to follow when a subtree comes under another parent. */
export type OnReparent = (tx: Transaction, moved: { placeId: string; lost: string[]; gained: string[] }) => Promise<void>;

/** Registered by the room that knows roles: who may change what stands under a place, given its ids up the tree. */
export type MayChangePlaces = (performer: Performer, lineage: readonly string[]) => boolean;

/** Commands on the tree of places. With grids.service it alone writes the closure table. */
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
   * @throws Refusal NOT_FOUND for the parent; NOT_ALLOWED to who is no admin over it; WRONG_STATE when it has closed; INVALID when the level does not fit, the code is taken, or name, code or boundary cannot be right
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
   * Renames a place, gives it another code or draws its boundary anew, by an admin over what it stands under.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE when it has closed; INVALID when the code is taken, or name, code or boundary cannot be right
   */
  update(performer: Performer, placeId: string, { code, name, boundary }: PlaceChange): Promise<Place> {
    return this.#unit.of(performer, 'place.update', async tx => {
      const place = await tx.get(Place, placeId);
      if (!place) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      this.#authorise(performer, without(await lineageOf(tx, placeId), [placeId]), 'placeId');
      await mustBeOpen(tx, place, 'placeId');
      if (name !== undefined) place.name = checkedName(name);
      if (boundary !== undefined) place.boundary = checkedBoundary(boundary);
      if (code !== undefined && code !== place.code) {
        const asked = checkedCode(code);
        if (await tx.findOne(Place, { code: asked })) throw taken();
        place.code = asked;
      }
      return place;
    });
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
   * @throws Refusal NOT_FOUND; NOT_ALLOWED to who is no admin over both; WRONG_STATE when either has closed; INVALID when the level does not fit, or the parent lies within the place
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
      await mustBeOpen(tx, place, 'placeId');
      await mustBeOpen(tx, parent, 'parentId');
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
    const above = await linesOf(tx, [...parents.keys()]);
    for (const lines of above.values()) this.#authorise(tx.performer, lines.map(line => line.ancestorId), 'parentId');
    for (const parent of parents.values()) await mustBeOpen(tx, parent, 'parentId');
    const asked = all.map(checked);
    await mustBeFree(tx, asked.map(each => each.code));
    const places: Place[] = [];
    for (const { parentId, level, code, name, boundary } of asked) {
      const parent = parents.get(parentId);
      if (!parent) throw new Refusal('NOT_FOUND', 'No such place.', ['parentId']);
      places.push(await makePlace(tx, parent, { level, code, name, boundary: boundary ?? null, onboardedAt: parent.onboardedAt }));
    }
    await hang(tx, places, above);
    return places;
  }

  #authorise(performer: Performer, lineage: readonly string[], field: string): void {
    if (!this.#mayChange(performer, lineage)) throw new Refusal('NOT_ALLOWED', 'Only an admin over this place may do this.', [field]);
  }
}

/** @throws Refusal INVALID for a wrong name, code or boundary */
export function checked<P extends { readonly name: string; readonly code: string; readonly boundary?: Polygon | null | undefined }>(asked: P): P & { boundary: Polygon | null } {
  return { ...asked, name: checkedName(asked.name), code: checkedCode(asked.code), boundary: asked.boundary ? checkedBoundary(asked.boundary) : null };
}

/** @throws Refusal INVALID when one of some codes is asked twice, or stands for another place, be it a closed one */
export async function mustBeFree(tx: Transaction, codes: readonly string[]): Promise<void> {
  if (new Set(codes).size < codes.length || (await tx.findOne(Place, { code: { $in: [...codes] } }))) throw taken();
}

/** Ids of a place and every place above it, as the unit sees them. */
export async function lineageOf(tx: Transaction, placeId: string): Promise<string[]> {
  return (await tx.find(PlaceAncestor, { placeId })).map(above => above.ancestorId);
}

function checkedName(name: string): string {
  return words(name, 100, 'name');
}

function checkedCode(code: string): string {
  return words(code, 100, 'code');
}

function taken(): Refusal {
  return new Refusal('INVALID', 'This code is taken.', ['code']);
}

/** Locks two places in id order, so that two moves never wait for each other. */
async function lockBoth(tx: Transaction, a: string, b: string): Promise<[Place | null, Place | null]> {
  const locked = await tx.getAll(Place, { id: { $in: [a, b] } });
  return [locked.find(place => place.id === a) ?? null, locked.find(place => place.id === b) ?? null];
}

function without(ids: readonly string[], those: readonly string[]): string[] {
  return ids.filter(id => !those.includes(id));
}
