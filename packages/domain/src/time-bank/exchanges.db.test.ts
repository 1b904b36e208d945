import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildVolunteer } from '../testing/build-time-bank.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { TimeBankStand } from '../testing/time-bank-stand.ts';

let database: TestDatabase;
let domain: Domain;
let stand: TimeBankStand;
const clock = new TestClock('2026-03-01T08:00:00+08:00');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock, maxWriters: 24 });
});
afterAll(() => database.close());
beforeEach(async () => {
  stand = await TimeBankStand.build({ database, domain, clock });
});

test('an elder is granted minutes, is served, confirms, and pays the volunteer for it', async () => {
  await domain.timeBank.settings.setPolicy(stand.people.admin, { openingMinutes: 600 });
  await domain.residents.correct(system(stand.at.districtId), stand.residents.elder.id, { livesAlone: true });
  await domain.timeBank.minutes.grantOpening(stand.people.worker, stand.residents.elder.id);
  expect(await stand.balances()).toEqual({ WORLD: -600, elder: 600 });
  const scheduled = await stand.service('scheduled');
  expect(scheduled).toMatchObject({ status: 'SCHEDULED', groupSession: false });
  expect(await stand.balances()).toEqual({ WORLD: -600, elder: [600, 120], giver: 0, FUND: 0 });
  clock.set(TimeBankStand.tomorrow);
  await stand.bank.checkIn(stand.people.giver, scheduled.id);
  await stand.bank.submit(stand.people.giver, scheduled.id, 100);
  expect(await stand.balances()).toMatchObject({ elder: [600, 90] });
  const confirmed = await stand.bank.confirm(stand.people.elder, scheduled.id, { by: 'APP' });
  expect(confirmed).toMatchObject({ status: 'CONFIRMED', confirmation: 'APP', minutes: 90, creditedMinutes: 90, donatedMinutes: 0, holdId: null });
  expect(await stand.balances()).toEqual({ WORLD: -600, elder: 510, giver: 90, FUND: 0 });
  expect(await stand.wrong()).toEqual([]);
  const steps = await database.owner<{ move: string }>('select move from exchange_step where exchange_id = $1 order by id', [scheduled.id]);
  expect(steps.map(({ move }) => move)).toEqual(['match', 'schedule', 'checkIn', 'submit', 'confirm']);
});

test('nobody serves themselves or close kin, and only volunteers serve', async () => {
  expect(await refused(stand.match({ receiverIds: [stand.residents.giver.id] }))).toBe('INVALID at giverId');
  await buildVolunteer(domain, stand.at, stand.residents.daughter.id, [stand.company]);
  expect(await refused(stand.match({ giverId: stand.residents.daughter.id }))).toBe('INVALID at giverId');
  expect(await refused(stand.match({ giverId: stand.residents.neighbour.id }))).toBe('WRONG_STATE at giverId');
  expect(await refused(stand.match({ receiverIds: [] }))).toBe('INVALID at receiverIds');
});

test('whom one does not work over is not there', async () => {
  expect(await refused(stand.bank.match(stand.people.elsewhere, { giverId: stand.residents.giver.id, receiverIds: [stand.residents.elder.id], serviceTypeId: stand.company }))).toBe('NOT_FOUND at giverId');
  expect(await refused(stand.bank.match(stand.people.giver, { giverId: stand.residents.giver.id, receiverIds: [stand.residents.elder.id], serviceTypeId: stand.company }))).toBe('NOT_FOUND at giverId');
  const { id } = await stand.match();
  for (const actor of [stand.people.elsewhere, stand.people.neighbour]) expect(await refused(stand.bank.cancel(actor, id))).toBe('NOT_FOUND at exchangeId');
});

test('one\'s own service is not confirmed, not even as who acts for the receiver or as a worker', async () => {
  const { id } = await stand.service('submitted');
  expect(await refused(stand.bank.confirm(stand.people.giver, id, { by: 'APP' }))).toBe('NOT_ALLOWED at by');
  expect(await refused(stand.bank.confirm(stand.people.giver, id, { by: 'CALL_BACK', note: '本人同意' }))).toBe('NOT_ALLOWED at by');
  await domain.consents.nameProxy(system(stand.at.districtId), { residentId: stand.residents.elder.id, holderId: stand.people.giver.accountId, relation: 'VOLUNTEER', version: '1', channel: 'PAPER' });
  expect(await refused(stand.bank.confirm(stand.people.giver, id, { by: 'APP' }))).toBe('NOT_ALLOWED at by');
  expect(await refused(domain.timeBank.cards.issue(stand.people.giver, stand.residents.elder.id, '135790'))).toBe('NOT_FOUND at residentId');
  expect((await stand.bank.confirm(stand.people.daughter, id, { by: 'APP' })).status).toBe('CONFIRMED');
});

test('it is confirmed once, at most', async () => {
  const { id } = await stand.service('confirmed');
  expect(await refused(stand.bank.confirm(stand.people.elder, id, { by: 'APP' }))).toBe('WRONG_STATE at exchangeId');
  const other = await stand.service('submitted', 60);
  const both = await Promise.allSettled([stand.people.elder, stand.people.daughter, stand.people.elder].map(by => stand.bank.confirm(by, other.id, { by: 'APP' })));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await stand.balances()).toMatchObject({ giver: 180 });
});

test('a PIN or a card confirms on the volunteer\'s phone; after five wrong ones the card is blocked', async () => {
  const { id } = await stand.service('submitted');
  expect(await refused(stand.bank.confirm(stand.people.giver, id, { by: 'PIN', secret: '135790' }))).toBe('INVALID at secret');
  expect(await refused(domain.timeBank.cards.issue(stand.people.worker, stand.residents.elder.id, '111111'))).toBe('INVALID at pin');
  const { code } = await domain.timeBank.cards.issue(stand.people.worker, stand.residents.elder.id, '135790');
  for (const secret of ['135791', '', code.slice(1)]) expect(await refused(stand.bank.confirm(stand.people.giver, id, { by: 'PIN', secret }))).toBe('INVALID at secret');
  expect((await stand.bank.confirm(stand.people.giver, id, { by: 'CARD', secret: code }))).toMatchObject({ status: 'CONFIRMED', confirmation: 'CARD' });
  const other = await stand.service('submitted', 60);
  for (let n = 0; n < 5; n++) expect(await refused(stand.bank.confirm(stand.people.giver, other.id, { by: 'PIN', secret: '000001' }))).toBe('INVALID at secret');
  expect(await refused(stand.bank.confirm(stand.people.giver, other.id, { by: 'PIN', secret: '135790' }))).toBe('TOO_MANY_ATTEMPTS at secret');
  await domain.timeBank.cards.issue(stand.people.worker, stand.residents.elder.id, '246802');
  expect((await stand.bank.confirm(stand.people.giver, other.id, { by: 'PIN', secret: '246802' })).status).toBe('CONFIRMED');
});

test('whoever tries secrets of many cards is stopped, too', async () => {
  const tried: string[] = [];
  for (let n = 0; n < 16; n++) tried.push(await refused(domain.timeBank.cards.mustFit(stand.people.worker, newId(), 'PIN', '000001')));
  expect(tried).toEqual([...Array.from({ length: 15 }, () => 'INVALID at secret'), 'TOO_MANY_ATTEMPTS at secret']);
});

test('other hours hold from the day on which they are changed: what could be served before stays as it was', async () => {
  const { volunteers } = domain.timeBank;
  const [first] = await database.owner<{ id: string }>('select id from volunteer where district_id = $1', [stand.at.districtId]);
  const availability = [{ weekday: 1, from: 540, to: 600 }];
  clock.set('2026-03-10T09:00:00+08:00');
  const changed = await volunteers.change(stand.people.giver, first!.id, { availability });
  expect(changed).toMatchObject({ weeklyMinutes: 60, activeFrom: '2026-03-10', activeTo: null });
  expect(await volunteers.change(stand.people.giver, changed.id, { availability: [{ weekday: 1, from: 540, to: 630 }] })).toMatchObject({ id: changed.id, weeklyMinutes: 90 });
  expect(await refused(volunteers.change(stand.people.giver, first!.id, { availability }))).toBe('WRONG_STATE at volunteerId');
  const rows = await database.owner('select weekly_minutes as weekly, active_to::text as until from volunteer where district_id = $1 order by active_from', [stand.at.districtId]);
  expect(rows).toEqual([{ weekly: 5_040, until: '2026-03-10' }, { weekly: 90, until: null }]);
});

test('a call-back is recorded by staff, with what was said', async () => {
  const { id } = await stand.service('submitted');
  expect(await refused(stand.bank.confirm(stand.people.worker, id, { by: 'CALL_BACK' }))).toBe('INVALID at note');
  expect(await refused(stand.bank.confirm(stand.people.worker, id, { by: 'APP' }))).toBe('NOT_ALLOWED at by');
  expect(await stand.bank.confirm(stand.people.worker, id, { by: 'CALL_BACK', note: '电话中本人确认' })).toMatchObject({ confirmation: 'CALL_BACK', confirmedById: stand.people.worker.accountId });
});

test('check-in waits for the day, and minutes are what a day can have', async () => {
  const { id } = await stand.service('scheduled');
  expect(await refused(stand.bank.checkIn(stand.people.giver, id))).toBe('WRONG_STATE at exchangeId');
  expect(await refused(stand.bank.schedule(stand.people.giver, id, new Date('2026-02-01T09:00:00+08:00'), 60))).toBe('INVALID at startsAt');
  clock.set(TimeBankStand.tomorrow);
  await stand.bank.checkIn(stand.people.giver, id);
  for (const minutes of [0, -60, 29, 721, 1e9, 45.5]) expect(await refused(stand.bank.submit(stand.people.giver, id, minutes))).toBe('INVALID at minutes');
});

test('a volunteer serves one at a time, whatever is asked at once', async () => {
  const first = await stand.service('scheduled');
  const second = await stand.match({ receiverIds: [stand.residents.neighbour.id] });
  expect(await refused(stand.bank.schedule(stand.people.worker, second.id, new Date('2026-03-02T10:30:00+08:00'), 60))).toBe('CONFLICT at startsAt');
  await stand.bank.schedule(stand.people.worker, second.id, new Date('2026-03-02T11:00:00+08:00'), 60);
  await stand.bank.cancel(stand.people.giver, first.id);
  await stand.bank.schedule(stand.people.worker, second.id, TimeBankStand.tomorrow, 60);
  const many = await Promise.all(Array.from({ length: 4 }, () => stand.match({ receiverIds: [stand.residents.neighbour.id] })));
  const noon = new Date('2026-03-03T12:00:00+08:00');
  const tried = await Promise.allSettled(many.map(({ id }) => stand.bank.schedule(stand.people.worker, id, noon, 60)));
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('who has too little cannot agree to be served where nobody else pays', async () => {
  await stand.policy({ payers: ['RECEIVER'] });
  const { id } = await stand.match();
  expect(await refused(stand.bank.schedule(stand.people.worker, id, TimeBankStand.tomorrow, 60))).toBe('INSUFFICIENT at minutes');
  await stand.policy({ redeemAge: 80 });
  expect(await refused(stand.bank.schedule(stand.people.worker, id, TimeBankStand.tomorrow, 60))).toBe('NOT_ALLOWED at receiverIds');
});

test('what is disputed is adjusted or voided, and the book follows', async () => {
  const { id } = await stand.service('confirmed', 120);
  expect(await stand.balances()).toMatchObject({ giver: 120, WORLD: -120 });
  expect(await refused(stand.bank.dispute(stand.people.giver, id, '我改主意了'))).toBe('NOT_ALLOWED at exchangeId');
  await stand.bank.dispute(stand.people.elder, id, '只来了一小时');
  expect(await refused(stand.bank.adjust(stand.people.worker, id, 60, '核实'))).toBe('NOT_ALLOWED at exchangeId');
  expect(await stand.bank.adjust(stand.people.admin, id, 60, '核实为一小时')).toMatchObject({ status: 'ADJUSTED', minutes: 60, creditedMinutes: 60 });
  expect(await stand.balances()).toMatchObject({ giver: 60, WORLD: -60 });
  const other = await stand.service('submitted', 60);
  await stand.bank.dispute(stand.people.daughter, other.id, '没有来');
  expect(await stand.bank.void(stand.people.admin, other.id, '没有来')).toMatchObject({ status: 'VOIDED', creditedMinutes: 0 });
  expect(await stand.balances()).toMatchObject({ giver: 60, WORLD: -60 });
  expect(await stand.wrong()).toEqual([]);
});

test('surplus over the cap and over a day goes to the fund', async () => {
  await stand.policy({ capMinutes: 150, dailyMinutes: 120, groupEarns: false });
  await stand.service('confirmed', 90);
  expect(await stand.service('confirmed', 60)).toMatchObject({ creditedMinutes: 30, donatedMinutes: 30 });
  clock.set('2026-03-05T09:00:00+08:00');
  expect(await stand.service('confirmed', 60)).toMatchObject({ creditedMinutes: 30, donatedMinutes: 30 });
  expect(await stand.balances()).toMatchObject({ giver: 150 });
});

test('hours of a group session are donated where the policy says so; any of those served confirms', async () => {
  const { id } = await stand.match({ receiverIds: [stand.residents.elder.id, stand.residents.neighbour.id] });
  await stand.bank.schedule(stand.people.giver, id, TimeBankStand.tomorrow, 120);
  clock.set(TimeBankStand.tomorrow);
  await stand.bank.checkIn(stand.people.giver, id);
  await stand.bank.submit(stand.people.giver, id, 120);
  expect(await stand.bank.confirm(stand.people.neighbour, id, { by: 'APP' })).toMatchObject({ groupSession: true, creditedMinutes: 0, donatedMinutes: 120 });
  expect(await stand.balances()).toMatchObject({ WORLD: -120, FUND: 120, giver: 0, elder: 0 });
});

test('several who serve together are one session: agreed on, checked in, submitted and confirmed once, each with hours of their own', async () => {
  const { giver, neighbour, elder, daughter } = stand.residents;
  const both = { giverId: undefined, giverIds: [giver.id, neighbour.id] };
  expect(await refused(stand.match(both))).toBe('WRONG_STATE at giverIds');
  await buildVolunteer(domain, stand.at, neighbour.id, [stand.company]);
  await buildVolunteer(domain, stand.at, daughter.id, [stand.company]);
  expect(await refused(stand.match({ giverId: undefined, giverIds: [giver.id, daughter.id] }))).toBe('INVALID at giverIds');
  await stand.policy({ groupEarns: true });
  const { id } = await stand.match(both);
  await database.owner('delete from notice where district_id = $1', [stand.at.districtId]);
  await stand.bank.schedule(stand.people.giver, id, TimeBankStand.tomorrow, 120);
  const [, second] = await database.owner<{ id: string }>('select id from exchange where district_id = $1 order by id', [stand.at.districtId]);
  clock.set(TimeBankStand.tomorrow);
  await stand.bank.checkIn(stand.people.neighbour, second!.id);
  await stand.bank.submit(stand.people.giver, id, 120);
  const told = await database.owner<{ kind: string }>('select kind from notice where account_id = $1', [stand.people.elder.accountId]);
  expect(told.map(({ kind }) => kind).toSorted()).toEqual(['exchange.scheduled', 'exchange.to_confirm']);
  await domain.consents.nameProxy(system(stand.at.districtId), { residentId: elder.id, holderId: stand.people.neighbour.accountId, relation: 'OTHER', version: '1', channel: 'PAPER' });
  expect(await refused(stand.bank.confirm(stand.people.neighbour, id, { by: 'APP' }))).toBe('NOT_ALLOWED at by');
  expect(await stand.bank.confirm(stand.people.elder, id, { by: 'APP' })).toMatchObject({ status: 'CONFIRMED', groupSession: true, creditedMinutes: 120 });
  expect(await stand.balances()).toMatchObject({ WORLD: -240, giver: 120, neighbour: 120, elder: 0 });
  expect(await refused(stand.bank.confirm(stand.people.elder, second!.id, { by: 'APP' }))).toBe('WRONG_STATE at exchangeId');
  // What one of them did is looked into by itself.
  await stand.bank.dispute(stand.people.elder, second!.id, '没有来');
  await stand.bank.void(stand.people.admin, second!.id, '没有来');
  expect(await stand.balances()).toMatchObject({ WORLD: -120, giver: 120, neighbour: 0 });
  expect(await stand.wrong()).toEqual([]);
});

test('one of several who cannot come calls off for themselves, the one who is served calls off all', async () => {
  await buildVolunteer(domain, stand.at, stand.residents.neighbour.id, [stand.company]);
  const { id, sessionId } = await stand.match({ giverId: undefined, giverIds: [stand.residents.giver.id, stand.residents.neighbour.id] });
  const states = async () => (await database.owner<{ status: string }>('select status from exchange where session_id = $1 order by id', [sessionId])).map(({ status }) => status);
  await stand.bank.schedule(stand.people.worker, id, TimeBankStand.tomorrow, 60);
  await stand.bank.cancel(stand.people.giver, id);
  expect(await states()).toEqual(['CANCELLED', 'SCHEDULED']);
  const again = await stand.match({ giverId: undefined, giverIds: [stand.residents.giver.id, stand.residents.neighbour.id] });
  await stand.bank.cancel(stand.people.elder, again.id);
  expect(await database.owner('select distinct status from exchange where session_id = $1', [again.sessionId])).toEqual([{ status: 'CANCELLED' }]);
});

test('what nobody has confirmed for 14 days comes to the workers, and is never credited by itself', async () => {
  const { id } = await stand.service('submitted');
  const job = { districtId: stand.at.districtId, exchangeId: id };
  await stand.bank.review(system(stand.at.districtId), job);
  clock.pass(14 * 1_440);
  await stand.bank.review(system(stand.at.districtId), job);
  await stand.bank.review(system(stand.at.districtId), job);
  const [row] = await database.owner<{ status: string; review_since: Date }>('select status, review_since from exchange where id = $1', [id]);
  expect(row).toMatchObject({ status: 'SUBMITTED', review_since: new Date(clock.now().getTime()) });
  expect(await database.owner('select from exchange_step where exchange_id = $1 and move = $2', [id, 'review'])).toHaveLength(1);
  expect(await stand.balances()).toMatchObject({ giver: 0 });
  expect(await stand.bank.confirm(stand.people.worker, id, { by: 'CALL_BACK', note: '已确认' })).toMatchObject({ reviewSince: null });
});

test('a request waits for its service, and is open again when nothing comes of it', async () => {
  const listing = await domain.timeBank.listings.enter(stand.people.daughter, { kind: 'REQUEST', residentId: stand.residents.elder.id, serviceTypeId: stand.company, minutes: 60 });
  expect(listing).toMatchObject({ channel: 'PROXY', status: 'OPEN' });
  const { id } = await stand.bank.match(stand.people.worker, { listingId: listing.id, giverId: stand.residents.giver.id });
  expect(await refused(stand.bank.match(stand.people.worker, { listingId: listing.id, giverId: stand.residents.giver.id }))).toBe('WRONG_STATE at listingId');
  await stand.bank.schedule(stand.people.elder, id, TimeBankStand.tomorrow, 60);
  clock.set(TimeBankStand.tomorrow);
  clock.pass(30);
  expect(await refused(stand.bank.noShow(stand.people.giver, id, 'GIVER'))).toBe('NOT_ALLOWED at absent');
  expect(await stand.bank.noShow(stand.people.elder, id, 'GIVER')).toMatchObject({ status: 'NO_SHOW', absent: 'GIVER', holdId: null });
  const [row] = await database.owner<{ status: string }>('select status from service_listing where id = $1', [listing.id]);
  expect(row?.status).toBe('OPEN');
  expect(await domain.timeBank.listings.withdraw(stand.people.elder, listing.id)).toMatchObject({ status: 'WITHDRAWN' });
});

test('a drawn service is audited once, never by who gave it', async () => {
  await stand.policy({ auditPercent: 100 });
  const { id, sampled } = await stand.service('confirmed');
  expect(sampled).toBe(true);
  expect(await refused(stand.bank.audit(stand.people.giver, id, '属实'))).toBe('NOT_ALLOWED at exchangeId');
  expect((await stand.bank.audit(stand.people.admin, id, '上门核实属实')).auditedAt).toEqual(clock.now());
  expect(await refused(stand.bank.audit(stand.people.admin, id, '再查'))).toBe('WRONG_STATE at exchangeId');
});

test('who is told of what', async () => {
  await database.owner('delete from notice where district_id = $1', [stand.at.districtId]);
  const { id } = await stand.service('confirmed');
  await stand.bank.dispute(stand.people.elder, id, '只来了一小时');
  const names = new Map(Object.entries(stand.people).map(([name, { accountId }]) => [accountId, name]));
  const rows = await database.owner<{ account_id: string; kind: string }>('select account_id, kind from notice where district_id = $1', [stand.at.districtId]);
  expect(rows.map(row => `${names.get(row.account_id)} ${row.kind}`).toSorted()).toEqual([
    'admin exchange.disputed', 'daughter exchange.matched', 'daughter exchange.scheduled', 'daughter exchange.to_confirm',
    'elder exchange.matched', 'elder exchange.scheduled', 'elder exchange.to_confirm',
    'giver exchange.confirmed', 'giver exchange.disputed', 'giver exchange.matched', 'giver exchange.scheduled',
  ]);
});

test('both sides are reminded within the day before, not earlier, and not of what was cancelled', async () => {
  const { id } = await stand.match();
  await stand.bank.schedule(stand.people.worker, id, new Date('2026-03-05T09:00:00+08:00'), 60);
  const remind = async () => {
    await database.owner('delete from notice where district_id = $1', [stand.at.districtId]);
    await stand.bank.remind(system(stand.at.districtId), { districtId: stand.at.districtId, exchangeId: id });
    return (await database.owner<{ kind: string }>('select kind from notice where district_id = $1', [stand.at.districtId])).map(({ kind }) => kind);
  };
  expect(await remind()).toEqual([]);
  clock.set('2026-03-04T09:00:00+08:00');
  expect(await remind()).toEqual(['exchange.reminder', 'exchange.reminder', 'exchange.reminder']); // the giver, the elder, and who acts for her
  await stand.bank.cancel(stand.people.giver, id);
  expect(await remind()).toEqual([]);
});
