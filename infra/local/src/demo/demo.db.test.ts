import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Domain } from '@linli/domain/domain';
import type { IndicatorValue } from '@linli/domain/kpis/engine/values';
import { periodOf } from '@linli/domain/kpis/engine/period.rule';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { placeByCode } from '@linli/domain/places/places.read';
import { one } from '@linli/domain/shared/read';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import type { DemoFigure } from './figure.ts';
import { demoFigures } from './figures.ts';
import { COMMUNITY_A, COMMUNITY_B, COMMUNITY_E, COMMUNITY_F, JISHUI, JIYUAN, YIWU } from './layout.ts';
import { DEFAULT_CASES, DEFAULT_RESIDENTS, loadDemo } from './load.ts';
import { demoTime } from './months.ts';
import { DEMO_SIGN_INS } from './sign-ins.ts';

/** 2:40 in the afternoon of a Friday in Jiyuan. */
const NOW = new Date('2026-08-21T06:40:00Z');

/** Half of what a first start brings, which is enough for every figure but one; `npm run demo:test` takes all of it. */
const PART = process.env.DEMO === 'all' ? 1 : 1 / 2;
const [RESIDENTS, CASES] = [DEFAULT_RESIDENTS * PART, DEFAULT_CASES * PART];

let database: TestDatabase;
let domain: Domain;
let figures: readonly DemoFigure[];

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  await loadDemo(domain, { now: NOW, residents: RESIDENTS, cases: CASES, onProgress: () => undefined, analyse: async tables => void (await database.owner(`analyze ${tables.join(', ')}`)) });
  figures = await demoFigures(domain);
}, 300_000);
afterAll(() => database.close());

test('every figure of the seeds comes out of the records within its tolerance, as far as its room exists', () => {
  const there = figures.filter(({ computed }) => computed !== null);
  expect(there).toHaveLength(26);
  expect(there.filter(({ within, indicator }) => !within && (PART === 1 || indicator !== 'service.person_times'))).toEqual([]);
  const { computed, says } = there.find(({ indicator }) => indicator === 'service.person_times')!;
  expect(computed).toBeGreaterThan(says / 2); // of half as many people
});

test('what stands in the catalogue reads the same from the indicators', async () => {
  const read = (key: string) => figures.filter(({ indicator }) => indicator === key).map(({ computed }) => computed);
  expect(await floatingAndSeniors()).toEqual([...read('population.floating_share'), ...read('population.senior_share')]);
  const [first, last] = [await quarter('case.first_response_hours', 0), await quarter('case.first_response_hours', 21)];
  expect(first).toBeCloseTo(read('case.first_response_hours')[0] ?? 0, 1); // minutes are rounded down per record
  expect(last).toBeCloseTo(read('case.first_response_hours')[1] ?? 0, 1);
  expect([await quarter('case.satisfaction_rate', 0), await quarter('case.satisfaction_rate', 21)]).toEqual(read('case.satisfaction_rate'));
  expect([await sum('case.complaint_rate', COMMUNITY_F.code, 0, 12), await sum('case.complaint_rate', COMMUNITY_F.code, 12, 12)])
    .toEqual(read('case.complaints'));
  const sorting = await values('waste_sorting.participation_rate', COMMUNITY_B.code, [21, 24].map(number => month(number)));
  expect(sorting.map(({ value }) => value)).toEqual(read('waste_sorting.participation_rate'));
});

test('so do those of programs, activities and elder care', async () => {
  const read = (key: string) => figures.filter(({ indicator }) => indicator === key).map(({ computed }) => computed);
  const value = async (key: string, code: string, period = periodOf('CUMULATIVE', dayOf(NOW))) => (await values(key, code, [period]))[0]?.value;
  for (const key of ['service.person_times', 'resource.received_yuan', 'program.adopting_communities']) expect([key, await value(key, String(JIYUAN))]).toEqual([key, read(key)[0]]);
  expect(await value('elder.home_service_coverage', COMMUNITY_E.code, month(24))).toBe(read('elder.home_service_coverage')[0]);
  expect([await value('digital_bridge.service_rate', COMMUNITY_A.code, month(12)), await value('digital_bridge.service_rate', COMMUNITY_A.code, month(24))])
    .toEqual(read('digital_bridge.service_rate'));
  expect(await value('digital_bridge.need_help_rate', COMMUNITY_A.code)).toBe(read('digital_bridge.need_help_rate')[0]);
  expect((await sum('digital_bridge.cost_per_gain', COMMUNITY_A.code, 12, 12)) / 100).toBe(read('digital_bridge.cost')[0]);
  const weeks = figures.find(({ indicator }) => indicator === 'digital_bridge.course_hours')?.n ?? 0;
  expect(((await value('digital_bridge.course_hours', COMMUNITY_A.code)) ?? 0) / weeks).toBe(read('digital_bridge.course_hours')[0]);
  const [event] = await database.owner<{ opened: Date; begins: Date }>(`select sign_up_from as opened, starts_at as begins from activity where title = '数字生活体验日'`);
  const daily = (key: string, from = NOW, days = 1) => values(key, COMMUNITY_A.code, Array.from({ length: days }, (_, n) => periodOf('DAY', addDays(dayOf(from), n))));
  expect(total((await daily('activity.attendance', event?.begins)).map(({ numerator }) => numerator))).toBe(read('activity.attendance')[0]);
  expect(total((await daily('activity.signups', event?.opened, 4)).map(({ numerator }) => numerator))).toBe(read('activity.signups')[0]);
});

test('the care centre of C has bookings in every state, and nobody is double-booked or charged in vain', async () => {
  const states = await database.owner<{ state: string }>('select distinct state from care_booking order by 1');
  expect(states.map(({ state }) => state)).toEqual(['BOOKED', 'CANCELLED', 'CHECKED_IN', 'FULFILLED', 'LATE_CANCELLED', 'NO_SHOW', 'PENDING', 'WAITLISTED']);
  const [wrong] = await database.owner(`select
    (select count(*)::int from care_slot s where taken <> (select count(*) from care_booking b where b.district_id = s.district_id and b.slot_id = s.id
      and b.state in ('PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED', 'NO_SHOW'))) as taken,
    (select count(*)::int from activity_session s where attended <> (select count(*) from activity_attendance t where t.district_id = s.district_id and t.session_id = s.id and t.voided_at is null)) as attended,
    (select count(*)::int from wellbeing_visit where state = 'DUE' and due_at < '${dayOf(NOW)}'::date::timestamp at time zone 'Asia/Shanghai') as overdue`);
  expect(wrong).toEqual({ taken: 0, attended: 0, overdue: 0 });
});

test('the book adds up in both districts, and nothing in it was recorded before it happened or lies in the future', async () => {
  for (const districtId of [JIYUAN, YIWU]) {
    expect(await domain.connections.reading(districtId, snapshot => domain.ledger.verify(snapshot))).toEqual([]);
  }
  expect(await database.owner(`select count(*)::int as n, min(recorded_at) < '2024-09-01' as early from ledger_transfer
    where recorded_at < occurred_at or recorded_at > '${NOW.toISOString()}'`)).toEqual([{ n: 0, early: null }]);
  const months = await database.owner<{ kind: string; months: number }>(`select kind, count(distinct date_trunc('month', recorded_at))::int as months
    from ledger_transfer where district_id = ${JIYUAN} group by 1`);
  const over = new Map(months.map(row => [row.kind, row.months]));
  expect(['EARN', 'REDEEM', 'SERVICE'].filter(kind => (over.get(kind) ?? 0) < 24)).toEqual([]);
  expect(over.get('EXPIRE')).toBeGreaterThan(6);
});

test('the time banks of A and C have services in every state, gifts, donations and opening grants, with the minutes of their services in the book', async () => {
  const [services] = await database.owner<{ n: number; credited: number }>(
    `select count(*)::int as n, sum(credited_minutes)::int as credited from exchange where data_origin = 'GENERATED' and status in ('CONFIRMED', 'ADJUSTED')`);
  expect(services?.n).toBeGreaterThan(1_300);
  const states = await database.owner<{ status: string }>('select distinct status from exchange order by 1');
  expect(states.map(({ status }) => status)).toEqual(['ADJUSTED', 'CANCELLED', 'CONFIRMED', 'DISPUTED', 'NO_SHOW', 'SCHEDULED', 'SUBMITTED', 'VOIDED']);
  const [paid] = await database.owner<{ minutes: number }>(`select sum(amount)::int as minutes from ledger_entry e
    where unit = 'MINUTE' and owner_kind = 'RESIDENT' and kind = 'SERVICE' and amount > 0
      and not exists (select from ledger_transfer r where r.district_id = e.district_id and r.reverses_id = e.transfer_id)`);
  expect(paid?.minutes).toBe(services?.credited);
  const kinds = await database.owner<{ kind: string }>(`select distinct kind from ledger_transfer where unit = 'MINUTE' order by 1`);
  expect(kinds.map(({ kind }) => kind)).toEqual(['DONATION', 'GIFT', 'OPENING', 'REVERSAL', 'SERVICE']);
});

test('points are earned within the caps of their rules, redeemed in every way, objected to, and reach the levels', async () => {
  const [wrong] = await database.owner(`select
    (select count(*)::int from points_award a join ledger_transfer t on t.district_id = a.district_id and t.id = a.transfer_id where t.recorded_at < a.notice_ends_at) as early,
    (select count(*)::int from (select owner_id, rule_id from points_award a where state <> 'WITHDRAWN'
      group by owner_id, rule_id, date_trunc('month', occurred_on) having sum(points) > (
        select max(month_cap) from points_rule_version v where v.district_id = min(a.district_id) and v.rule_id = a.rule_id)) o) as over,
    (select count(*)::int from points_award where state = 'PROPOSED' and notice_ends_at <= '${NOW.toISOString()}') as late`);
  expect(wrong).toEqual({ early: 0, over: 0, late: 0 });
  const states = async (table: string) => (await database.owner<{ state: string }>(`select distinct state from ${table} order by 1`)).map(({ state }) => state);
  expect(await states('points_award')).toEqual(['ACTIVE', 'PROPOSED', 'WITHDRAWN']);
  expect(await states('redemption')).toEqual(['CANCELLED', 'EXPIRED', 'FULFILLED', 'RESERVED']);
  const [best] = await database.owner<{ points: number }>(`select sum(points)::int as points from points_award where state = 'ACTIVE' group by owner_id order by 1 desc limit 1`);
  expect(best?.points).toBeGreaterThan(500);
});

test('the seniors of 济水街道 are a quarter of its residents today as well', async () => {
  const [today] = await values('population.senior_share', JISHUI, [periodOf('CUMULATIVE', dayOf(NOW))]);
  expect(Math.abs((today?.value ?? 0) - 0.25)).toBeLessThan(0.01);
});

test('the rates of 济水街道 become better, and differ between communities', async () => {
  for (const key of ['case.on_time_rate', 'case.resolution_rate']) {
    expect((await quarter(key, 21)) - (await quarter(key, 0))).toBeGreaterThan(0.1);
  }
  expect(Math.abs((await quarter('case.reopen_rate', 12)) - 0.02)).toBeLessThan(0.015);
  const codes = await database.owner<{ code: string }>(`select code from place where level = 'COMMUNITY' and code like '${JISHUI}%'`);
  const rates = await Promise.all(codes.map(({ code }) => quarter('case.on_time_rate', 21, code)));
  expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.04);
});

test('the stored cells are exactly what the records say', async () => {
  for (const districtId of [JIYUAN, YIWU]) expect(await domain.engine.verify(districtId)).toEqual([]);
}, 120_000);

describe('the records', () => {
  test('say everywhere that they are generated', async () => {
    for (const table of ['district', 'place', 'address', 'household', 'organisation', 'resident', 'account', 'service_case', 'waste_drop', 'points_award', 'points_good', 'redemption', 'exchange', 'volunteer', 'service_listing', 'activity', 'activity_attendance',
      'program', 'playbook', 'survey', 'survey_answer', 'care_centre', 'care_booking', 'care_stay', 'wellbeing_visit', 'service_transaction', 'senior_skill', 'buddy_pair']) {
      expect(await database.owner(`select distinct data_origin from ${table}`)).toEqual([{ data_origin: 'GENERATED' }]);
    }
  });

  test('hold no numbers but such as nobody can have, and those nowhere in plain', async () => {
    const sealed = await database.owner<{ phone: string; id: string | null }>(
      'select phone_sealed as phone, id_number_sealed as id from resident where phone_sealed is not null');
    expect(sealed.length).toBeGreaterThan(5_000);
    for (const { phone, id } of sealed) {
      expect(domain.sealer.open(phone)).toMatch(/^1680000\d{4}$/);
      if (id) expect(domain.sealer.open(id)).toMatch(/^999999\d{11}[\dX]$/);
    }
    expect(sealed.filter(({ id }) => id).length).toBeGreaterThan(500);
    const tables = await database.owner<{ name: string }>(
      `select quote_ident(nspname) || '.' || quote_ident(relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where relkind = 'r' and nspname in ('public', 'graphile_worker')`);
    for (const { name } of tables) {
      expect([name, await database.owner(`select from ${name} t where t::text ~ '1680000[0-9]{4}|999999[0-9]{11}[0-9X]' limit 1`)]).toEqual([name, []]);
    }
    const [found] = await database.owner(`select
      (select count(*)::int from service_case where concat(title, description, contact_name) ~ '[0-9]{7}') as words,
      (select count(*)::int from case_step where note ~ '[0-9]{7}') as notes`);
    expect(found).toEqual({ words: 0, notes: 0 });
  });

  test('put everybody who lives there into a household with one head, at an address of the same grid', async () => {
    const [wrong] = await database.owner(`select
      (select count(*)::int from resident where lives_to is null and (household_id is null or address_id is null)) as homeless,
      (select count(*)::int from resident r join address a on a.district_id = r.district_id and a.id = r.address_id where a.place_id <> r.place_id) as elsewhere,
      (select count(*)::int from resident r join residence s on s.district_id = r.district_id and s.resident_id = r.id
        where (s.place_id, s.lives_from, s.standing, s.birth_date, coalesce(s.address_id, s.resident_id))
          is distinct from (r.place_id, r.lives_from, r.standing, r.birth_date, coalesce(r.address_id, r.id))) as residences,
      (select count(*)::int from household h where (select count(*) from resident r where r.district_id = h.district_id and r.household_id = h.id
        and r.relation_to_head = 'HEAD') <> 1) as headless,
      (select count(*)::int from resident where no_kin and (not lives_alone or birth_date > '1966-08-21')) as kin`);
    expect(wrong).toEqual({ homeless: 0, elsewhere: 0, residences: 0, headless: 0, kin: 0 });
    const households = (code: string) => database.owner<{ n: number }>(
      `select count(*)::int as n from household h join place p on p.district_id = h.district_id and p.id = h.place_id where p.code like '${code}%'`);
    expect([await households(COMMUNITY_A.code), await households(COMMUNITY_B.code), await households(COMMUNITY_E.code)])
      .toEqual([[{ n: 900 }], [{ n: 900 }], [{ n: 800 }]]);
    const [lone] = await database.owner(
      `select count(*)::int as n from resident r join place p on p.district_id = r.district_id and p.id = r.place_id where r.no_kin and p.code like '${COMMUNITY_E.code}%'`);
    expect(lone).toEqual({ n: COMMUNITY_E.noKin });
  });

  test('onboard two streets of Jiyuan and six communities of Yiwu, and leave the others as they are', async () => {
    const rows = await database.owner(`select district_id as district, level, count(onboarded_at)::int as onboarded,
      count(*) filter (where onboarded_at is null)::int as others from place where level <> 'GRID' group by 1, 2 order by 1 desc, 2`);
    expect(rows).toEqual([
      { district: JIYUAN, level: 'COMMUNITY', onboarded: 35, others: 522 },
      { district: JIYUAN, level: 'DISTRICT', onboarded: 1, others: 0 },
      { district: JIYUAN, level: 'STREET', onboarded: 2, others: 14 },
      { district: YIWU, level: 'COMMUNITY', onboarded: 6, others: expect.any(Number) },
      { district: YIWU, level: 'DISTRICT', onboarded: 1, others: 0 },
      { district: YIWU, level: 'STREET', onboarded: 1, others: expect.any(Number) },
    ]);
  });

  test('have grids of 15 digits whose boundaries do not overlap', async () => {
    const grids = await database.owner<{ code: string; ring: [number, number][] }>(
      `select code, boundary #> '{coordinates,0}' as ring from place where level = 'GRID'`);
    expect(grids.length).toBeGreaterThan(45);
    expect(grids.filter(({ code }) => !/^\d{15}$/.test(code))).toEqual([]);
    const boxes = grids.map(({ ring }) => ({ west: ring[0]?.[0] ?? 0, south: ring[0]?.[1] ?? 0, east: ring[2]?.[0] ?? 0, north: ring[2]?.[1] ?? 0 }));
    const overlaps = boxes.filter((a, n) => boxes.slice(n + 1).some(b => a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north));
    expect(overlaps).toEqual([]);
  });

  test('leave cases open in every state, some of them overdue, each with what the worker has to look at', async () => {
    const rows = await database.owner<{ status: string; n: number }>(
      `select status, count(*)::int as n from service_case where district_id = ${JIYUAN} group by 1 order by 1`);
    expect(rows.map(({ status }) => status)).toEqual(
      ['ACCEPTED', 'ASSIGNED', 'CLOSED', 'HANDLED', 'IN_PROGRESS', 'MERGED', 'RECEIVED', 'REJECTED', 'SUSPENDED']);
    const [marked] = await database.owner<{ overdue: number; missed: number }>(`select
      count(*) filter (where overdue_at is not null)::int as overdue, count(*) filter (where overdue_at is null and due_at <= '${NOW.toISOString()}')::int as missed
      from service_case where status in ('RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS')`);
    expect(marked?.overdue).toBeGreaterThan(2);
    expect(marked?.missed).toBe(0);
    const [waiting] = await database.owner(`select
      (select count(*)::int from service_case c where status in ('RECEIVED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED') and overdue_at is null
        and not exists (select from graphile_worker.jobs j where j.key = concat('case_deadline:', c.district_id, ':', c.id))) as open,
      (select count(*)::int from service_case c where status = 'HANDLED'
        and not exists (select from graphile_worker.jobs j where j.key = concat('case_close_unconfirmed:', c.district_id, ':', c.id))) as handled`);
    expect(waiting).toEqual({ open: 0, handled: 0 });
  });

  test('have histories that end where their cases stand, in which the handler does not follow up, and nothing lies in the future', async () => {
    const [wrong] = await database.owner(`select
      (select count(*)::int from service_case c where c.status <> (
        select s.status from case_step s where s.district_id = c.district_id and s.case_id = c.id order by s.recorded_at desc, s.id desc limit 1)) as status,
      (select count(*)::int from case_step s join service_case c on c.district_id = s.district_id and c.id = s.case_id
        where s.move = 'followUp' and s.account_id = c.handler_id) as handler,
      (select count(*)::int from case_step where at > '${NOW.toISOString()}') as future,
      (select count(*)::int from resident where lives_from > '${dayOf(NOW)}' or lives_to > '${dayOf(NOW)}') as arrivals`);
    expect(wrong).toEqual({ status: 0, handler: 0, future: 0, arrivals: 0 });
  });
});

test('the printed accounts can sign in, and no others', async () => {
  for (const { districtId, login, password, role } of DEMO_SIGN_INS) {
    const { actor } = await domain.access.signIn(districtId, login, password, { requestId: null, address: null });
    expect(actor.memberships.map(membership => membership.role)).toEqual(role === null ? [] : [role]);
    expect(actor.organisationId !== null).toBe(role === null);
  }
  const [accounts] = await database.owner('select count(password_hash)::int as able, (select count(*)::int from proxy) as proxies from account');
  expect(accounts).toEqual({ able: DEMO_SIGN_INS.length, proxies: 1 });
});

test('there is something to sign up for in the days to come, and something that was raised for the streets', async () => {
  const [announced] = await database.owner(`select count(distinct place_id)::int as communities, bool_and(signed_up = (select count(*) from activity_sign_up s where s.activity_id = a.id)) as told,
    (select count(distinct r.id)::int from alert a join alert_rule r on r.id = a.rule_id and a.state = 'OPEN' and r.level = 'COMMUNITY') > 0 as raised from activity a where starts_at > $1`, [NOW]);
  expect(announced).toEqual({ communities: 35, told: true, raised: true });
});

async function floatingAndSeniors(): Promise<(number | null | undefined)[]> {
  const end = [periodOf('MONTH', demoTime(NOW).lastDay)];
  const [floating] = await values('population.floating_share', String(JIYUAN), end);
  const [seniors] = await values('population.senior_share', JISHUI, end);
  const [ofA] = await values('population.senior_share', COMMUNITY_A.code, end);
  expect([ofA?.numerator, ofA?.denominator]).toEqual([COMMUNITY_A.seniors, COMMUNITY_A.residents]);
  return [floating?.value, seniors?.value];
}

/** A figure over three months of the demo, added up from the months' own. */
async function quarter(key: string, first: number, code: string = JISHUI): Promise<number> {
  const months = await monthly(key, code, first, 3);
  const [numerator, denominator] = [total(months.map(each => each.numerator)), total(months.map(each => each.denominator ?? 0))];
  return numerator / denominator / (key.endsWith('hours') ? 60 : 1);
}

async function sum(key: string, code: string, first: number, count: number): Promise<number> {
  return total((await monthly(key, code, first, count)).map(each => each.numerator));
}

async function monthly(key: string, code: string, first: number, count: number): Promise<IndicatorValue[]> {
  return values(key, code, Array.from({ length: count }, (_, n) => month(first + n + 1)));
}

/** Of the demo, from 1. */
const month = (number: number) => periodOf('MONTH', dayOf(demoTime(NOW).months[number - 1]?.from ?? NOW));

async function values(key: string, code: string, periods: readonly ReturnType<typeof periodOf>[]): Promise<IndicatorValue[]> {
  return domain.connections.reading(JIYUAN, async snapshot => {
    const place = await one(snapshot, placeByCode, code);
    const indicator = domain.indicators.find(key);
    if (!place || !indicator) throw new Error(`No ${key} at ${code}.`);
    return domain.indicators.values(snapshot, [place.id], [indicator], periods, NOW);
  });
}

const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
