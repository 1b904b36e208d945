import { CareSlot } from '@linli/domain/elder-care/care-slot.entity';
import type { NewCareService } from '@linli/domain/elder-care/centres.service';
import { Organisation } from '@linli/domain/organisations/organisation.entity';
import type { Resident } from '@linli/domain/people/resident.entity';
import { addDays, dayOf, startOf } from '@linli/domain/shared/clock';
import { carryOut, type Deed } from '../agenda.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity } from '../places.ts';

/** What the centre offers, paid by a sponsor in part, by the member, or by nobody. */
type Offer = Omit<NewCareService, 'centreId' | 'sponsorId'>;
const NEITHER = { atHome: false, minAge: 60, noKinOnly: false, sponsorShare: 0, needsApproval: false, chargesMissed: false } as const;
const MEAL = { ...NEITHER, name: '老年午餐', kind: 'MEAL', price: 1_200, sponsorShare: 500, cutOff: '09:30', chargesMissed: true } as const satisfies Offer;
const CLINIC = { ...NEITHER, name: '专家义诊', kind: 'CLINIC', price: 0, needsApproval: true } as const satisfies Offer;
const OTHERS = [
  { ...NEITHER, name: '日间照料', kind: 'DAY_CARE', price: 2_000, sponsorShare: 1_000, minutes: 60 },
  { ...NEITHER, name: '助浴', kind: 'BATHING', price: 3_000, minutes: 90 },
] as const satisfies readonly Offer[];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** Lunches of so many days past and to come, for so many at a time; so many elders take part. */
const [DAYS_PAST, DAYS_AHEAD, SEATS, DINERS] = [8, 10, 6, 9] as const;
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** In fen. */
const [PAID_IN, SPONSORED] = [20_000, 200_000] as const;

/** The centre of a community with its last days at work and its next ones, move by move. @param elders who come there */
export class Centre {
  readonly id: string;
  readonly #past: Past;
  readonly #elders: readonly Resident[];
  readonly #meal: string;
  readonly #clinic: string;
  readonly #bookings = new Map<string, string>();

  private constructor(past: Past, id: string, elders: readonly Resident[], services: { meal: string; clinic: string }) {
    [this.id, this.#past, this.#elders, this.#meal, this.#clinic] = [id, past, elders, services.meal, services.clinic];
  }

  static async open(past: Past, community: MadeCommunity, streetId: string, elders: readonly Resident[]): Promise<Centre> {
    const { domain: { elderCare: { centres } }, by } = past;
    const sponsor = await past.unit(tx => tx.findOne(Organisation, { placeId: streetId, kind: 'SERVICE_PROVIDER' }));
    const { id: centreId } = await centres.create(by, { placeId: community.id, name: `${community.plan.name}养老服务中心`, capacity: 40 });
    const offer = async (asked: Offer) => (await centres.offer(by, { ...asked, centreId, ...(asked.sponsorShare > 0 && sponsor && { sponsorId: sponsor.id }) })).id;
    const services = { meal: await offer(MEAL), clinic: await offer(CLINIC) };
    for (const other of OTHERS) await offer(other);
    if (sponsor) await centres.fund(by, centreId, sponsor.id, { amount: SPONSORED, receipt: 'ZZ-001' });
    const centre = new Centre(past, centreId, elders, services);
    for (const [n, elder] of centre.#diners.entries()) await centres.topUp(by, centreId, elder.id, { amount: PAID_IN, receipt: `CZ-${n + 1}` });
    return centre;
  }

  get #diners(): readonly Resident[] {
    return this.#elders.slice(0, DINERS);
  }

  /** Its team, its log, and the lunches and clinics around today. */
  async work(): Promise<void> {
    const { domain: { elderCare: { centres, day } }, by, until } = this.#past;
    const today = dayOf(until);
    const first = addDays(today, -DAYS_PAST);
    const begin = startOf(first);
    await carryOut(this.#past, [
      { at: new Date(begin.getTime() - 80 * DAY), run: () => this.#pair() },
      { at: new Date(begin.getTime() - 30 * DAY), run: () => day.report(by, { centreId: this.id, residentId: this.#elders[3]?.id ?? '', kind: 'FALL', text: '在活动室门口绊倒，擦伤，已通知家属并处理。' }) },
      { at: new Date(begin.getTime() - 12 * DAY), run: () => day.report(by, { centreId: this.id, kind: 'DISPUTE', text: '两位老人因座位争执，工作人员调解后和好。' }) },
      { at: new Date(begin.getTime() - 12 * HOUR), run: () => centres.schedule(by, this.#meal, { firstDay: first, lastDay: addDays(today, DAYS_AHEAD), weekdays: EVERY_DAY, from: '11:30', minutes: 60, capacity: SEATS }) },
      { at: new Date(begin.getTime() - 11 * HOUR), run: () => centres.schedule(by, this.#clinic, { firstDay: addDays(today, 3), lastDay: addDays(today, 3), weekdays: EVERY_DAY, from: '14:00', minutes: 180, capacity: 4 }) },
      ...Array.from({ length: DAYS_PAST }, (_, n) => this.#lunch(n, startOf(addDays(first, n)))).flat(),
    ]);
    this.#past.goTo(until);
    await this.#ahead(addDays(today, 2), addDays(today, 3));
  }

  async #pair(): Promise<void> {
    const { domain: { elderCare: { day } }, by } = this.#past;
    const team = this.#elders.slice(-4);
    for (const [n, { id }] of team.entries()) await day.pair(by, this.id, id, this.#elders[n]?.id ?? '');
  }

  /** One day: who is booked the evening before comes, but for one who cancels too late, and some days one who does not come. */
  #lunch(n: number, day: Date): Deed[] {
    const { domain: { elderCare: { bookings } }, by } = this.#past;
    const at = (minutes: number) => new Date(day.getTime() + minutes * MINUTE);
    const coming = Array.from({ length: SEATS - 1 }, (_, k) => this.#diners[(n + k) % DINERS]).filter(elder => elder !== undefined);
    const of = (k: number) => this.#bookings.get(`${n} ${k}`) ?? '';
    const book = async () => {
      const slot = await this.#slot(this.#meal, at(690));
      for (const [k, { id: residentId }] of coming.entries()) {
        this.#bookings.set(`${n} ${k}`, (await bookings.book(by, { slotId: slot, residentId, pays: 'FEN', channel: k % 2 === 0 ? 'TELEPHONE' : 'WINDOW' })).id);
      }
    };
    const serve = async () => {
      for (const k of [0, 1, 2]) await bookings.fulfil(by, of(k));
      if (n % 3 === 1) await bookings.noShow(by, of(3));
      else await bookings.fulfil(by, of(3));
      if (n === DAYS_PAST - 1) await bookings.checkIn(by, of(4)); // and nobody has recorded what came of it
    };
    return [
      { at: at(-6 * 60), run: book },
      ...(n === DAYS_PAST - 1 ? [] : [{ at: at(n % 2 === 0 ? 8 * 60 : 10 * 60), run: () => bookings.cancel(by, of(4)) }]),
      { at: at(12 * 60 + 20), run: serve },
    ];
  }

  /** What is to come: a lunch that is full, with a waitlist and a place that was offered; a clinic that waits for approval. */
  async #ahead(lunch: string, clinic: string): Promise<void> {
    const { domain: { elderCare: { bookings } }, by } = this.#past;
    const meal = await this.#slot(this.#meal, new Date(`${lunch}T11:30:00+08:00`));
    const made: string[] = [];
    for (const { id: residentId } of this.#diners) made.push((await bookings.book(by, { slotId: meal, residentId, pays: 'FEN', channel: 'TELEPHONE' })).id);
    await bookings.cancel(by, made[0] ?? '');
    const visit = await this.#slot(this.#clinic, new Date(`${clinic}T14:00:00+08:00`));
    const asked: string[] = [];
    for (const { id: residentId } of this.#elders.slice(0, 3)) asked.push((await bookings.book(by, { slotId: visit, residentId, pays: 'FEN', channel: 'VISIT' })).id);
    await bookings.approve(by, asked[0] ?? '');
    await bookings.reject(by, asked[1] ?? '', '已在市医院预约同一科室。');
  }

  async #slot(serviceId: string, startsAt: Date): Promise<string> {
    return (await this.#past.unit(tx => tx.findOne(CareSlot, { serviceId, startsAt })))?.id ?? '';
  }
}
