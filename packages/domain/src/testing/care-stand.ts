import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import type { CareBooking } from '../elder-care/care-booking.entity.ts';
import type { CareCentre } from '../elder-care/care-centre.entity.ts';
import type { CareService } from '../elder-care/care-service.entity.ts';
import { CareSlot } from '../elder-care/care-slot.entity.ts';
import type { CareStay } from '../elder-care/care-stay.entity.ts';
import type { NewCareService } from '../elder-care/centres.service.ts';
import type { MutualAidPair } from '../elder-care/mutual-aid-pair.entity.ts';
import { WellbeingVisit } from '../elder-care/wellbeing-visit.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { RowOf } from '../shared/read.ts';
import { buildActor, buildResident, type BuiltDistrict } from './build.ts';

/** A meal of eight yuan, five of them the sponsor's, until 09:30 of the day. */
const MEAL: Omit<NewCareService, 'centreId'> = {
  name: '午餐', kind: 'MEAL', atHome: false, price: 800, sponsorShare: 0, minAge: 60, noKinOnly: false, cutOff: '09:30', needsApproval: false, chargesMissed: false,
};

/** A care centre with something of everything. */
export interface BuiltCare {
  readonly centre: CareCentre;
  readonly service: CareService;
  readonly slot: CareSlot;
  readonly booking: CareBooking;
  readonly stay: CareStay;
  readonly pair: MutualAidPair;
  readonly visit: WellbeingVisit;
}

/** Builds one for a resident of the first grid, with a mark in its texts. */
export async function buildCare(domain: Domain, at: BuiltDistrict, residentId: string, mark: string): Promise<BuiltCare> {
  // Of the whole street: grids are moved from one community to the other there.
  const care = await CareStand.build(domain, { ...at, communities: [at.street, at.communities[1]] }, mark);
  await care.fund(10_000);
  const service = await care.service({ name: `${mark}午餐`, sponsorId: care.sponsorId, sponsorShare: 500 });
  await domain.elderCare.centres.topUp(care.staff, care.centre.id, residentId, { amount: 1_000, receipt: `${mark}1` });
  const slot = await care.slot(service);
  const { day, wellbeing } = domain.elderCare;
  const stay = await day.come(care.staff, care.centre.id, residentId);
  await day.report(care.staff, { centreId: care.centre.id, residentId, kind: 'FALL', text: `${mark}滑倒` });
  const pair = await day.pair(care.staff, care.centre.id, await care.elder(), residentId);
  await wellbeing.assess(care.staff, residentId, 'WEEKLY', `${mark}独居`);
  const visit = await domain.unit.of(system(at.districtId), 'test.visit', tx => existing(tx.findOne(WellbeingVisit, { residentId, state: 'DUE' })));
  return { centre: care.centre, service, slot, booking: await care.book(slot, residentId), stay, pair, visit };
}

async function existing<T>(found: Promise<T | null>): Promise<T> {
  const row = await found;
  if (!row) throw new Error('What was just made is not there.');
  return row;
}

/** A centre of the first community with its staff, and a sponsor with money. */
export class CareStand {
  readonly domain: Domain;
  readonly at: BuiltDistrict;
  readonly staff: Actor;
  readonly centre: CareCentre;
  readonly sponsorId: string;

  static async build(domain: Domain, at: BuiltDistrict, mark = ''): Promise<CareStand> {
    const staff = await buildActor(domain, at.districtId, 'CENTRE_STAFF', at.communities[0]);
    const admin = await buildActor(domain, at.districtId, 'DISTRICT_ADMIN', at.root);
    const centre = await domain.elderCare.centres.create(staff, { placeId: at.communities[0], name: `${mark}养老服务中心`, capacity: 30 });
    const { id: sponsorId } = await domain.organisations.create(admin, { placeId: at.root, name: `${mark}慈善会`, kind: 'SPONSOR' });
    return new CareStand({ domain, at, staff, centre, sponsorId });
  }

  private constructor({ domain, at, staff, centre, sponsorId }: Pick<CareStand, 'domain' | 'at' | 'staff' | 'centre' | 'sponsorId'>) {
    [this.domain, this.at, this.staff, this.centre, this.sponsorId] = [domain, at, staff, centre, sponsorId];
  }

  service(values: Partial<NewCareService> = {}): Promise<CareService> {
    return this.domain.elderCare.centres.offer(this.staff, { centreId: this.centre.id, ...MEAL, ...values });
  }

  /** A slot of a service, of an hour from eleven o'clock tomorrow unless another time is given. */
  async slot({ id: serviceId }: CareService, capacity = 1, from = '11:00'): Promise<CareSlot> {
    const day = addDays(dayOf(this.domain.clock.now()), 1);
    await this.domain.elderCare.centres.schedule(this.staff, serviceId, { firstDay: day, lastDay: day, weekdays: [1, 2, 3, 4, 5, 6, 7], from, minutes: 60, capacity });
    return this.domain.unit.of(system(this.at.districtId), 'test.slot', tx => existing(tx.findOne(CareSlot, { serviceId, startsAt: new Date(`${day}T${from}:00+08:00`) })));
  }

  /** An elder of the first grid with this much money. */
  async elder(fen = 0): Promise<string> {
    const { id } = await buildResident(this.domain, this.at);
    if (fen > 0) await this.domain.elderCare.centres.topUp(this.staff, this.centre.id, id, { amount: fen, receipt: newId().slice(-12) });
    return id;
  }

  /** Many elders of the first grid at once. @returns their ids */
  async elders(count: number): Promise<string[]> {
    const one = await this.elder();
    return this.domain.unit.of(system(this.at.districtId), 'test.elders', async tx => {
      const model = await existing(tx.findOne(Resident, { id: one }));
      const { districtId: _, changedIn: __, ...values } = { ...model } as RowOf<Resident>;
      const rows = Array.from({ length: count }, () => ({ ...values, id: newId() }));
      await tx.bulkInsert(Resident, rows);
      return rows.map(({ id }) => id);
    });
  }

  fund(fen: number): Promise<unknown> {
    return this.domain.elderCare.centres.fund(this.staff, this.centre.id, this.sponsorId, { amount: fen, receipt: newId().slice(-12) });
  }

  book(slot: CareSlot, residentId: string): Promise<CareBooking> {
    return this.domain.elderCare.bookings.book(this.staff, { slotId: slot.id, residentId, pays: 'FEN', channel: 'TELEPHONE' });
  }
}
