import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor } from '@linli/domain/testing/build';
import { buildTimeBank, type BuiltTimeBank } from '@linli/domain/testing/build-time-bank';
import { TestClock } from '@linli/domain/testing/test-clock';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

let api: TestApi;
let bank: BuiltTimeBank;
let admin: Actor & { token: string };
const clock = new TestClock('2026-03-01T08:00:00+08:00');
const EXCHANGE = `exchange { id status minutes creditedMinutes viewerCan giver { name resident { id } } receivers { name resident { id } } steps { move by { displayName } } }`;

beforeAll(async () => {
  api = await startApi({ clock });
  bank = await buildTimeBank(api.domain, api.district);
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
});
afterAll(() => api.close());

/** Carries a command out as somebody. */
async function command(token: string, name: string, input: object, answer = EXCHANGE) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await api.ask(`mutation($input: ${TYPES[name] ?? type}!) { ${name}(input: $input) { userErrors { code field } ${answer} } }`, { input }, token);
  expect(errors).toEqual([]);
  return data![name];
}
const TYPES: Record<string, string> = { exchangeCheckIn: 'ExchangeInput', exchangeDispute: 'ExchangeReasonInput', exchangeVoid: 'ExchangeReasonInput' };
const exchangeId = () => globalId('Exchange', bank.exchange.id);
const [elder, volunteer] = [() => bank.receiverActor.token, () => bank.giverActor.token];

test('a service goes its way over HTTP, and each side sees the other by a masked name', async () => {
  expect(await command(volunteer(), 'exchangeCheckIn', { exchangeId: exchangeId() })).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['exchangeId'] }] });
  clock.set('2026-03-02T00:30:00+08:00'); // the day has begun, and sessions of a day still last
  const checkedIn = await command(volunteer(), 'exchangeCheckIn', { exchangeId: exchangeId() });
  expect(checkedIn.exchange).toMatchObject({
    status: 'CHECKED_IN', viewerCan: ['SUBMIT'], giver: { name: '测****', resident: { id: globalId('Resident', bank.giver.id) } }, receivers: [{ name: '测***', resident: null }],
  });
  for (const minutes of [0, 100_000]) {
    expect(await command(volunteer(), 'exchangeSubmit', { exchangeId: exchangeId(), minutes })).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['minutes'] }] });
  }
  await command(volunteer(), 'exchangeSubmit', { exchangeId: exchangeId(), minutes: 60 });
  expect(await command(volunteer(), 'exchangeConfirm', { exchangeId: exchangeId(), by: 'APP' })).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED', field: ['by'] }] });
  const input = { exchangeId: exchangeId(), by: 'APP', idempotencyKey: 'once' };
  const [first, again] = [await command(elder(), 'exchangeConfirm', input), await command(elder(), 'exchangeConfirm', input)];
  expect(first).toMatchObject({ userErrors: [], exchange: { status: 'CONFIRMED', minutes: 60, creditedMinutes: 60 } });
  expect(again).toEqual(first);
  expect(await command(elder(), 'exchangeConfirm', { exchangeId: exchangeId(), by: 'APP' })).toMatchObject({ userErrors: [{ code: 'WRONG_STATE', field: ['exchangeId'] }] });
});

test('what one has is one\'s own to see and to give, and no more than one has', async () => {
  const mine = `query($id: ID!) { timeBankMember(residentId: $id) { balance served volunteer { weeklyMinutes skills { name } } } viewer { unreadNotices } }`;
  const id = globalId('Resident', bank.giver.id);
  expect((await api.ask(mine, { id }, volunteer())).data!['timeBankMember']).toEqual({ balance: 60, served: 60, volunteer: { weeklyMinutes: 5_040, skills: [{ name: '陪伴聊天' }] } });
  expect((await api.ask(mine, { id }, elder())).data!['timeBankMember']).toBeNull();
  const donate = (minutes: number) => command(volunteer(), 'minutesDonate', { residentId: id, minutes }, 'member { balance }');
  expect(await donate(61)).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT', field: ['minutes'] }], member: null });
  expect(await donate(20)).toEqual({ userErrors: [], member: { balance: 40 } });
});

test('a worker sees who could answer a request, and why', async () => {
  const { data } = await api.ask(`{ serviceListings(filter: { statuses: [OPEN] }) { totalCount nodes { id kind channel note person { name }
    proposals { score reasons { reason points } volunteer { id } } } } timeBankLiability(placeId: "${globalId('Place', api.district.root)}") { outstandingMinutes volunteers weeklyMinutes } }`, {}, admin.token);
  expect(data!['serviceListings']).toMatchObject({ totalCount: 1, nodes: [{
    id: globalId('ServiceListing', bank.request.id), kind: 'REQUEST', channel: 'APP', note: '测试想找人聊天',
    proposals: [{ volunteer: { id: globalId('Volunteer', bank.volunteer.id) }, score: 71, reasons: [{ reason: 'SKILL', points: 40 }, { reason: 'NEAR', points: 30 }, { reason: 'EXPERIENCED', points: 1 }] }],
  }] });
  const { data: filtered } = await api.ask('query ($of: ID!, $not: ID!) { of: serviceListings(filter: { residentId: $of }) { totalCount } not: serviceListings(filter: { residentId: $not }) { totalCount } }',
    { of: globalId('Resident', bank.receiver.id), not: globalId('Resident', bank.giver.id) }, admin.token);
  expect([filtered!['of'].totalCount, filtered!['not'].totalCount]).toEqual([2, 0]);
  expect(data!['timeBankLiability']).toEqual({ outstandingMinutes: 40, volunteers: 1, weeklyMinutes: 5_040 });
});

test('services are listed page by page, to who is in them or works there, and found by their ids', async () => {
  const list = `{ exchanges(first: 1) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } node(id: "${exchangeId()}") { __typename id } }`;
  for (const token of [admin.token, elder(), volunteer()]) {
    expect((await api.ask(list, {}, token)).data).toMatchObject({ exchanges: { totalCount: 1, nodes: [{ id: exchangeId() }] }, node: { __typename: 'Exchange' } });
  }
  const stranger = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.grids[0]);
  expect((await api.ask(list, {}, stranger.token)).data).toMatchObject({ exchanges: { totalCount: 0, nodes: [] }, node: null });
});

test('other systems poll what has changed: each sees what the lists show', async () => {
  const query = `query($since: String) { exchangesChanged(since: $since) { nodes { id status } cursor } volunteersChanged { nodes { id weeklyMinutes } } }`;
  const [exchanges, volunteers] = [[{ id: exchangeId(), status: 'CONFIRMED' }], [{ id: globalId('Volunteer', bank.volunteer.id), weeklyMinutes: 5_040 }]];
  const seen = async (token: string, since?: string) => (await api.ask(query, { since }, token)).data!;
  const { cursor } = (await until(async () => {
    const { exchangesChanged, volunteersChanged } = await seen(admin.token);
    return exchangesChanged.nodes.length > 0 && volunteersChanged.nodes.length > 0 && exchangesChanged;
  }, 'the first answer'));
  expect(await seen(elder())).toMatchObject({ exchangesChanged: { nodes: exchanges }, volunteersChanged: { nodes: [] } });
  expect(await seen(volunteer())).toMatchObject({ exchangesChanged: { nodes: exchanges }, volunteersChanged: { nodes: volunteers } });
  const stranger = await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.grids[0]);
  expect(await seen(stranger.token)).toMatchObject({ exchangesChanged: { nodes: [] }, volunteersChanged: { nodes: [] } });
  expect((await seen(admin.token, cursor))['exchangesChanged'].nodes).toEqual([]);
});

test('the rules are data: the district\'s admins set them, and see at which one is wrong', async () => {
  const policy = (input: object, token = admin.token) => command(token, 'timeBankSetPolicy', input, 'policy { capMinutes roundTo payers groupEarns }');
  expect(await policy({ capMinutes: 90_000, groupEarns: false, payers: ['RECEIVER', 'FUND'] })).toEqual({
    userErrors: [], policy: { capMinutes: 90_000, roundTo: 30, payers: ['RECEIVER', 'FUND'], groupEarns: false },
  });
  expect((await policy({ capMinutes: null })).policy).toMatchObject({ capMinutes: null, payers: ['RECEIVER', 'FUND'] });
  expect(await policy({ roundTo: 0 })).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['roundTo'] }] });
  expect(await policy({ roundTo: 60 }, elder())).toMatchObject({ userErrors: [{ code: 'NOT_ALLOWED', field: [] }] });
});

test('a certificate is a PDF behind a short link of who has served; whoever holds its code can check it', async () => {
  const input = { residentId: globalId('Resident', bank.giver.id), firstDay: '2026-03-01', lastDay: '2026-03-02' };
  const { certificate } = await command(volunteer(), 'serviceCertificateIssue', input, 'certificate { code minutes file { url mediaType } }');
  expect(certificate).toMatchObject({ minutes: 60, file: { mediaType: 'application/pdf' } });
  const paper = await fetch(new URL(certificate.file.url, api.url));
  expect([paper.status, paper.headers.get('content-type'), (await paper.text()).slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  const check = `query($code: String!) { serviceCertificateCheck(code: $code) { name holds certificate { minutes file { url } } } }`;
  expect((await api.ask(check, { code: certificate.code.toLowerCase() }, elder())).data!['serviceCertificateCheck']).toEqual({ name: '测****', holds: true, certificate: { minutes: 60, file: null } });
  expect((await api.ask(check, { code: 'ABCDEFGHJKMN' }, elder())).data!['serviceCertificateCheck']).toBeNull();
  expect(await command(elder(), 'serviceCertificateIssue', input, 'certificate { code }')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', field: ['residentId'] }] });
});

test('whoever holds the paper checks it without signing in: the page shows less than the paper, and not often to one address', async () => {
  const [{ code }] = await api.database.owner<{ code: string }>('select code from service_certificate where minutes = 60 and code <> $1', [bank.certificateCode]) as [{ code: string }];
  const page = (path: string) => fetch(new URL(`/certificates/${path}`, api.url));
  const found = await page(`${api.district.districtId}?code=${code.toLowerCase()}`);
  const text = await found.text();
  expect([found.status, found.headers.get('content-type'), found.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
  expect(found.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).toContain('证明有效');
  expect(text).toContain('测****');
  expect(text).not.toContain(bank.giver.name);
  for (const path of [`${api.district.districtId}?code=ABCDEFGHJKMN`, `1?code=${code}`, `x?code=${code}`, `${api.district.districtId}?code=%00`, `${api.district.districtId}?code=<script>`]) {
    const missing = await page(path);
    expect([missing.status, (await missing.text()).includes('<script>')]).toEqual([404, false]);
  }
  expect((await page(String(api.district.districtId))).status).toBe(200); // the form alone
  const many = await Promise.all(Array.from({ length: 60 }, () => page(`1?code=${code}`)));
  expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
});
