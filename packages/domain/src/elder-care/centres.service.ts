import { Organisation } from '../organisations/organisation.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { openPlace } from '../places/open-place.ts';
import { lineageOf } from '../places/places.service.ts';
import type { LedgerTransfer } from '../ledger/ledger-transfer.entity.ts';
import { programFor } from '../programs/found.ts';
import { whole } from '../shared/whole.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { CareBooking } from './care-booking.entity.ts';
import { CareCentre } from './care-centre.entity.ts';
import { CareService } from './care-service.entity.ts';
import { CareSlot } from './care-slot.entity.ts';
import { mayRun, ownCentre } from './running.ts';
import { payIn, purseOf, sponsorAccount } from './charges.ts';
import { heldSlot } from './held.ts';
import { callOff } from './outcomes.ts';
import { MOST_PRICE, checkedService, type ServiceTerms } from './service.rule.ts';
import { slotsOf, type Series } from './slots.rule.ts';

/** A service as a centre declares it; see {@link CareService} for what each means. */
export interface NewCareService extends ServiceTerms {
  readonly centreId: string;
  /** The centre's own when absent. */
  readonly placeId?: string | undefined;
  readonly programId?: string | undefined;
  readonly sponsorId?: string | undefined;
}

const LONGEST_NAME = 100;
const MOST_CAPACITY = 10_000;

/** Centres, what they offer and when, and the money paid in there. */
export class CareCentresService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /** @throws Refusal NOT_FOUND for a place that one does not administer; WRONG_STATE for one that has closed; INVALID */
  create(performer: Performer, asked: Pick<CareCentre, 'placeId' | 'name' | 'capacity'>): Promise<CareCentre> {
    return this.#unit.of(performer, 'care_centre.create', async tx => {
      if (!mayRun(performer, await lineageOf(tx, asked.placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const { id: placeId, dataOrigin } = await openPlace(tx, asked.placeId);
      const [name, capacity] = [words(asked.name, LONGEST_NAME, 'name'), whole(asked.capacity, 1, MOST_CAPACITY, 'capacity')];
      return tx.create(CareCentre, { id: newId(), placeId, name, capacity, dataOrigin, createdAt: tx.at });
    });
  }

  /** @throws Refusal NOT_FOUND for centre, sponsor, or a place that is not under the centre's; as {@link programFor} at `programId`; INVALID */
  offer(performer: Performer, asked: NewCareService): Promise<CareService> {
    return this.#unit.of(performer, 'care_service.create', async tx => {
      const centre = await ownCentre(tx, asked.centreId);
      const place = await openPlace(tx, asked.placeId ?? centre.placeId);
      if (!(await lineageOf(tx, place.id)).includes(centre.placeId)) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
      const program = asked.programId === undefined ? null : await programFor(tx, asked.programId, place.id);
      const values = { ...checkedService(asked), ...(await sponsored(tx, asked)) };
      return tx.create(CareService, { id: newId(), centreId: centre.id, placeId: place.id, programId: program?.id ?? null, ...values, closedAt: null, dataOrigin: centre.dataOrigin, createdAt: tx.at });
    });
  }

  /** Offers it no more; what is booked stays. @throws Refusal NOT_FOUND */
  close(performer: Performer, serviceId: string): Promise<CareService> {
    return this.#unit.of(performer, 'care_service.close', async tx => {
      const service = await this.#service(tx, serviceId);
      service.closedAt ??= tx.at;
      return service;
    });
  }

  /** Makes the slots of a series. @throws Refusal NOT_FOUND; WRONG_STATE; INVALID; CONFLICT at `from` where one begins then already */
  schedule(performer: Performer, serviceId: string, series: Series & { readonly capacity: number }): Promise<CareService> {
    return this.#unit.of(performer, 'care_slot.create', async tx => {
      const service = await this.#service(tx, serviceId);
      if (service.closedAt) throw new Refusal('WRONG_STATE', 'This is not offered any more.', ['serviceId']);
      if (series.firstDay < dayOf(tx.at)) throw new Refusal('INVALID', 'This day is past.', ['firstDay']);
      const slots = slotsOf(series, service.cutOff ?? null);
      const capacity = whole(series.capacity, 1, MOST_CAPACITY, 'capacity');
      const known = await tx.findOne(CareSlot, { serviceId, startsAt: { $in: slots.map(({ startsAt }) => startsAt) } });
      if (known) throw new Refusal('CONFLICT', 'It is given at one of these times already.', ['from']);
      await tx.bulkInsert(CareSlot, slots.map(times => ({ id: newId(), serviceId, ...times, capacity, taken: 0, calledOffAt: null, dataOrigin: service.dataOrigin })));
      return service;
    });
  }

  /** Calls a slot off: all its bookings are cancelled, what was reserved is given back, and everybody is told. @throws Refusal NOT_FOUND; WRONG_STATE for the second time */
  callOff(performer: Performer, slotId: string): Promise<CareSlot> {
    return this.#unit.of(performer, 'care_slot.call_off', async tx => {
      const { slot, service } = await heldSlot(tx, slotId);
      const centre = await tx.findOne(CareCentre, { id: service.centreId });
      if (!centre || !mayRun(performer, await lineageOf(tx, centre.placeId))) throw new Refusal('NOT_FOUND', 'No such slot.', ['slotId']);
      if (slot.calledOffAt) throw new Refusal('WRONG_STATE', 'This was called off already.', ['slotId']);
      slot.calledOffAt = tx.at;
      for (const booking of await tx.getAll(CareBooking, { slotId, state: { $in: ['WAITLISTED', 'PENDING', 'BOOKED'] } })) {
        await callOff({ tx, slot, service, booking }, 'CALLED_OFF');
      }
      return slot;
    });
  }

  /** Money that an elder, or somebody for them, has paid in at a centre. @throws Refusal NOT_FOUND for centre or elder; INVALID at `amount` or `receipt`; CONFLICT at `receipt` */
  topUp(performer: Performer, centreId: string, residentId: string, paid: { readonly amount: number; readonly receipt: string }): Promise<LedgerTransfer> {
    return this.#unit.of(performer, 'care_account.top_up', async tx => {
      const { id, placeId } = await ownCentre(tx, centreId);
      const resident = await tx.keep(Resident, residentId);
      const lives = resident && !resident.erasedAt && (await lineageOf(tx, resident.placeId)).includes(placeId);
      if (!lives) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      return payIn(tx, { kind: 'TOP_UP', account: await purseOf(tx, residentId), ...receipted(id, paid), placeId: resident.placeId, subject: { kind: 'Resident', id: residentId } });
    });
  }

  /** Money that an organisation gives to sponsor with. @throws Refusal NOT_FOUND for centre or organisation; WRONG_STATE for one that is closed; INVALID; CONFLICT at `receipt` */
  fund(performer: Performer, centreId: string, organisationId: string, paid: { readonly amount: number; readonly receipt: string }): Promise<LedgerTransfer> {
    return this.#unit.of(performer, 'care_sponsor.fund', async tx => {
      const { id, placeId } = await ownCentre(tx, centreId);
      await openOrganisation(tx, organisationId);
      return payIn(tx, { kind: 'FUNDING', account: await sponsorAccount(tx, organisationId), ...receipted(id, paid), placeId, subject: { kind: 'Organisation', id: organisationId } });
    });
  }

  async #service(tx: Transaction, serviceId: string): Promise<CareService> {
    const service = await tx.get(CareService, serviceId);
    const centre = service && (await tx.findOne(CareCentre, { id: service.centreId }));
    if (!centre || !mayRun(tx.performer, await lineageOf(tx, centre.placeId))) throw new Refusal('NOT_FOUND', 'No such service.', ['serviceId']);
    return service;
  }
}

function receipted(centreId: string, { amount, receipt }: { readonly amount: number; readonly receipt: string }) {
  return { amount: whole(amount, 1, MOST_PRICE, 'amount'), receipt: `${centreId} ${words(receipt, 50, 'receipt')}` };
}

async function openOrganisation(tx: Transaction, organisationId: string, field = 'organisationId'): Promise<void> {
  const organisation = await tx.keep(Organisation, organisationId);
  if (!organisation) throw new Refusal('NOT_FOUND', 'No such organisation.', [field]);
  organisation.refuseIfClosed([field]);
}

/** Who pays the sponsor's share: an organisation, or else the program that it is part of. */
async function sponsored(tx: Transaction, { sponsorId, sponsorShare, programId }: NewCareService): Promise<{ sponsorId: string | null }> {
  if (sponsorId !== undefined) await openOrganisation(tx, sponsorId, 'sponsorId');
  const isPaid = sponsorId !== undefined || (programId !== undefined && sponsorShare > 0);
  if (isPaid !== sponsorShare > 0) throw new Refusal('INVALID', 'Say who sponsors it, and how much of it.', ['sponsorId']);
  return { sponsorId: sponsorId ?? null };
}
