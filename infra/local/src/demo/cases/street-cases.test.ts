import { expect, test } from '@jest/globals';
import { DEFAULT_CATEGORIES } from '@linli/domain/cases/default-categories';
import { gridCode } from '../boundaries.ts';
import { COMMUNITY_F, JISHUI } from '../layout.ts';
import { demoTime, type DemoTime } from '../months.ts';
import type { MadeStreet } from '../places.ts';
import { planJiyuan } from '../plan.ts';
import { Random } from '../random.ts';
import type { CaseFile } from './case-file.ts';
import { casesByMonth, Receipts } from './receipts.ts';
import { StreetCases } from './street-cases.ts';

const SLA = { ORDINARY: 2_400, URGENT: 480, EMERGENCY: 120 };
const categories = new Map(DEFAULT_CATEGORIES.map(([code]) => [code as string, { id: code, sla: SLA }]));

/** Days on which a first start may fall: an ordinary one, a leap day, Spring Festival, and the first moment of a month. */
const DAYS = ['2026-08-21T06:40:00Z', '2028-02-29T01:00:00Z', '2026-02-18T03:00:00Z', '2027-03-31T16:00:00Z'];

test.each(DAYS)('a first start at %s finds the figures of 济水街道 as they are told', async day => {
  const time = demoTime(new Date(day));
  const files = await casesOfJishui(time, 'linli demo 1');
  expect(Math.abs(responseHours(files, time, 0) / 72 - 1)).toBeLessThan(0.05);
  expect(Math.abs(responseHours(files, time, 21) / 24 - 1)).toBeLessThan(0.05);
  expect(Math.abs(satisfied(files, time, 0) - 0.65)).toBeLessThan(0.01);
  expect(Math.abs(satisfied(files, time, 21) - 0.85)).toBeLessThan(0.01);
});

test('the figures do not hang on the one seed', async () => {
  const time = demoTime(new Date('2026-12-01T02:00:00Z'));
  const files = await casesOfJishui(time, 'another');
  expect(Math.abs(responseHours(files, time, 21) / 24 - 1)).toBeLessThan(0.05);
  expect(Math.abs(satisfied(files, time, 0) - 0.65)).toBeLessThan(0.01);
});

test('the same seed and date give the same cases', async () => {
  const time = demoTime(new Date('2026-08-21T06:40:00Z'));
  const [once, again] = [await casesOfJishui(time, 'linli demo 1'), await casesOfJishui(time, 'linli demo 1')];
  const told = (files: readonly CaseFile[]) => files.map(({ matter: { trackingNumber, title, status }, steps }) =>
    [trackingNumber, title, status, ...steps.map(({ move, at, note }) => `${move} ${at.toISOString()} ${note}`)]);
  expect(told(once)).toEqual(told(again));
});

test('community F complains 50 times in the first year and 30 times in the second', async () => {
  const time = demoTime(new Date('2026-08-21T06:40:00Z'));
  const plan = await planJiyuan(new Random('any'), { residents: 30_000, cases: 40_000 });
  const community = plan.streets.flatMap(({ communities }) => communities).find(({ code }) => code === COMMUNITY_F.code);
  const months = community ? casesByMonth(new Random('any'), community, time).map(({ complaints }) => complaints ?? 0) : [];
  expect([total(months.slice(0, 12)), total(months.slice(12, 24))]).toEqual([50, 30]);
});

async function casesOfJishui(time: DemoTime, seed: string): Promise<CaseFile[]> {
  const random = new Random(seed);
  const plan = (await planJiyuan(random.fork('Jiyuan'), { residents: 30_000, cases: 40_000 })).streets.find(({ code }) => code === JISHUI);
  if (!plan) throw new Error('No such street.');
  const gridsOf = ({ code, grids }: { code: string; grids: number }) => Array.from({ length: grids }, (_, n) => gridCode(code, n + 1));
  const street: MadeStreet = { plan, id: JISHUI, name: '济水街道', communities: plan.communities.map(each => ({ plan: each, id: each.code, gridIds: gridsOf(each), grids: [] })) };
  const staff = new Map(street.communities.map(({ id, gridIds }) =>
    [id, { admin: `admin ${id}`, grids: gridIds.map(gridId => ({ gridId, worker: `worker ${gridId}`, resident: `resident ${gridId}` })) }]));
  const cases = new StreetCases(random.fork(JISHUI), street, staff, categories, time);
  return time.months.flatMap(month => cases.ofMonth(month.number, new Receipts(month)));
}

/** Mean over a quarter that begins so many months after the first, by response. */
function responseHours(files: readonly CaseFile[], time: DemoTime, first: number): number {
  const hours = files.flatMap(({ matter: { receivedAt, firstResponseAt } }) =>
    (firstResponseAt && isIn(firstResponseAt, time, first) ? [(firstResponseAt.getTime() - receivedAt.getTime()) / 3_600_000] : []));
  return total(hours) / hours.length;
}

function satisfied(files: readonly CaseFile[], time: DemoTime, first: number): number {
  const ratings = files.flatMap(({ matter: { rating, ratedAt } }) => (rating && ratedAt && isIn(ratedAt, time, first) ? [rating] : []));
  return ratings.filter(rating => rating >= 3).length / ratings.length;
}

function isIn(at: Date, { months, now }: DemoTime, first: number): boolean {
  return at >= (months[first]?.from ?? now) && at < (months[first + 3]?.from ?? now);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
