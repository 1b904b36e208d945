import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { verifyBook } from '../ledger/verify-book.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import type { Refusal } from '../shared/refusal.ts';
import { buildActor, buildDistrict, buildResident, type BuiltDistrict } from '../testing/build.ts';
import { buildResidentActor } from '../testing/build-time-bank.ts';
import { CareStand } from '../testing/care-stand.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { CareBooking } from './care-booking.entity.ts';
import type { CareSlot } from './care-slot.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let care: CareStand;
/** Of a district of its own: what a crowd leaves behind is no other test's matter. */
let crowded: CareStand;
let stranger: Actor;
const clock = new TestClock('2026-03-02T10:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock, maxWriters: 24 });
  at = await buildDistrict(domain, 101);
  care = await CareStand.build(domain, at);
  crowded = await CareStand.build(domain, await buildDistrict(domain, 102));
  stranger = await buildActor(domain, 101, 'CENTRE_STAFF', at.communities[1]);
});
beforeEach(() => clock.set('2026-03-02T10:00:00+08:00'));
afterAll(() => database.close());

const bookings = () => domain.elderCare.bookings;
const tomorrow = (time: string) => clock.set(`2026-03-03T${time}:00+08:00`);
const worker = () => system(101);

/** How many bookings of a slot stand where, with what it counts as taken itself. */
async function standing({ id }: CareSlot): Promise<Record<string, number>> {
  const rows = await database.owner<{ state: string; n: number }>('select state, count(*)::int as n from care_booking where slot_id = $1 group by state', [id]);
  const [slot] = await database.owner<{ taken: number }>('select taken from care_slot where id = $1', [id]);
  return { ...Object.fromEntries(rows.map(({ state, n }) => [state, n])), taken: slot!.taken };
}

/** Balance of an owner's account in fen, and what of it is reserved. */
async function money(owner: string, unit = 'FEN'): Promise<[balance: number, reserved: number]> {
  const [row] = await database.owner<{ balance: string; reserved: string }>('select balance, reserved from ledger_account where owner_id = $1 and unit = $2', [owner, unit]);
  return [Number(row?.balance ?? 0), Number(row?.reserved ?? 0)];
}

async function wrong(): Promise<string[]> {
  return domain.connections.reading(101, snapshot => verifyBook(snapshot));
}

const outcome = (booking: Promise<CareBooking>) => booking.then(({ state }) => state as string, ({ code, field }: Refusal) => `${code} ${field[0]}`);

test('from the booking to the charge: both shares are reserved, and charged when the service was given, not before', async () => {
  await care.fund(1_000);
  const [before] = await money(care.centre.id);
  const [slot, elder] = [await care.slot(await care.service({ sponsorId: care.sponsorId, sponsorShare: 500 })), await care.elder(300)];
  const { id } = await care.book(slot, elder);
  expect([await money(elder), await money(care.sponsorId)]).toEqual([[300, 300], [1_000, 500]]);
  expect(await refused(bookings().checkIn(care.staff, id))).toBe('WRONG_STATE at bookingId');
  expect(await refused(bookings().fulfil(care.staff, id))).toBe('INVALID at occurredAt');
  tomorrow('11:10');
  await bookings().checkIn(care.staff, id);
  expect(await refused(bookings().fulfil(care.staff, id, new Date('2026-03-03T12:00:00+08:00')))).toBe('INVALID at occurredAt');
  expect(await bookings().fulfil(care.staff, id, clock.now())).toMatchObject({ state: 'FULFILLED', fulfilledAt: clock.now(), channel: 'TELEPHONE', senior: true });
  expect([await money(elder), await money(care.sponsorId), await money(care.centre.id)]).toEqual([[0, 0], [500, 0], [before + 800, 0]]);
  for (const again of ['fulfil', 'cancel', 'noShow'] as const) expect(await refused(bookings()[again](care.staff, id))).toBe('WRONG_STATE at bookingId');
  expect(await wrong()).toEqual([]);
});

test('of two hundred who want twenty places at once, twenty get one and the others wait, each in their order', async () => {
  const slot = await crowded.slot(await crowded.service({ price: 0 }), 20);
  const elders = await crowded.elders(200);
  const outcomes = await Promise.all(elders.map(id => outcome(crowded.book(slot, id))));
  expect(outcomes.filter(state => state === 'BOOKED')).toHaveLength(20);
  expect(await standing(slot)).toEqual({ BOOKED: 20, WAITLISTED: 180, taken: 20 });
}, 60_000);

test('a cancelled place goes to exactly one, and the last place on the waitlist to one of all who take it, many times', async () => {
  const slot = await crowded.slot(await crowded.service({ price: 0 }), 2);
  const elders = await crowded.elders(10);
  for (const id of elders) await crowded.book(slot, id);
  for (let round = 0; round < 3; round++) {
    const taken = await database.owner<{ id: string }>(`select id from care_booking where slot_id = $1 and state in ('BOOKED', 'PENDING') order by id`, [slot.id]);
    // Both places are given up at once, each of them twice.
    await Promise.all([...taken, ...taken].map(({ id }) => outcome(bookings().cancel(crowded.staff, id))));
    const offered = await database.owner<{ id: string }>(`select id from care_booking where slot_id = $1 and awaits = 'ACCEPTANCE'`, [slot.id]);
    expect(offered).toHaveLength(2);
    const outcomes = await Promise.all(offered.flatMap(({ id }) => [outcome(bookings().accept(crowded.staff, id)), outcome(bookings().accept(crowded.staff, id)), outcome(bookings().accept(crowded.staff, id))]));
    expect(outcomes.toSorted()).toEqual(['BOOKED', 'BOOKED', ...Array.from({ length: 4 }, () => 'WRONG_STATE bookingId')]);
    expect(await standing(slot)).toEqual({ BOOKED: 2, CANCELLED: (round + 1) * 2, WAITLISTED: 8 - (round + 1) * 2, taken: 2 });
  }
}, 60_000);

test('an offer that nobody takes goes to the next in their order; taken too late it is refused', async () => {
  const slot = await care.slot(await care.service({ price: 0 }));
  const [first, second, third] = [await care.book(slot, await care.elder()), await care.book(slot, await care.elder()), await care.book(slot, await care.elder())];
  await bookings().cancel(care.staff, first.id);
  const state = async ({ id }: CareBooking) => (await database.owner<{ state: string; awaits: string | null }>('select state, awaits from care_booking where id = $1', [id]))[0];
  expect([await state(second), await state(third)]).toEqual([{ state: 'PENDING', awaits: 'ACCEPTANCE' }, { state: 'WAITLISTED', awaits: null }]);
  await bookings().expireOffer(worker(), { districtId: 101, bookingId: second.id }); // too early: nothing
  clock.pass(120);
  expect(await refused(bookings().accept(care.staff, second.id))).toBe('WRONG_STATE at bookingId');
  await Promise.all([1, 2, 3].map(() => bookings().expireOffer(worker(), { districtId: 101, bookingId: second.id })));
  expect([await state(second), await state(third)]).toEqual([{ state: 'CANCELLED', awaits: null }, { state: 'PENDING', awaits: 'ACCEPTANCE' }]);
  expect(await bookings().accept(care.staff, third.id)).toMatchObject({ state: 'BOOKED' });
  tomorrow('09:30');
  expect(await standing(slot)).toEqual({ BOOKED: 1, CANCELLED: 2, taken: 1 });
});

test('one person is not twice in a slot, nor in two that overlap, however often it is asked at once', async () => {
  const [lunch, clinic, later] = [await care.slot(await care.service({ price: 0 }), 5), await care.slot(await care.service({ price: 0, cutOff: undefined }), 5, '11:30'), await care.slot(await care.service({ price: 0 }), 5, '12:00')];
  const elder = await care.elder();
  const outcomes = await Promise.all([lunch, clinic, lunch, clinic, lunch, clinic].map(slot => outcome(care.book(slot, elder))));
  expect(outcomes.toSorted()).toEqual(['BOOKED', ...Array.from({ length: 5 }, () => 'CONFLICT slotId')]);
  if (outcomes.indexOf('BOOKED') % 2 === 0) expect(await outcome(care.book(later, elder))).toBe('BOOKED');
  else expect(await outcome(care.book(later, elder))).toBe('CONFLICT slotId');
});

test('whom a service is not for is refused, and whoever comes after the cut-off', async () => {
  const [young, far] = [await buildResident(domain, at, { birthDate: calendarDate('1966-03-04') }), await buildResident(domain, at, { placeId: at.grids[2] })];
  const slot = await care.slot(await care.service({ price: 0 }));
  expect(await outcome(care.book(slot, young.id))).toBe('NOT_ALLOWED residentId');
  const admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  const booked = (by: Actor, residentId: string) => refused(bookings().book(by, { slotId: slot.id, residentId, pays: 'FEN', channel: 'WINDOW' }));
  expect(await booked(admin, far.id)).toBe('NOT_ALLOWED at residentId');
  expect(await booked(care.staff, far.id)).toBe('NOT_FOUND at residentId');
  const elder = await care.elder();
  expect(await outcome(care.book(await care.slot(await care.service({ price: 0, noKinOnly: true })), elder))).toBe('NOT_ALLOWED residentId');
  expect(await outcome(care.book(await care.slot(await care.service({ price: 0, disabilityLevel: 2 })), elder))).toBe('NOT_ALLOWED residentId');
  const alone = await buildResident(domain, at, { noKin: true, disabilityLevel: 2 });
  expect(await outcome(care.book(await care.slot(await care.service({ price: 0, noKinOnly: true, disabilityLevel: 2 })), alone.id))).toBe('BOOKED');
  tomorrow('09:29');
  expect(await outcome(care.book(slot, elder))).toBe('BOOKED');
  tomorrow('09:30');
  expect(await booked(care.staff, await care.elder())).toBe('WRONG_STATE at slotId');
});

test('nobody books beyond what they have, nor beyond the sponsor\'s budget; nothing is left behind', async () => {
  const [left, reserved] = await money(care.sponsorId);
  await care.fund(700 - (left - reserved));
  const service = await care.service({ sponsorId: care.sponsorId, sponsorShare: 500 });
  const slot = await care.slot(service, 5);
  expect(await outcome(care.book(slot, await care.elder(299)))).toBe('INSUFFICIENT pays');
  expect(await outcome(care.book(slot, await care.elder(300)))).toBe('BOOKED');
  const second = await care.elder(300);
  expect(await outcome(care.book(slot, second))).toBe('INSUFFICIENT slotId');
  expect([await money(second), await standing(slot)]).toEqual([[300, 0], { BOOKED: 1, taken: 1 }]);
  expect(await refused(bookings().book(care.staff, { slotId: slot.id, residentId: second, pays: 'MINUTE', channel: 'WINDOW' }))).toBe('INVALID at pays');
  expect(await wrong()).toEqual([]);
});

test.each<[string, boolean, [number, number]]>([['in time, everything comes back', false, [300, 0]], ['late, with a service that charges it, the member pays and the sponsor does not', true, [0, 0]]])(
  'who cancels: %s', async (_, late, left) => {
    await care.fund(500);
    const before = await money(care.sponsorId);
    const slot = await care.slot(await care.service({ sponsorId: care.sponsorId, sponsorShare: 500, chargesMissed: true }));
    const elder = await care.elder(300);
    const { id } = await care.book(slot, elder);
    tomorrow(late ? '09:30' : '09:29');
    expect((await bookings().cancel(care.staff, id)).state).toBe(late ? 'LATE_CANCELLED' : 'CANCELLED');
    expect([await money(elder), await money(care.sponsorId), (await standing(slot)).taken]).toEqual([left, before, 0]);
    expect(await wrong()).toEqual([]);
  });

test('a clinic waits for the back office: approved it is booked, refused the money comes back and the place goes on', async () => {
  const service = await care.service({ kind: 'CLINIC', needsApproval: true, cutOff: undefined });
  const slot = await care.slot(service, 2);
  const [one, two, three] = [await care.elder(800), await care.elder(800), await care.elder()];
  const [first, second, third] = [await care.book(slot, one), await care.book(slot, two), await care.book(slot, three)];
  expect([first.state, first.awaits, third.state, await money(one)]).toEqual(['PENDING', 'APPROVAL', 'WAITLISTED', [800, 800]]);
  expect(await refused(bookings().approve(stranger, first.id))).toBe('NOT_FOUND at bookingId');
  expect(await refused(bookings().reject(care.staff, second.id, ' '))).toBe('INVALID at reason');
  expect(await bookings().approve(care.staff, first.id)).toMatchObject({ state: 'BOOKED' });
  expect(await refused(bookings().approve(care.staff, first.id))).toBe('WRONG_STATE at bookingId');
  expect(await bookings().reject(care.staff, second.id, '该专家停诊')).toMatchObject({ state: 'CANCELLED', cause: 'REJECTED', reason: '该专家停诊' });
  expect(await money(two)).toEqual([800, 0]);
  expect(await refused(bookings().accept(care.staff, third.id))).toBe('INSUFFICIENT at bookingId');
  await domain.elderCare.centres.topUp(care.staff, care.centre.id, three, { amount: 800, receipt: 'NO-1' });
  expect(await bookings().accept(care.staff, third.id)).toMatchObject({ state: 'PENDING', awaits: 'APPROVAL' });
});

test('hours pay as yuan do: reserved, given back, and to the community\'s fund when the service was given', async () => {
  const service = await care.service({ minutes: 60 });
  const elder = await care.elder();
  const alone = await buildResident(domain, at, { livesAlone: true });
  await domain.timeBank.minutes.grantOpening(worker(), alone.id);
  const slot = await care.slot(service, 3);
  const book = (residentId: string) => bookings().book(care.staff, { slotId: slot.id, residentId, pays: 'MINUTE', channel: 'VISIT' });
  expect(await outcome(book(elder))).toBe('INSUFFICIENT pays');
  const { id } = await book(alone.id);
  expect(await money(alone.id, 'MINUTE')).toEqual([600, 60]);
  await bookings().cancel(care.staff, id);
  expect(await money(alone.id, 'MINUTE')).toEqual([600, 0]);
  const again = await book(alone.id);
  tomorrow('11:30');
  await bookings().fulfil(care.staff, again.id);
  expect([await money(alone.id, 'MINUTE'), await money(at.communities[0], 'MINUTE')]).toEqual([[540, 0], [60, 0]]);
  expect(await wrong()).toEqual([]);
});

test('a day ends: who did not come is marked so, what waited in vain ends, and everything reserved is released', async () => {
  await care.fund(5_000);
  const before = await money(care.sponsorId);
  const service = await care.service({ sponsorId: care.sponsorId, sponsorShare: 500 });
  const [slot, clinic] = [await care.slot(service), await care.slot(await care.service({ needsApproval: true, cutOff: undefined }), 1, '15:00')];
  const [absent, waits, undecided] = [await care.elder(300), await care.elder(300), await care.elder(800)];
  for (const id of [absent, waits]) await care.book(slot, id);
  await care.book(clinic, undecided);
  clock.set('2026-03-04T00:00:00+08:00');
  await domain.turnDay(101);
  expect(await standing(slot)).toEqual({ NO_SHOW: 1, CANCELLED: 1, taken: 1 });
  expect(await standing(clinic)).toEqual({ CANCELLED: 1, taken: 0 });
  expect([await money(absent), await money(undecided), await money(care.sponsorId)]).toEqual([[300, 0], [800, 0], [before[0], 0]]);
});

test('a slot that is called off gives everything back', async () => {
  const slot = await care.slot(await care.service());
  const [elder, waits] = [await care.elder(800), await care.elder(800)];
  for (const id of [elder, waits]) await care.book(slot, id);
  expect(await refused(domain.elderCare.centres.callOff(stranger, slot.id))).toBe('NOT_FOUND at slotId');
  await domain.elderCare.centres.callOff(care.staff, slot.id);
  expect([await standing(slot), await money(elder)]).toEqual([{ CANCELLED: 2, taken: 0 }, [800, 0]]);
  expect(await refused(care.book(slot, await care.elder()))).toBe('WRONG_STATE at slotId');
  expect(await refused(domain.elderCare.centres.callOff(care.staff, slot.id))).toBe('WRONG_STATE at slotId');
});

test('elders and their proxies book for themselves, nobody else for them; a receipt counts once', async () => {
  const slot = await care.slot(await care.service(), 3);
  const [elder, other] = [await care.elder(), await care.elder()];
  const pay = (amount: number, receipt: string) => domain.elderCare.centres.topUp(care.staff, care.centre.id, elder, { amount, receipt });
  const [once, again] = [await pay(800, 'A7'), await pay(800, 'A7')];
  expect([again.id, await money(elder)]).toEqual([once.id, [800, 0]]);
  expect(await refused(pay(900, 'A7'))).toBe('CONFLICT at receipt');
  expect(await refused(pay(0, 'A8'))).toBe('INVALID at amount');
  expect(await refused(domain.elderCare.centres.topUp(stranger, care.centre.id, elder, { amount: 1, receipt: 'A9' }))).toBe('NOT_FOUND at centreId');
  const [own, daughter] = [await buildResidentActor(domain, at, elder), await buildResidentActor(domain, at, (await buildResident(domain, at)).id)];
  const book = (by: Actor, residentId: string) => bookings().book(by, { slotId: slot.id, residentId, pays: 'FEN' });
  expect(await refused(book(own, other))).toBe('NOT_FOUND at residentId');
  expect(await refused(book(daughter, elder))).toBe('NOT_FOUND at residentId');
  expect(await refused(book(care.staff, elder))).toBe('INVALID at channel');
  const mine = await book(own, elder);
  expect(mine).toMatchObject({ state: 'BOOKED', channel: 'APP' });
  expect(await refused(bookings().cancel(daughter, mine.id))).toBe('NOT_FOUND at bookingId');
  expect(await refused(bookings().fulfil(own, mine.id))).toBe('NOT_FOUND at bookingId');
  await bookings().cancel(own, mine.id);
  await domain.consents.nameProxy(system(101), { residentId: elder, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
  expect(await book(daughter, elder)).toMatchObject({ state: 'BOOKED', channel: 'PROXY', requestedById: daughter.accountId });
});
