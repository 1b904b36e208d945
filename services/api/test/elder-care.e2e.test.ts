import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { calendarDate } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { buildResidentActor } from '@linli/domain/testing/build-time-bank';
import { TestClock } from '@linli/domain/testing/test-clock';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let admin: Signed;
let staff: Signed;
/** An elder, their daughter who is their proxy, and a neighbour. */
let elder: Signed;
let daughter: Signed;
let neighbour: Signed;
const clock = new TestClock('2026-03-02T14:00:00+08:00');
const resident = ({ residentId }: Signed) => globalId('Resident', residentId ?? '');

beforeAll(async () => {
  api = await startApi({ clock });
  const { domain, district: at } = api;
  admin = await buildActor(domain, at.districtId, 'STREET_ADMIN', at.street);
  staff = await buildActor(domain, at.districtId, 'CENTRE_STAFF', at.communities[0]);
  const signedIn = async (birthDate: string) => buildResidentActor(domain, at, (await buildResident(domain, at, { birthDate: calendarDate(birthDate) })).id);
  [elder, daughter, neighbour] = [await signedIn('1945-01-01'), await signedIn('1975-01-01'), await signedIn('1950-01-01')];
  await domain.consents.nameProxy(system(at.districtId), { residentId: elder.residentId!, holderId: daughter.accountId, relation: 'CHILD', version: '1', channel: 'PAPER' });
});
afterAll(() => api.close());

/** Carries a command out as somebody; the answer must not refuse. */
async function done(by: Signed, name: string, input: object, answer: string) {
  const payload = await command(by, name, input, answer);
  expect(payload.userErrors).toEqual([]);
  return payload;
}

async function command({ token }: Signed, name: string, input: object, answer = 'booking { id }') {
  const type = TYPES[name] ?? `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await api.ask(`mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code field } ${answer} } }`, { input }, token);
  expect(errors).toEqual([]);
  return data![name];
}
const TYPES: Record<string, string> = { careBookingAccept: 'CareBookingInput', careBookingCancel: 'CareBookingInput', careBookingCheckIn: 'CareBookingInput' };
const BOOKING = 'booking { id state awaits channel sponsorAmount memberAmount memberUnit }';

test('from the booking to the charge: a meal is offered, sponsored, booked, waited for, taken, given and paid', async () => {
  const placeId = globalId('Place', api.district.communities[0]);
  const { centre } = await done(admin, 'careCentreCreate', { placeId, name: '养老服务中心', capacity: 30 }, 'centre { id }');
  const { organisation } = await done(admin, 'organisationCreate', { placeId: globalId('Place', api.district.street), name: '慈善会', kind: 'SPONSOR' }, 'organisation { id }');
  await done(admin, 'careSponsorFund', { centreId: centre.id, organisationId: organisation.id, amount: 900, receipt: 'S-1' }, 'centre { id }');
  const { service } = await done(staff, 'careServiceCreate', {
    centreId: centre.id, name: '午餐', kind: 'MEAL', price: 800, sponsorId: organisation.id, sponsorShare: 500, minAge: 60, cutOff: '09:30',
  }, 'service { id sponsorLeft }');
  expect(service.sponsorLeft).toBe(900);
  await done(staff, 'careSlotsCreate', { serviceId: service.id, firstDay: '2026-03-03', lastDay: '2026-03-04', weekdays: [1, 2, 3, 4, 5], from: '11:00', minutes: 60, capacity: 1 }, 'service { id }');
  const topUp = { centreId: centre.id, residentId: resident(elder), amount: 1_000, receipt: 'R-1' };
  expect((await done(staff, 'careTopUp', topUp, 'account { available }')).account).toEqual({ available: 1_000 });
  expect(await command(elder, 'careTopUp', topUp, 'account { available }')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['centreId'] }], account: null });

  const slots = `{ careCentres { nodes { name services { name careCentre: centre { id } } } } careSlots(serviceId: "${service.id}") { totalCount nodes { id capacity taken closesAt } } }`;
  const { careSlots } = (await api.ask(slots, {}, daughter.token)).data!;
  const [today, next] = careSlots.nodes as [{ id: string }, { id: string }];
  expect(careSlots).toMatchObject({ totalCount: 2, nodes: [{ capacity: 1, taken: 0, closesAt: '2026-03-03T01:30:00.000Z' }, {}] });

  const telephoned = { slotId: today.id, residentId: resident(neighbour), channel: 'TELEPHONE' };
  expect(await command(staff, 'careBookingCreate', telephoned)).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT', field: ['pays'] }] });
  await done(staff, 'careTopUp', { ...topUp, residentId: resident(neighbour), receipt: 'R-2' }, 'account { available }');
  const { booking: lucky } = await done(staff, 'careBookingCreate', telephoned, BOOKING);
  const { booking } = await done(daughter, 'careBookingCreate', { slotId: today.id, residentId: resident(elder), idempotencyKey: 'once' }, BOOKING);
  expect([lucky, booking]).toMatchObject([{ state: 'BOOKED', channel: 'TELEPHONE' }, { state: 'WAITLISTED', channel: 'PROXY', sponsorAmount: 500, memberAmount: 300, memberUnit: 'FEN' }]);
  expect(await command(neighbour, 'careBookingCreate', { slotId: next.id, residentId: resident(elder) })).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['residentId'] }] });
  // The sponsor has 900, of which 500 are reserved.
  expect(await command(elder, 'careBookingCreate', { slotId: next.id, residentId: resident(elder) })).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT', field: ['slotId'] }] });

  await done(neighbour, 'careBookingCancel', { bookingId: lucky.id }, BOOKING);
  const inbox = `{ notices(first: 1) { nodes { title } } careBookings(filter: { states: [PENDING] }) { nodes { id awaits resident { id } service { name } } } }`;
  expect((await api.ask(inbox, {}, elder.token)).data).toMatchObject({
    notices: { nodes: [{ title: '候补有名额了' }] }, careBookings: { nodes: [{ id: booking.id, awaits: 'ACCEPTANCE', resident: { id: resident(elder) }, service: { name: '午餐' } }] },
  });
  expect(await command(neighbour, 'careBookingAccept', { bookingId: booking.id })).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['bookingId'] }] });
  expect((await done(elder, 'careBookingAccept', { bookingId: booking.id }, BOOKING)).booking).toMatchObject({ state: 'BOOKED', awaits: null });

  clock.set('2026-03-03T11:05:00+08:00'); // sessions last a day
  expect(await command(neighbour, 'careBookingCreate', { slotId: today.id, residentId: resident(neighbour) })).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['slotId'] }] });
  await done(staff, 'careBookingCheckIn', { bookingId: booking.id }, BOOKING);
  expect((await done(staff, 'careBookingFulfil', { bookingId: booking.id, idempotencyKey: 'given' }, BOOKING)).booking).toMatchObject({ state: 'FULFILLED' });
  expect((await done(staff, 'careBookingFulfil', { bookingId: booking.id, idempotencyKey: 'given' }, BOOKING)).booking).toMatchObject({ state: 'FULFILLED' });
  const mine = `query($id: ID!) { viewer { ledgerAccounts { unit available reserved } } node(id: $id) { __typename ... on CareService { sponsorLeft } } }`;
  expect((await api.ask(mine, { id: service.id }, daughter.token)).data).toEqual({ viewer: { ledgerAccounts: [{ unit: 'FEN', available: 700, reserved: 0 }] }, node: { __typename: 'CareService', sponsorLeft: null } });
  expect((await api.ask(mine, { id: service.id }, staff.token)).data!['node']).toEqual({ __typename: 'CareService', sponsorLeft: 400 });
});

test('an elder at risk is visited: three taps of a worker, today\'s list, the household, the outcome', async () => {
  const { plan } = await done(staff, 'wellbeingAssess', { residentId: resident(elder), level: 'EVERY_TWO_DAYS', reason: '独居' }, 'plan { level }');
  expect(plan).toEqual({ level: 'EVERY_TWO_DAYS' });
  const list = `{ wellbeingVisits(filter: { states: [DUE] }) { totalCount nodes { id name dueOn resident { id wellbeingPlan { reason history { command } } } } } }`;
  const { wellbeingVisits } = (await api.ask(list, {}, staff.token)).data!;
  expect(wellbeingVisits).toMatchObject({ totalCount: 1, nodes: [{ name: '王**', dueOn: '2026-03-05', resident: { id: resident(elder), wellbeingPlan: { reason: '独居', history: [{ command: 'wellbeing_plan.assess' }] } } }] });
  const visitId = wellbeingVisits.nodes[0].id;
  expect(await command(neighbour, 'wellbeingVisitRecord', { visitId, outcome: 'WELL' }, 'visit { id }')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['visitId'] }] });
  const { data } = await api.ask('{ careCentres { nodes { id occupancy } } }', {}, elder.token);
  const centreId = data!['careCentres'].nodes[0].id;
  const { pair } = await done(staff, 'mutualAidPairBegin', { centreId, visitorId: resident(neighbour), residentId: resident(elder) }, 'pair { id visitor elder }');
  expect(pair).toMatchObject({ visitor: '王**', elder: '王**' });
  expect((await api.ask(list, {}, neighbour.token)).data!['wellbeingVisits']).toMatchObject({ totalCount: 1, nodes: [{ name: '王**', resident: null }] });
  expect((await done(neighbour, 'wellbeingVisitRecord', { visitId, outcome: 'UNWELL', note: '头晕' }, 'visit { state doneBy { displayName } }')).visit).toMatchObject({ state: 'DONE' });
  expect((await api.ask('{ notices(kinds: ["wellbeing.alarm"]) { nodes { body } } }', {}, admin.token)).data!['notices'].nodes).toEqual([{ body: '探访老人：身体不适。头晕请尽快跟进。' }]);
  await done(staff, 'wellbeingSetAway', { residentId: resident(elder), fromDay: '2026-03-04', toDay: '2026-03-10' }, 'plan { awayTo }');
  expect((await api.ask(list, {}, staff.token)).data!['wellbeingVisits']).toMatchObject({ nodes: [{ dueOn: '2026-03-10' }] });
});

test('the centre knows who is there and what happened; who has nothing to do with it sees a number', async () => {
  const { data } = await api.ask('{ careCentres { nodes { id } } }', {}, staff.token);
  const centreId = data!['careCentres'].nodes[0].id;
  const { stay } = await done(staff, 'careStayBegin', { centreId, residentId: resident(elder) }, 'stay { id leftAt }');
  await done(staff, 'careIncidentReport', { centreId, residentId: resident(elder), kind: 'FALL', description: '在走廊滑倒' }, 'incident { description }');
  const day = `{ careCentres { nodes { occupancy stays { totalCount } incidents { nodes { kind description } } mutualAid { elder } } } }`;
  const seen = async (by: Signed) => (await api.ask(day, {}, by.token)).data!['careCentres'].nodes[0];
  expect(await seen(staff)).toEqual({ occupancy: 1, stays: { totalCount: 1 }, incidents: { nodes: [{ kind: 'FALL', description: '在走廊滑倒' }] }, mutualAid: [{ elder: '王**' }] });
  const stranger = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.grids[0]);
  expect(await seen(stranger)).toEqual({ occupancy: 1, stays: { totalCount: 0 }, incidents: { nodes: [] }, mutualAid: [] });
  await done(staff, 'careStayEnd', { stayId: stay.id }, 'stay { leftAt }');
  expect((await seen(daughter)).occupancy).toBe(0);
});

test('other systems poll what has changed; whoever has nothing to do with a booking sees none', async () => {
  const query = `{ careBookingsChanged { nodes { state } cursor } careBookings { totalCount } }`;
  const seen = async ({ token }: Signed) => (await api.ask(query, {}, token)).data!;
  await until(async () => (await seen(staff))['careBookingsChanged'].nodes.length === 2, 'both bookings');
  expect(await seen(daughter)).toMatchObject({ careBookingsChanged: { nodes: [{ state: 'FULFILLED' }] }, careBookings: { totalCount: 1 } });
  const stranger = await buildActor(api.domain, api.district.districtId, 'CENTRE_STAFF', api.district.communities[1]);
  expect(await seen(stranger)).toMatchObject({ careBookingsChanged: { nodes: [] }, careBookings: { totalCount: 0 } });
});

test('whoever follows a centre hears of everybody who comes or leaves, and of places that are taken', async () => {
  const { data } = await api.ask('{ careCentres { nodes { id services { id sponsor { id } } } } }', {}, staff.token);
  const [{ id: centreId, services: [service] }] = data!['careCentres'].nodes;
  const { careSlots } = (await api.ask(`{ careSlots(serviceId: "${service.id}") { nodes { id taken } } }`, {}, staff.token)).data!;
  const slot = careSlots.nodes.at(-1);
  await done(admin, 'careSponsorFund', { centreId, organisationId: service.sponsor.id, amount: 500, receipt: 'S-2' }, 'centre { id }');
  const followed = collect(api.socket(neighbour.token), 'subscription ($id: ID!) { careCentreChanged(centreId: $id) { centre { occupancy } slots { id taken } } }', { id: centreId });
  const heard = (change: object) => until(() => JSON.stringify(followed.messages.at(-1)?.['careCentreChanged']) === JSON.stringify(change), 'what changed at the centre');
  const comes = async () => (await done(staff, 'careStayBegin', { centreId, residentId: resident(elder) }, 'stay { id }')).stay.id;
  const leaves = (stayId: string) => done(staff, 'careStayEnd', { stayId }, 'stay { id }');
  await until(async () => {
    await leaves(await comes());
    return followed.messages.length > 0;
  }, 'the subscription');
  const stayId = await comes();
  await heard({ centre: { occupancy: 1 }, slots: [] });
  await done(staff, 'careBookingCreate', { slotId: slot.id, residentId: resident(neighbour), channel: 'TELEPHONE' }, BOOKING);
  await heard({ centre: { occupancy: 1 }, slots: [{ id: slot.id, taken: slot.taken + 1 }] });
  await leaves(stayId);
  await heard({ centre: { occupancy: 0 }, slots: [] });
});
