import type { CalendarDate } from '../shared/clock.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Address } from './address.entity.ts';
import { pastDay } from './addresses.service.ts';
import { dividedAmong, type Share } from './division.rule.ts';
import type { OnHandOver, OnSuccession, Successor } from './hand-over.ts';
import { mustBeOpen } from './open-place.ts';
import { PlaceSuccessor } from './place-successor.entity.ts';
import { Place, type Polygon } from './place.entity.ts';
import { checked, lineageOf, mustBeFree, type MayChangePlaces } from './places.service.ts';
import { hang, linesOf, lockTree, makePlace } from './tree.ts';

/** A grid as it is to be. */
export interface NewGrid {
  readonly code: string;
  readonly name: string;
  readonly boundary?: Polygon | null | undefined;
}

/** A part of a grid that is split, with what comes to it. What no part names comes to the first. */
export interface GridPart extends NewGrid, Share {
  /** Who works there; whoever worked at the grid when absent. */
  readonly workerIds?: readonly string[] | undefined;
}

/** Where merged grids go: to one that is there, or to a new one. */
export type GridMergeInto = { readonly [K in keyof NewGrid | 'gridId']?: K extends keyof NewGrid ? NewGrid[K] | undefined : string | undefined };

export interface GridHooks {
  readonly onSuccession: readonly OnSuccession[];
  readonly onHandOver: readonly OnHandOver[];
}

const MOST_PARTS = 50;

/** Grids that close because others come in their stead. What has happened stays theirs; what goes on goes on there. */
export class GridsService {
  readonly #unit: UnitOfWork;
  readonly #hooks: GridHooks;
  readonly #mayChange: MayChangePlaces;

  constructor(unit: UnitOfWork, hooks: GridHooks, mayChange: MayChangePlaces) {
    this.#unit = unit;
    this.#hooks = hooks;
    this.#mayChange = mayChange;
  }

  /**
   * Closes a grid and founds its parts: each takes the addresses named for it, with everybody and everything there, and
   * the first takes all else.
   * @param day from which residents are counted at the parts; today when absent
   * @returns the grid that has closed
   * @throws Refusal NOT_FOUND for grid, addresses, buildings or workers; NOT_ALLOWED to who is no admin over its community; WRONG_STATE when it has closed or holds micro-grids; INVALID for what is no grid, for no parts, a code that is taken, a boundary that cannot be right, an address in two parts, a part without a worker, or a day ahead
   */
  split(performer: Performer, gridId: string, parts: readonly GridPart[], day?: CalendarDate): Promise<Place> {
    return this.#unit.of(performer, 'grid.split', async tx => {
      await lockTree(tx);
      const [grid] = await this.#lock(tx, [gridId], 'gridId');
      if (!grid) throw new Error('unreachable: one asked, one locked');
      if (parts.length === 0 || parts.length > MOST_PARTS) throw new Refusal('INVALID', `A grid is split into 1 to ${MOST_PARTS} parts.`, ['parts']);
      const shares = dividedAmong(parts, await tx.getAll(Address, { placeId: grid.id }));
      const places = await this.#found(tx, grid, parts, n => ['parts', String(n)]);
      const successors = places.map((place, n): Successor => ({ place, workerIds: parts[n]?.workerIds, path: ['parts', String(n), 'workerIds'] }));
      await this.#close(tx, [grid], successors);
      const from = pastDay(tx, day);
      const [first, ...others] = places.map((place, n) => ({ to: place.id, addressIds: shares[n] ?? [] }));
      for (const { to, addressIds } of others) await this.#handOver(tx, { from: grid.id, to, addressIds, day: from });
      if (first) await this.#handOver(tx, { from: grid.id, to: first.to, addressIds: null, day: from });
      return grid;
    });
  }

  /**
   * Closes grids of one community; another that is there, or a new one, takes all that is theirs.
   * @param day from which residents are counted there; today when absent
   * @param workerIds who works there; whoever worked at the grids when absent
   * @returns the grid that they were merged into
   * @throws Refusal as {@link GridsService.split}, and INVALID for grids of two communities, a grid merged into itself, or neither or both of a grid and a new one
   */
  merge(
    performer: Performer, gridIds: readonly string[], into: GridMergeInto, day?: CalendarDate, workerIds?: readonly string[],
  ): Promise<Place> {
    return this.#unit.of(performer, 'grid.merge', async tx => {
      await lockTree(tx);
      const closing = [...new Set(gridIds)];
      if (closing.length === 0) throw new Refusal('INVALID', 'Say which grids.', ['gridIds']);
      const grids = await this.#lock(tx, closing, 'gridIds');
      const [model] = grids;
      if (!model || grids.some(grid => grid.parentId !== model.parentId)) throw new Refusal('INVALID', 'These are grids of different communities.', ['gridIds']);
      const place = await this.#into(tx, model, closing, into);
      await this.#close(tx, grids, [{ place, workerIds, path: ['workerIds'] }]);
      const from = pastDay(tx, day);
      for (const grid of grids) await this.#handOver(tx, { from: grid.id, to: place.id, addressIds: null, day: from });
      return place;
    });
  }

  async #into(tx: Transaction, model: Place, closing: readonly string[], { gridId, code, name, boundary }: GridMergeInto): Promise<Place> {
    const isNew = code !== undefined && name !== undefined;
    if (isNew === (gridId !== undefined)) throw new Refusal('INVALID', 'Say either a grid that is there, or code and name of a new one.', ['into']);
    if (isNew) {
      const [founded] = await this.#found(tx, model, [{ code, name, boundary }], () => ['into']);
      if (!founded) throw new Error('unreachable: one asked, one made');
      return founded;
    }
    const path = ['into', 'gridId'];
    const place = await tx.get(Place, gridId ?? '');
    if (!place) throw new Refusal('NOT_FOUND', 'No such place.', path);
    if (closing.includes(place.id)) throw new Refusal('INVALID', 'A grid cannot be merged into itself.', path);
    if (place.level !== 'GRID' || place.parentId !== model.parentId) throw new Refusal('INVALID', 'Not a grid of the same community.', path);
    await mustBeOpen(tx, place, ...path);
    return place;
  }

  /** The grids, locked: nothing new comes to them while this unit works. */
  async #lock(tx: Transaction, ids: readonly string[], field: string): Promise<Place[]> {
    const grids = await tx.getAll(Place, { id: { $in: [...ids] } });
    if (grids.length < ids.length) throw new Refusal('NOT_FOUND', 'No such place.', [field]);
    for (const grid of grids) {
      const above = (await lineageOf(tx, grid.id)).filter(id => id !== grid.id);
      if (!this.#mayChange(tx.performer, above)) throw new Refusal('NOT_ALLOWED', 'Only an admin over its community may do this.', [field]);
      if (grid.level !== 'GRID') throw new Refusal('INVALID', `${grid.name} is no grid.`, [field]);
      await mustBeOpen(tx, grid, field);
    }
    const [under] = await tx.find(Place, { parentId: { $in: [...ids] }, closedAt: null });
    if (under) throw new Refusal('WRONG_STATE', `The micro-grid ${under.name} stands under it; move it under another place first.`, [field]);
    return grids;
  }

  /** New grids beside one that closes. */
  async #found(tx: Transaction, beside: Place, asked: readonly NewGrid[], pathOf: (n: number) => readonly string[]): Promise<Place[]> {
    const parent = await tx.keep(Place, beside.parentId ?? '');
    if (!parent) throw new Error('unreachable: a grid has a parent');
    const grids = asked.map((grid, n) => at(pathOf(n), () => checked(grid)));
    await at(pathOf(0), () => mustBeFree(tx, grids.map(({ code }) => code)));
    const places: Place[] = [];
    for (const { code, name, boundary } of grids) {
      places.push(await makePlace(tx, parent, { level: 'GRID', code, name, boundary: boundary ?? null, onboardedAt: beside.onboardedAt && tx.at }));
    }
    await hang(tx, places, await linesOf(tx, [parent.id]));
    return places;
  }

  async #close(tx: Transaction, grids: readonly Place[], successors: readonly Successor[]): Promise<void> {
    for (const grid of grids) {
      grid.closedAt = tx.at;
      for (const [ordinal, { place }] of successors.entries()) await tx.create(PlaceSuccessor, { placeId: grid.id, successorId: place.id, ordinal });
    }
    for (const follow of this.#hooks.onSuccession) await follow(tx, { closed: grids.map(({ id }) => id), successors });
  }

  /** Addresses first: what follows them finds them where they are now. */
  async #handOver(tx: Transaction, handOver: Parameters<OnHandOver>[1]): Promise<void> {
    const { from, to, addressIds } = handOver;
    if (addressIds?.length === 0) return;
    const moving = addressIds ?? (await tx.find(Address, { placeId: from })).map(({ id }) => id);
    await tx.bulkUpdate(Address, moving, { placeId: to });
    for (const follow of this.#hooks.onHandOver) await follow(tx, handOver);
  }
}

/** Does something whose refusals are about an input at a path. */
function at<T>(path: readonly string[], work: () => T): T {
  const placed = (error: unknown): never => {
    throw error instanceof Refusal ? new Refusal(error.code, error.message, [...path, ...error.field]) : error;
  };
  try {
    const done = work();
    return done instanceof Promise ? (done.catch(placed) as T) : done;
  } catch (error) {
    return placed(error);
  }
}
