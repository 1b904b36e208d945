import { Household, type HouseholdKind } from '../people/household.entity.ts';
import { move } from '../people/placement.ts';
import { Resident, type RelationToHead } from '../people/resident.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { keptHousehold, keptPerson, keptPlace, notAhead, openDwelling } from './kept.ts';
import { externalOf, type External } from './person.ts';

/** A household as it is put together. */
export interface NewHousehold {
  readonly placeId: string;
  readonly addressId?: string | null;
  readonly kind: HouseholdKind;
  /** 户号. */
  readonly number?: string | null;
  /** Who is its head; it may be named later. */
  readonly headId?: string | null;
  readonly external?: External;
}

/** Hands over what a room keeps for a household that is dissolved, while its members still belong to it. */
export type OnDissolved = (tx: Transaction, household: Household, members: readonly Resident[]) => Promise<void>;

/** Commands on households, for staff over the place. A household has one head, or none while nobody is named. */
export class HouseholdsService {
  readonly #unit: UnitOfWork;
  readonly #onDissolved: readonly OnDissolved[];

  /** @param onDissolved registered by the rooms that keep something for households */
  constructor(unit: UnitOfWork, onDissolved: readonly OnDissolved[]) {
    this.#unit = unit;
    this.#onDissolved = onDissolved;
  }

  /** @throws Refusal NOT_FOUND for place or head; INVALID; WRONG_STATE for a head of elsewhere or of another household; CONFLICT for a number or external id that is taken */
  create(performer: Performer, asked: NewHousehold): Promise<Household> {
    return this.#unit.of(performer, 'household.create', async tx => {
      await keptPlace(tx, asked.placeId);
      const place = await openDwelling(tx, asked.placeId, asked.addressId);
      const number = asked.number ? words(asked.number, 100, 'number') : null;
      if (number && (await tx.findOne(Household, { number }))) throw new Refusal('CONFLICT', 'Another household has this number.', ['number']);
      const external = externalOf(asked.external);
      if (external && (await tx.findOne(Household, external))) throw new Refusal('CONFLICT', 'This household is there already.', ['external']);
      const household = await tx.create(Household, {
        id: newId(), placeId: asked.placeId, addressId: asked.addressId ?? null, kind: asked.kind, number, dissolvedAt: null, externalSystem: null, externalId: null,
        ...external, dataOrigin: place.dataOrigin, recordedAt: tx.at,
      });
      if (asked.headId) await admit(tx, household, await keptPerson(tx, asked.headId, 'headId'), 'HEAD', 'headId');
      return household;
    });
  }

  /** @throws Refusal NOT_FOUND; WRONG_STATE for who lives elsewhere, belongs to another or is its head; CONFLICT when it has a head already */
  join(performer: Performer, householdId: string, residentId: string, relation: RelationToHead): Promise<Household> {
    return this.#change(performer, 'household.join', householdId, async (tx, household) => {
      const resident = await keptPerson(tx, residentId);
      await admit(tx, household, resident, relation, 'residentId');
    });
  }

  /** @throws Refusal NOT_FOUND for who does not belong to it; WRONG_STATE for the head while others stay */
  leave(performer: Performer, householdId: string, residentId: string): Promise<Household> {
    return this.#change(performer, 'household.leave', householdId, async (tx, household) => {
      const resident = await memberOf(tx, household, residentId);
      if (resident.relationToHead === 'HEAD' && (await tx.find(Resident, { householdId: household.id })).length > 1) {
        throw new Refusal('WRONG_STATE', 'Name another head first.', ['residentId']);
      }
      resident.leaveHousehold();
    });
  }

  /**
   * Another member is the head from now on.
   * @param formerRelation what the head until now is to the new one
   * @throws Refusal NOT_FOUND for who does not belong to it; INVALID when that would be a second head
   */
  nameHead(performer: Performer, householdId: string, residentId: string, formerRelation: RelationToHead): Promise<Household> {
    return this.#change(performer, 'household.name_head', householdId, async (tx, household) => {
      if (formerRelation === 'HEAD') throw new Refusal('INVALID', 'A household has one head.', ['formerRelation']);
      const resident = await memberOf(tx, household, residentId);
      for (const former of await tx.getAll(Resident, { householdId: household.id, relationToHead: 'HEAD' })) {
        if (former.id !== resident.id) former.relationToHead = formerRelation;
      }
      await tx.flush(); // one head at a time, in the database too
      resident.relationToHead = 'HEAD';
    });
  }

  /** The household with all its members lives elsewhere from a day on. @throws Refusal NOT_FOUND; INVALID */
  move(performer: Performer, householdId: string, to: { placeId: string; addressId?: string | null }, day: CalendarDate): Promise<Household> {
    return this.#change(performer, 'household.move', householdId, async (tx, household) => {
      const { placeId, addressId = null } = to;
      await openDwelling(tx, placeId, addressId);
      notAhead(tx, day, 'day');
      for (const member of await tx.getAll(Resident, { householdId })) await move(tx, member, { placeId, addressId }, day);
      Object.assign(household, { placeId, addressId });
    });
  }

  /** The household is none any more; its members stay where they live. What other rooms keep for it goes to who was its head. @throws Refusal NOT_FOUND */
  dissolve(performer: Performer, householdId: string): Promise<Household> {
    return this.#change(performer, 'household.dissolve', householdId, async (tx, household) => {
      const members = await tx.getAll(Resident, { householdId });
      for (const handOver of this.#onDissolved) await handOver(tx, household, members);
      for (const member of members) member.leaveHousehold();
      household.dissolvedAt = tx.at;
    });
  }

  #change(performer: Performer, command: string, householdId: string, work: (tx: Transaction, household: Household) => Promise<void>): Promise<Household> {
    return this.#unit.of(performer, command, async tx => {
      const household = await keptHousehold(tx, householdId);
      await work(tx, household);
      return household;
    });
  }
}

/** Takes a resident into a household; the household is locked, so that it gets no second head meanwhile. */
export async function admit(tx: Transaction, household: Household, resident: Resident, relation: RelationToHead, field: string): Promise<void> {
  if (resident.livesTo) throw new Refusal('WRONG_STATE', 'This person does not live here any more.', [field]);
  if (resident.placeId !== household.placeId) throw new Refusal('WRONG_STATE', 'This person lives at another place.', [field]);
  if (resident.householdId && resident.householdId !== household.id) throw new Refusal('WRONG_STATE', 'This person belongs to another household.', [field]);
  if (resident.householdId && resident.relationToHead === 'HEAD' && relation !== 'HEAD') throw new Refusal('WRONG_STATE', 'Name another head first.', ['relation']);
  if (relation === 'HEAD') {
    const head = await tx.findOne(Resident, { householdId: household.id, relationToHead: 'HEAD' });
    if (head && head.id !== resident.id) throw new Refusal('CONFLICT', 'The household has a head already.', ['relation']);
  }
  Object.assign(resident, { householdId: household.id, relationToHead: relation });
}

async function memberOf(tx: Transaction, household: Household, residentId: string): Promise<Resident> {
  const resident = await keptPerson(tx, residentId);
  if (resident.householdId !== household.id) throw new Refusal('NOT_FOUND', 'No such member of this household.', ['residentId']);
  return resident;
}
