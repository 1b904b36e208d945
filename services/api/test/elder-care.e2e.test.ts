import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { calendarDate } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { buildResidentActor } from '@linli/domain/testing/build-time-bank';
import { TestClock } from '@linli/domain/testing/test-clock';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

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

test('other systems poll what has changed; whoever has nothing to do with a booking sees none', async () => {
  const query = `{ careBookingsChanged { nodes { state } cursor } careBookings { totalCount } }`;
  const seen = async ({ token }: Signed) => (await api.ask(query, {}, token)).data!;
  await until(async () => (await seen(staff))['careBookingsChanged'].nodes.length === 2, 'both bookings');
  expect(await seen(daughter)).toMatchObject({ careBookingsChanged: { nodes: [{ state: 'FULFILLED' }] }, careBookings: { totalCount: 1 } });
  const stranger = await buildActor(api.domain, api.district.districtId, 'CENTRE_STAFF', api.district.communities[1]);
  expect(await seen(stranger)).toMatchObject({ careBookingsChanged: { nodes: [] }, careBookings: { totalCount: 0 } });
});
