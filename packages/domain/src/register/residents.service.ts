import { leave, move, settle, type Placement } from '../people/placement.ts';
import type { DepartureReason, RelationToHead, Resident, Standing } from '../people/resident.entity.ts';
import type { Sealer } from '../people/sealed.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Kin } from '../people/kin.entity.ts';
import { erasePerson, type OnErased } from './erase.ts';
import { happenedAt, keptPerson, keptPlace, keptResident, notAhead, openDwelling } from './kept.ts';
import { endProxies } from './proxies.ts';
import { correctPerson, enterPerson, type NewPerson, type PersonDetails } from './person.ts';
import { mayErase } from './register.policy.ts';
import { upsertPerson } from './upsert.ts';

/** A child as it comes into the household of a parent. */
export interface NewChild extends Partial<Pick<PersonDetails, 'idNumber'>> {
  readonly name: string;
  readonly sex: Resident['sex'];
  readonly birthDate: CalendarDate;
  readonly occurredAt?: Date;
}

/** Commands on residents, for staff over the place where they live, and for the system itself. */
export class ResidentsService {
  readonly #unit: UnitOfWork;
  readonly #sealer: Sealer;
  readonly #onErased: readonly OnErased[];

  constructor(unit: UnitOfWork, sealer: Sealer, onErased: readonly OnErased[]) {
    this.#unit = unit;
    this.#sealer = sealer;
    this.#onErased = onErased;
  }

  /**
   * Enters somebody who lives at a place: registered there, floating, or registered elsewhere in the district.
   * @throws Refusal as {@link enterPerson}
   */
  register(performer: Performer, asked: NewPerson): Promise<Resident> {
    return this.#unit.of(performer, 'resident.register', async tx => {
      await keptPlace(tx, asked.placeId);
      return enterPerson(tx, this.#sealer, asked, dayOf(tx.at));
    });
  }

  /**
   * Enters somebody, or brings what is known of them up to date: recognised by the other system's id, or by ID number.
   * What is there already as it comes is not written again.
   * @throws Refusal as {@link upsertPerson}
   */
  upsert(performer: Performer, asked: NewPerson): Promise<Resident> {
    return this.#unit.of(performer, 'resident.upsert', async tx => (await upsertPerson(tx, this.#sealer, asked)).resident);
  }

  /** Corrects what is known of somebody; who is without kin is so from today on. @throws Refusal NOT_FOUND; as {@link correctPerson} */
  correct(performer: Performer, residentId: string, changes: Partial<PersonDetails>): Promise<Resident> {
    return this.#change(performer, 'resident.correct', residentId, async (tx, resident) => {
      await correctPerson(tx, this.#sealer, resident, changes);
      if (changes.noKin !== undefined && !resident.livesTo) await move(tx, resident, {}, dayOf(tx.at));
    });
  }

  /** Where the hukou is has changed, from a day on. @throws Refusal NOT_FOUND; INVALID; WRONG_STATE for who does not live here */
  changeStanding(performer: Performer, residentId: string, standing: Standing, day: CalendarDate): Promise<Resident> {
    return this.#change(performer, 'resident.change_standing', residentId, (tx, resident) => move(tx, resident, { standing }, notAhead(tx, day, 'day')));
  }

  /**
   * Somebody lives elsewhere in the district from a day on, and leaves their household unless they stay at its address.
   * @throws Refusal NOT_FOUND; INVALID; WRONG_STATE for who does not live here
   */
  move(performer: Performer, residentId: string, to: { placeId: string; addressId?: string | null }, day: CalendarDate): Promise<Resident> {
    return this.#change(performer, 'resident.move', residentId, async (tx, resident) => {
      const { placeId, addressId = null } = to;
      await openDwelling(tx, placeId, addressId);
      if (placeId !== resident.placeId || addressId !== resident.addressId) resident.leaveHousehold();
      await move(tx, resident, { placeId, addressId }, notAhead(tx, day, 'day'));
    });
  }

  /** Somebody no longer lives in the district from a day on. @throws Refusal NOT_FOUND; INVALID; WRONG_STATE */
  depart(performer: Performer, residentId: string, day: CalendarDate, reason: DepartureReason): Promise<Resident> {
    return this.#change(performer, 'resident.depart', residentId, (tx, resident) => gone(tx, resident, day, reason));
  }

  /** Somebody has died; whoever acted for them no longer does. @throws Refusal NOT_FOUND; INVALID; WRONG_STATE */
  die(performer: Performer, residentId: string, day: CalendarDate): Promise<Resident> {
    return this.#change(performer, 'resident.die', residentId, (tx, resident) => gone(tx, resident, day, 'DIED'));
  }

  /** Somebody who had left lives here again. @throws Refusal NOT_FOUND; INVALID; WRONG_STATE for who lives here, or has died */
  comeBack(performer: Performer, residentId: string, placement: Omit<Placement, 'addressId'> & { addressId?: string | null }, livesFrom: CalendarDate): Promise<Resident> {
    return this.#change(performer, 'resident.come_back', residentId, async (tx, resident) => {
      await keptPlace(tx, placement.placeId);
      await openDwelling(tx, placement.placeId, placement.addressId);
      await settle(tx, resident, { addressId: null, ...placement }, notAhead(tx, livesFrom, 'livesFrom'));
    });
  }

  /**
   * A child is born into the household of a resident, its mother or another parent.
   * @throws Refusal NOT_FOUND for the parent; WRONG_STATE when they do not live here; INVALID as {@link enterPerson}
   */
  birth(performer: Performer, parentId: string, child: NewChild): Promise<Resident> {
    return this.#unit.of(performer, 'resident.birth', async tx => {
      const parent = await keptPerson(tx, parentId, 'parentId');
      if (parent.livesTo) throw new Refusal('WRONG_STATE', 'This person does not live here any more.', ['parentId']);
      if (parent.birthDate >= child.birthDate) throw new Refusal('INVALID', 'A parent is born before the child.', ['birthDate']);
      const { placeId, addressId = null, standing, householdId, relationToHead } = parent;
      const born = await enterPerson(tx, this.#sealer, {
        ...child, placeId, addressId, standing, livesFrom: child.birthDate, arrivalReason: 'BIRTH',
      }, dayOf(tx.at));
      if (householdId && relationToHead) Object.assign(born, { householdId, relationToHead: CHILD_OF[relationToHead] });
      await tx.create(Kin, { id: newId(), residentId: born.id, relation: 'PARENT', kinId: parent.id, name: null, phoneSealed: null, recordedAt: tx.at });
      return born;
    });
  }

  /** The actor has made sure that the record is true. @throws Refusal NOT_FOUND; INVALID for a time in the future */
  verify(performer: Performer, residentId: string, occurredAt?: Date): Promise<Resident> {
    return this.#change(performer, 'resident.verify', residentId, async (tx, resident) => {
      Object.assign(resident, { lastVerifiedAt: happenedAt(tx, occurredAt), lastVerifiedById: performer.accountId });
    });
  }

  /**
   * Empties the personal data of somebody who has left or died: name, numbers, kin, evidence of consents, files, and what
   * the record was before. Residences stay, and with them every figure.
   * @throws Refusal NOT_FOUND to all but the district's admins; WRONG_STATE for who still lives here
   */
  erase(performer: Performer, residentId: string): Promise<Resident> {
    return this.#unit.of(performer, 'resident.erase', async tx => {
      const resident = await keptResident(tx, residentId, 'residentId', mayErase);
      if (!resident.livesTo) throw new Refusal('WRONG_STATE', 'This person still lives here.', ['residentId']);
      await erasePerson(tx, resident);
      for (const forget of this.#onErased) await forget(tx, resident.id);
      await endProxies(tx, { residentId: resident.id });
      return resident;
    });
  }

  #change(performer: Performer, command: string, residentId: string, work: (tx: Transaction, resident: Resident) => Promise<void>): Promise<Resident> {
    return this.#unit.of(performer, command, async tx => {
      const resident = await keptPerson(tx, residentId);
      await work(tx, resident);
      return resident;
    });
  }
}

/** What a child is to the head, by what its parent is. */
const CHILD_OF: Readonly<Record<RelationToHead, RelationToHead>> = {
  HEAD: 'CHILD', SPOUSE: 'CHILD', CHILD: 'GRANDCHILD', CHILD_IN_LAW: 'GRANDCHILD', PARENT: 'SIBLING', PARENT_IN_LAW: 'OTHER_KIN',
  GRANDCHILD: 'OTHER_KIN', GRANDPARENT: 'OTHER_KIN', SIBLING: 'OTHER_KIN', OTHER_KIN: 'OTHER_KIN', NOT_KIN: 'NOT_KIN',
};

async function gone(tx: Transaction, resident: Resident, day: CalendarDate, reason: DepartureReason): Promise<void> {
  await leave(tx, resident, notAhead(tx, day, 'day'));
  resident.departureReason = reason;
  resident.leaveHousehold();
  if (reason === 'DIED') await endProxies(tx, { residentId: resident.id });
}
