import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Case } from '../cases/case.entity.ts';
import type { Domain } from '../domain.ts';
import { periodOf } from '../kpis/engine/period.rule.ts';
import { register } from '../people/register.ts';
import { addDays, dayOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { fullRefusal, refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

const NOW = '2026-05-20T02:00:00Z';
const TODAY = dayOf(new Date(NOW));

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let districts = 100;
let people: Record<'admin' | 'worker' | 'colleague' | 'elsewhere' | 'requester', Actor>;
const clock = new TestClock(NOW);
const by = () => system(at.districtId);

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
});
afterAll(() => database.close());

/** A district of its own for every test: a worker and a colleague at the first grid, one at each other grid of the community. */
beforeEach(async () => {
  clock.set(new Date(NOW));
  at = await buildDistrict(domain, (districts += 1));
  const actor = (role: Parameters<typeof buildActor>[2], place: string) => buildActor(domain, at.districtId, role, place);
  people = {
    admin: await actor('COMMUNITY_ADMIN', at.communities[0]), worker: await actor('GRID_WORKER', at.grids[0]), colleague: await actor('GRID_WORKER', at.grids[0]),
    elsewhere: await actor('GRID_WORKER', at.grids[1]), requester: await actor('RESIDENT', at.grids[0]),
  };
});

const address = (building: string, placeId = at.grids[0]) => domain.addresses.create(by(), { placeId, use: 'HOME', compound: '幸福小区', building, room: '101' });
const part = (code: string, more: object = {}) => ({ code: `${at.districtId}-${code}`, name: `第${code}网格`, ...more });
const split = (...parts: Parameters<Domain['grids']['split']>[2][number][]) => domain.grids.split(people.admin, at.grids[0], parts);

function lives(placeId: string, addressId: string | null, livesFrom = '2020-03-01', birthDate = '1950-01-01') {
  return domain.unit.of(by(), 'test', tx => register(tx, domain.sealer, {
    placeId, addressId, name: '张三', sex: 'MALE', birthDate: birthDate as CalendarDate, standing: 'FLOATING', livesFrom: livesFrom as CalendarDate,
  }));
}

const placeOf = async (table: string, id: string) => (await database.owner<{ code: string }>(`select p.code from ${table} t join place p on p.id = t.place_id where t.id = $1`, [id]))[0]?.code;
const idOf = async (code: string) => (await database.owner<{ id: string }>('select id from place where code = $1', [`${at.districtId}-${code}`]))[0]?.id ?? '';

/** Cases in every state a case can be in when its grid is split. */
async function casesOf(more: object = {}): Promise<Record<'received' | 'assigned' | 'started' | 'suspended' | 'overdue' | 'handled' | 'closed', Case>> {
  const { admin, worker, requester } = people;
  const { cases } = domain;
  const make = (title: string) => buildCase(domain, requester, at, { title, kind: 'COMPLAINT', occurredAt: new Date('2026-04-10T02:00:00Z'), ...more });
  const assigned = async (title: string) => {
    const { id } = await make(title);
    await cases.accept(admin, id);
    return cases.assign(admin, id, { assigneeId: worker.accountId });
  };
  const started = async (title: string) => cases.start(worker, (await assigned(title)).id, { occurredAt: new Date('2026-04-11T02:00:00Z') });
  const handled = async (title: string) => cases.handle(worker, (await started(title)).id, { outcome: 'RESOLVED', occurredAt: new Date('2026-04-12T02:00:00Z') });
  const street = await buildActor(domain, at.districtId, 'STREET_ADMIN', at.street);
  const suspended = await cases.suspend(worker, (await started('挂起')).id, { reason: '等配件', approverId: admin.accountId });
  const closing = await handled('结案');
  await cases.followUp(street, closing.id, { contacted: true, resolved: true, source: 'CALL_BACK' });
  await cases.rate(requester, closing.id, { rating: 5 });
  return {
    received: await make('已接收'), assigned: await assigned('已派单'), started: await started('处置中'), suspended,
    overdue: await assigned('超期'), handled: await handled('已办结'), closed: await cases.close(admin, closing.id),
  };
}

/** Yesterday, last month and last year. */
const BEFORE = [addDays(TODAY, -1), '2026-04-20', '2025-12-31'] as CalendarDate[];

/** Every figure of some places, in all periods with one of some days that end on or before another. */
async function figures(placeIds: readonly string[], days: readonly CalendarDate[], until = '9999-01-01'): Promise<string[]> {
  await domain.engine.drain(at.districtId);
  const periods = days.flatMap(day => (['DAY', 'MONTH', 'YEAR', 'CUMULATIVE'] as const).map(kind => periodOf(kind, day))).filter(({ to }) => to <= until);
  const { indicators } = domain;
  const values = await domain.connections.reading(at.districtId, snapshot => Promise.all(periods.map(period => indicators.values(
    snapshot, [...placeIds], indicators.indicators.filter(indicator => indicator.periods.includes(period.kind)), [period], clock.now()))));
  return values.flat().map(({ indicator, period, numerator, denominator }) => `${indicator.key} ${period.kind} ${period.from}: ${numerator} / ${denominator}`);
}

async function expectExact(): Promise<void> {
  await domain.engine.drain(at.districtId);
  expect(await domain.engine.verify(at.districtId)).toEqual([]);
}

test('a split hands everything over and changes no figure of before, nor of the community', async () => {
  const [one, two] = [await address('1'), await address('2')];
  const [stays, moves, homeless, leaving, gone] = [
    await lives(at.grids[0], one.id), await lives(at.grids[0], two.id), await lives(at.grids[0], null), await lives(at.grids[0], two.id, '2024-01-01', '1970-01-01'),
    await lives(at.grids[0], two.id, '2019-01-01'),
  ];
  await database.owner(`update residence set lives_to = '2026-09-01' where resident_id = $1`, [leaving.id]);
  await database.owner(`update resident set lives_to = '2026-09-01' where id = $1`, [leaving.id]);
  await database.owner(`update residence set lives_to = '2025-01-01' where resident_id = $1`, [gone.id]);
  await database.owner(`update resident set lives_to = '2025-01-01' where id = $1`, [gone.id]);
  const cases = await casesOf({ addressId: two.id, placeId: undefined });
  await domain.engine.fill(at.districtId);
  const past = await figures([at.grids[0]], BEFORE, TODAY);
  const community = await figures([at.communities[0], at.street, at.root], [TODAY, ...BEFORE]);

  const closed = await split(part('1'), part('2', { buildings: [{ compound: '幸福 小区', building: '2栋' }] }));
  expect(closed).toMatchObject({ id: at.grids[0], closedAt: clock.now() });
  expect([await placeOf('address', one.id), await placeOf('address', two.id)]).toEqual([`${at.districtId}-1`, `${at.districtId}-2`]);
  expect(await Promise.all([stays, moves, homeless, leaving].map(({ id }) => placeOf('resident', id))))
    .toEqual([1, 2, 1, 2].map(n => `${at.districtId}-${n}`));
  expect(await database.owner(`select lives_from::text, lives_to::text from residence where resident_id = $1 order by 1`, [leaving.id]))
    .toEqual([{ lives_from: '2024-01-01', lives_to: TODAY }, { lives_from: TODAY, lives_to: '2026-09-01' }]);
  expect(await placeOf('resident', gone.id)).toBe(`${at.districtId}001001001`);
  for (const [state, matter] of Object.entries(cases)) {
    expect([state, await placeOf('service_case', matter.id)]).toEqual([state, ['handled', 'closed'].includes(state) ? `${at.districtId}001001001` : `${at.districtId}-2`]);
  }

  await expectExact();
  expect(past.some(line => line.startsWith('case.complaint_rate MONTH 2026-04') && line.endsWith('7 / 4'))).toBe(true);
  expect(await figures([at.grids[0]], BEFORE, TODAY)).toEqual(past);
  expect(await figures([at.communities[0], at.street, at.root], [TODAY, ...BEFORE])).toEqual(community);
});

test('every open case has an owner afterwards, and goes on where it is', async () => {
  const cases = await casesOf();
  await split(part('1', { workerIds: [people.colleague.accountId] }));
  const now = await database.owner<{ title: string; status: string; assignee_id: string | null }>(
    `select title, status, assignee_id from service_case where district_id = $1 and status <> all ('{HANDLED,CLOSED}') order by title`, [at.districtId]);
  expect(now.map(({ title, status, assignee_id }) => [title, status, assignee_id === people.colleague.accountId])).toEqual([
    ['处置中', 'IN_PROGRESS', true], ['已派单', 'ASSIGNED', true], ['已接收', 'RECEIVED', false], ['挂起', 'SUSPENDED', true], ['超期', 'ASSIGNED', true],
  ].toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)));
  const steps = await database.owner<{ move: string; status: string; details: object }>(`select move, status, details from case_step where case_id = $1 order by id`, [cases.started.id]);
  expect(steps.at(-1)).toEqual({ move: 'relocate', status: 'IN_PROGRESS', details: { from: at.grids[0], to: await idOf('1'), assigneeId: people.colleague.accountId } });
  const colleague = { ...people.colleague, memberships: [{ role: 'GRID_WORKER', placeId: await idOf('1') }] } as Actor;
  expect(await domain.cases.handle(colleague, cases.started.id, { outcome: 'RESOLVED' })).toMatchObject({ status: 'HANDLED' });
  await expectExact();
});

test('workers go on at every part; the roles they had end; who keeps a case keeps it', async () => {
  const cases = await casesOf();
  await split(part('1'), part('2', { workerIds: [people.elsewhere.accountId] }));
  const held = await database.owner<{ code: string; account_id: string; role: string }>(
    `select p.code, m.account_id, m.role from membership m join place p on p.id = m.place_id where m.district_id = $1 and m.valid_to is null and p.code like $2 order by 1, 3`,
    [at.districtId, `${at.districtId}-%`]);
  const { worker, colleague, elsewhere, requester } = people;
  const names = new Map([[worker.accountId, 'worker'], [colleague.accountId, 'colleague'], [elsewhere.accountId, 'elsewhere'], [requester.accountId, 'requester']]);
  expect(held.map(({ code, account_id: id, role }) => `${code.split('-')[1]} ${role} ${names.get(id)}`).toSorted()).toEqual([
    '1 GRID_WORKER colleague', '1 GRID_WORKER worker', '1 RESIDENT requester', '2 GRID_WORKER elsewhere', '2 RESIDENT requester',
  ]);
  expect(await database.owner('select from membership where place_id = $1 and (valid_to is null or valid_to > $2)', [at.grids[0], clock.now()])).toEqual([]);
  const [kept] = await database.owner<{ assignee_id: string }>('select assignee_id from service_case where id = $1', [cases.started.id]);
  expect(kept?.assignee_id).toBe(worker.accountId);
});

test('an organisation that serves the grid serves its first part, and keeps its cases wherever they go', async () => {
  const { id: organisationId } = await domain.organisations.create(people.admin, { placeId: at.grids[0], name: '幸福物业', kind: 'PROPERTY_MANAGER' });
  const two = await address('2');
  const { id } = await buildCase(domain, people.requester, at, { addressId: two.id, placeId: undefined });
  await domain.cases.accept(people.admin, id);
  await domain.cases.assign(people.admin, id, { assigneeOrganisationId: organisationId });
  await split(part('1'), part('2', { addressIds: [two.id] }));
  expect([await placeOf('organisation', organisationId), await placeOf('service_case', id)]).toEqual([`${at.districtId}-1`, `${at.districtId}-2`]);
  expect(await database.owner('select assignee_id, assignee_organisation_id as org from service_case where id = $1', [id])).toEqual([{ assignee_id: null, org: organisationId }]);
});

test('a deadline ahead moves along, a past one stays; receipt and response stay', async () => {
  const { overdue } = await casesOf();
  const ahead = await buildCase(domain, people.requester, at, { urgency: 'ORDINARY' });
  await split(part('1'));
  const places = await database.owner(
    `select due_place_id as due, received_place_id as received, place_id as now from service_case where id = any($1) order by received_at`, [[overdue.id, ahead.id]]);
  const part1 = await idOf('1');
  expect(places).toEqual([{ due: at.grids[0], received: at.grids[0], now: part1 }, { due: part1, received: at.grids[0], now: part1 }]);
});

test('a case of a grid that has closed is reopened at its successor, with somebody who works there', async () => {
  const [one, two] = [await address('1'), await address('2')];
  const { closed } = await casesOf({ addressId: two.id, placeId: undefined });
  const { handled } = await casesOf();
  await split(part('1', { addressIds: [one.id], workerIds: [people.colleague.accountId] }), part('2', { addressIds: [two.id], workerIds: [people.elsewhere.accountId] }));
  const again = async (matter: Case) => domain.cases.reopen(people.requester, matter.id, { reason: '又坏了' });
  expect(await again(closed)).toMatchObject({ placeId: await idOf('2'), status: 'ASSIGNED', assigneeId: people.elsewhere.accountId, duePlaceId: await idOf('2'), respondedPlaceId: at.grids[0] });
  await domain.grids.merge(people.admin, [await idOf('1')], { gridId: await idOf('2') });
  expect(await again(handled)).toMatchObject({ placeId: await idOf('2') });
  await expectExact();
});

test('grids are merged into one that is there, or a new one, with all that is theirs', async () => {
  const resident = await lives(at.grids[1], (await address('2', at.grids[1])).id);
  const { started } = await casesOf();
  await domain.engine.fill(at.districtId);
  const before = await figures([at.communities[0]], [TODAY, '2026-04-20' as CalendarDate]);
  const into = await domain.grids.merge(people.admin, [at.grids[0], at.grids[1]], part('m'), addDays(TODAY, -3));
  expect(into).toMatchObject({ code: `${at.districtId}-m`, level: 'GRID', parentId: at.communities[0] });
  expect([await placeOf('resident', resident.id), await placeOf('service_case', started.id)]).toEqual([into.code, into.code]);
  await expectExact();
  expect(await figures([at.communities[0]], [TODAY, '2026-04-20' as CalendarDate])).toEqual(before);
  const [workers] = await database.owner(`select count(*)::int as n from membership where place_id = $1 and role = 'GRID_WORKER' and valid_to is null`, [into.id]);
  expect(workers).toEqual({ n: 3 });
  await split().catch(() => undefined);
  const [entries] = await database.owner(`select count(*)::int as n from audit_entry where district_id = $1 and command like 'grid.%'`, [at.districtId]);
  expect(entries).toEqual({ n: 1 });
});

test('a grid that has closed takes in nothing, and says where to go', async () => {
  await split(part('1'), part('2'));
  const message = '测试GRID001001001 has closed. In its place: 第1网格, 第2网格.';
  for (const [command, field] of [
    [() => buildCase(domain, people.admin, at), 'placeId'], [() => lives(at.grids[0], null), 'placeId'], [() => address('9'), 'placeId'], [() => split(part('3')), 'gridId'],
    [() => domain.grids.merge(people.admin, [at.grids[1]], { gridId: at.grids[0] }), 'into.gridId'],
    [() => domain.places.create(by(), { parentId: at.grids[0], level: 'MICRO_GRID', code: newId(), name: '微' }), 'parentId'],
  ] as const) {
    const refusal = await fullRefusal(command());
    expect([refusal.code, refusal.field.join('.'), refusal.message]).toEqual(['WRONG_STATE', field, message]);
  }
});

test('refused, and nothing written: splits that cannot be', async () => {
  const [one, other] = [await address('1'), await address('2', at.grids[1])];
  const bowTie = { type: 'Polygon', coordinates: [[[112.5, 35], [112.6, 35.1], [112.6, 35], [112.5, 35.09], [112.5, 35]]] } as const;
  const micro = await domain.places.create(by(), { parentId: at.grids[1], level: 'MICRO_GRID', code: newId(), name: '东头' });
  const { admin, worker } = people;
  const { grids } = domain;
  const before = await database.owner('select count(*)::int as n from place');
  for (const [why, command] of [
    ['INVALID at parts', () => split()],
    ['INVALID at parts.0.code', () => split(part('1'), part('1'))],
    ['INVALID at parts.0.code', () => split({ code: `${at.districtId}001001002`, name: '有了' })],
    ['INVALID at parts.1.name', () => split(part('1'), { code: 'x', name: ' ' })],
    ['INVALID at parts.1.boundary', () => split(part('1'), part('2', { boundary: bowTie }))],
    ['INVALID at parts.1.buildings', () => split(part('1', { addressIds: [one.id] }), part('2', { buildings: [{ compound: '幸福小区', building: '1' }] }))],
    ['INVALID at parts.1.addressIds', () => split(part('1', { addressIds: [one.id] }), part('2', { addressIds: [one.id] }))],
    ['NOT_FOUND at parts.0.addressIds', () => split(part('1', { addressIds: [other.id] }))],
    ['NOT_FOUND at parts.0.buildings', () => split(part('1', { buildings: [{ compound: '无此小区', building: '1' }] }))],
    ['NOT_FOUND at parts.0.workerIds', () => split(part('1', { workerIds: [newId()] }))],
    ['INVALID at parts.1.workerIds', () => split(part('1'), part('2', { workerIds: [] }))],
    ['INVALID at day', () => grids.split(admin, at.grids[0], [part('1')], addDays(TODAY, 1))],
    ['WRONG_STATE at gridId', () => grids.split(admin, at.grids[1], [part('1')])],
    ['INVALID at gridId', () => grids.split(by(), at.communities[0], [part('1')])],
    ['INVALID at gridId', () => grids.split(by(), micro.id, [part('1')])],
    ['NOT_FOUND at gridId', () => grids.split(admin, newId(), [part('1')])],
    ['NOT_ALLOWED at gridId', () => grids.split(admin, at.grids[2], [part('1')])],
    ['NOT_ALLOWED at gridId', () => grids.split(worker, at.grids[0], [part('1')])],
    ['INVALID at gridIds', () => grids.merge(by(), [at.grids[0], at.grids[2]], part('m'))],
    ['INVALID at gridIds', () => grids.merge(by(), [], part('m'))],
    ['NOT_FOUND at gridIds', () => grids.merge(by(), [at.grids[0], newId()], part('m'))],
    ['INVALID at into', () => grids.merge(by(), [at.grids[0]], {})],
    ['INVALID at into', () => grids.merge(by(), [at.grids[0]], { gridId: at.grids[1], ...part('m') })],
    ['INVALID at into.gridId', () => grids.merge(by(), [at.grids[0]], { gridId: at.grids[0] })],
    ['INVALID at into.gridId', () => grids.merge(by(), [at.grids[0]], { gridId: at.grids[2] })],
    ['NOT_FOUND at into.gridId', () => grids.merge(by(), [at.grids[0]], { gridId: newId() })],
    ['INVALID at into.code', () => grids.merge(by(), [at.grids[0]], { code: `${at.districtId}001001002`, name: '有了' })],
    ['INVALID at workerIds', () => grids.merge(by(), [at.grids[0]], part('m'), undefined, [])],
  ] as const) expect([why, await refused(command())]).toEqual([why, why]);
  expect(await database.owner('select count(*)::int as n from place')).toEqual(before);
  expect(await database.owner(`select from place where district_id = $1 and closed_at is not null`, [at.districtId])).toEqual([]);
});

test('cases that come in while their grid is split are in one of its parts, or told where to go', async () => {
  const submit = () => buildCase(domain, people.requester, at).then(() => 'in', (error: { code: string }) => error.code);
  const coming = Array.from({ length: 24 }, async (_, n) => {
    await new Promise(resolve => setTimeout(resolve, n));
    return submit();
  });
  await new Promise(resolve => setTimeout(resolve, 12));
  await split(part('1'), part('2'));
  const told = await Promise.all(coming);
  expect(told.every(each => each === 'in' || each === 'WRONG_STATE')).toBe(true);
  const found = await database.owner<{ code: string; n: number }>(
    `select p.code, count(*)::int as n from service_case c join place p on p.id = c.place_id where c.district_id = $1 group by 1`, [at.districtId]);
  expect(found.map(({ code }) => code)).toEqual([`${at.districtId}-1`]);
  expect(found[0]?.n).toBe(told.filter(each => each === 'in').length);
  await expectExact();
});

test('one grid split twice at the same time is split once', async () => {
  const done = await Promise.allSettled([split(part('1')), split(part('2')), domain.grids.merge(people.admin, [at.grids[0]], { gridId: at.grids[1] })]);
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of done) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'WRONG_STATE' });
});

test('an address that moves takes its people and open cases along', async () => {
  const { id } = await address('7');
  const resident = await lives(at.grids[0], id);
  const { started, handled } = await casesOf({ addressId: id, placeId: undefined });
  await domain.addresses.move(people.admin, id, at.grids[1]);
  const second = `${at.districtId}001001002`;
  expect([await placeOf('resident', resident.id), await placeOf('service_case', started.id), await placeOf('service_case', handled.id)]).toEqual([second, second, `${at.districtId}001001001`]);
  const [owner] = await database.owner<{ assignee_id: string }>('select assignee_id from service_case where id = $1', [started.id]);
  expect(owner?.assignee_id).toBe(people.elsewhere.accountId);
  await domain.engine.fill(at.districtId);
  await expectExact();
});
