import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { Address, type AddressUse } from './address.entity.ts';
import { addressParts, fullText, sortKey, type AddressParts, type AsWritten } from './address.rule.ts';
import { roomsOf, type BuildingPlan } from './building.rule.ts';
import type { OnHandOver } from './hand-over.ts';
import { openPlace } from './open-place.ts';
import { Place } from './place.entity.ts';
import { lineageOf, type MayChangePlaces } from './places.service.ts';
import { wgs84, type Position } from './position.rule.ts';

/** What may be said of an address. */
export interface AddressFacts extends AsWritten {
  readonly use: AddressUse;
  readonly position?: Position | undefined;
}

/** A new address. */
export interface NewAddress extends AddressFacts {
  readonly placeId: string;
  /** Its number in another system; sent again from there it is the same address, as it is told now. */
  readonly external?: { readonly system: string; readonly id: string } | undefined;
}

/** What is said anew; what is absent stays, and an empty text takes a part away. */
export type AddressChange = { readonly [K in keyof AddressFacts]?: AddressFacts[K] | undefined };

/** Commands on addresses. */
export class AddressesService {
  readonly #unit: UnitOfWork;
  readonly #onHandOver: readonly OnHandOver[];
  readonly #mayChange: MayChangePlaces;

  constructor(unit: UnitOfWork, onHandOver: readonly OnHandOver[], mayChange: MayChangePlaces) {
    this.#unit = unit;
    this.#onHandOver = onHandOver;
    this.#mayChange = mayChange;
  }

  /**
   * Enters an address of a place.
   * @throws Refusal NOT_FOUND for the place; NOT_ALLOWED to who is neither admin nor grid worker over it; WRONG_STATE when it has closed; CONFLICT when the district has this address, or its number, at another place; INVALID for parts or a position that cannot be right
   */
  create(performer: Performer, asked: NewAddress): Promise<Address> {
    return this.#unit.of(performer, 'address.create', async tx => {
      const place = await this.#placeFor(tx, asked.placeId);
      const external = asked.external && {
        externalSystem: words(asked.external.system, 100, 'external', 'system'), externalId: words(asked.external.id, 200, 'external', 'id'),
      };
      const [known] = external ? await tx.getAll(Address, external) : [];
      if (known) {
        await this.#authorise(tx, known.placeId, 'external');
        if (known.placeId !== place.id) throw new Refusal('CONFLICT', 'This address belongs to another place: move it there.', ['external']);
        return this.#tellAnew(tx, known, asked);
      }
      const parts = addressParts(asked);
      await mustBeNew(tx, parts);
      return tx.create(Address, {
        ...rowOf(tx, place, asked.use, parts), ...positionOf(asked.position), externalSystem: external?.externalSystem ?? null, externalId: external?.externalId ?? null,
      });
    });
  }

  /**
   * Enters all rooms of a building: units × floors × rooms. Those that the place has already stay as they are.
   * @returns the place
   * @throws Refusal as {@link AddressesService.create}; CONFLICT when one of them belongs to another place; INVALID for more than a building can have
   */
  createBuilding(performer: Performer, asked: BuildingPlan & { readonly placeId: string; readonly use: AddressUse; readonly position?: Position | undefined }): Promise<Place> {
    return this.#unit.of(performer, 'address.create_building', async tx => {
      const place = await this.#placeFor(tx, asked.placeId);
      const rooms = roomsOf(asked);
      const [first] = rooms;
      if (!first) throw new Error('unreachable: a building has rooms');
      const known = await tx.find(Address, { compound: first.compound, building: first.building, shopName: null, closedAt: null });
      const there = new Map(known.map(address => [address.fullText, address.placeId]));
      const missing = rooms.filter(parts => !there.has(fullText(parts)));
      if (rooms.some(parts => (there.get(fullText(parts)) ?? place.id) !== place.id)) {
        throw new Refusal('CONFLICT', 'Rooms of this building belong to another place.', ['building']);
      }
      const position = positionOf(asked.position);
      await tx.bulkInsert(Address, missing.map(parts => ({ ...rowOf(tx, place, asked.use, parts), ...position, externalSystem: null, externalId: null })));
      return place;
    });
  }

  /**
   * Says anew what an address is.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE when it has closed; CONFLICT when another is called like this; INVALID
   */
  update(performer: Performer, addressId: string, change: AddressChange): Promise<Address> {
    return this.#unit.of(performer, 'address.update', async tx => this.#tellAnew(tx, await this.#lock(tx, addressId), change));
  }

  /** An address is no more: torn down, joined to another, never there. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE when it has closed already */
  close(performer: Performer, addressId: string): Promise<Address> {
    return this.#unit.of(performer, 'address.close', async tx => {
      const address = await this.#lock(tx, addressId);
      address.mustBeOpen('addressId');
      address.closedAt = tx.at;
      return address;
    });
  }

  /**
   * An address belongs to another place from a day on; who lives there and what is open there goes with it.
   * @param day today when absent
   * @throws Refusal NOT_FOUND; NOT_ALLOWED to who may not change both places; WRONG_STATE when address or place has closed; INVALID for a day ahead
   */
  move(performer: Performer, addressId: string, placeId: string, day?: CalendarDate): Promise<Address> {
    return this.#unit.of(performer, 'address.move', async tx => {
      const place = await this.#placeFor(tx, placeId);
      const address = await this.#lock(tx, addressId);
      address.mustBeOpen('addressId');
      const from = address.placeId;
      if (from === place.id) return address;
      const handOver = { from, to: place.id, addressIds: [address.id], day: pastDay(tx, day) };
      address.placeId = place.id;
      for (const follow of this.#onHandOver) await follow(tx, handOver);
      return address;
    });
  }

  async #tellAnew(tx: Transaction, address: Address, change: AddressChange): Promise<Address> {
    address.mustBeOpen('addressId');
    const told = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const parts = addressParts({ ...partsOf(address), ...told });
    if (fullText(parts) !== address.fullText) await mustBeNew(tx, parts, address.id);
    address.describe(parts);
    if (change.use) address.use = change.use;
    if (change.position) Object.assign(address, positionOf(change.position));
    return address;
  }

  async #lock(tx: Transaction, addressId: string): Promise<Address> {
    const address = await tx.get(Address, addressId);
    if (!address) throw new Refusal('NOT_FOUND', 'No such address.', ['addressId']);
    await this.#authorise(tx, address.placeId, 'addressId');
    return address;
  }

  async #placeFor(tx: Transaction, placeId: string): Promise<Place> {
    const place = await openPlace(tx, placeId);
    await this.#authorise(tx, place.id, 'placeId');
    return place;
  }

  async #authorise(tx: Transaction, placeId: string, field: string): Promise<void> {
    if (!this.#mayChange(tx.performer, await lineageOf(tx, placeId))) {
      throw new Refusal('NOT_ALLOWED', 'Only an admin or a grid worker over this place may do this.', [field]);
    }
  }
}

/** The day from which something holds: today when absent. @throws Refusal INVALID for a day ahead */
export function pastDay(tx: Transaction, day: CalendarDate | undefined): CalendarDate {
  const today = dayOf(tx.at);
  if (day !== undefined && day > today) throw new Refusal('INVALID', 'This day has not come yet.', ['day']);
  return day ?? today;
}

function rowOf(tx: Transaction, place: Place, use: AddressUse, parts: AddressParts) {
  return {
    ...parts, id: newId(), placeId: place.id, use, fullText: fullText(parts), sortKey: sortKey(parts), closedAt: null, dataOrigin: place.dataOrigin, createdAt: tx.at,
  };
}

function partsOf({ compound, building = null, unit = null, room = null, shopName = null }: Address): AddressParts {
  return { compound, building, unit, room, shopName };
}

function positionOf(position: Position | undefined): { longitude: number | null; latitude: number | null } {
  const [longitude, latitude] = position ? wgs84(position) : [null, null];
  return { longitude, latitude };
}

/** @throws Refusal CONFLICT when another open address of the district has the same parts */
async function mustBeNew(tx: Transaction, parts: AddressParts, but?: string): Promise<void> {
  const same = (await tx.find(Address, { ...parts, closedAt: null })).find(({ id }) => id !== but);
  if (!same) return;
  const place = await tx.findOne(Place, { id: same.placeId });
  throw new Refusal('CONFLICT', `${same.fullText} is known already, in ${place?.name}.`, ['compound']);
}
