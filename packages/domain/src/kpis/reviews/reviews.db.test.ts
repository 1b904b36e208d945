import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import type { Actor } from '../../access/actor.ts';
import { Attachment } from '../../attachments/attachment.entity.ts';
import type { Domain } from '../../domain.ts';
import { calendarDate } from '../../shared/clock.ts';
import { buildActor, buildDistrict, type BuiltDistrict } from '../../testing/build.ts';
import { buildRated } from '../../testing/figures-stand.ts';
import { MemoryStorage } from '../../testing/memory-storage.ts';
import { refused } from '../../testing/refused.ts';
import { TestClock } from '../../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts';

const RATE = 'case.satisfaction_rate';
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let street: Actor;
let community: Actor;
const seal = (day: string, kind: 'QUARTER' | 'MONTH' = 'QUARTER') =>
  domain.seals.seal(street, { placeId: at.street, kind, day: calendarDate(day), indicators: [RATE, 'case.complaint_rate'], comment: '核对无误' });

beforeAll(async () => {
  database = await testDatabase();
  const clock = new TestClock('2026-04-10T02:00:00Z');
  domain = await database.open({ clock, storage: new MemoryStorage(clock) });
  at = await buildDistrict(domain, 101);
  await database.owner(`update place set onboarded_at = '2020-01-01'`);
  street = await buildActor(domain, 101, 'STREET_ADMIN', at.street);
  community = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  await buildRated(domain, at, { placeId: at.communities[0], day: '2026-02-03', rated: 200, satisfied: 100 }, { placeId: at.communities[1], day: '2026-02-03', rated: 200, satisfied: 190 });
});
afterAll(() => database.close());

test('a quarter is reviewed in a draft, signed once, and kept as PDF and workbook with what was sealed', async () => {
  const { id: sealId, digest } = await seal('2026-02-01');
  const { reviews } = domain;
  const review = await reviews.begin(street, sealId);
  expect(review).toMatchObject({ state: 'DRAFT', placeId: at.street, sealId });
  expect(await refused(reviews.begin(street, sealId))).toBe('CONFLICT at sealId');
  await reviews.add(street, review.id, { kind: 'COMMENT', text: '一社区满意率偏低', indicator: RATE, placeId: at.communities[0] });
  const wrong = await reviews.add(street, review.id, { kind: 'COMMENT', text: '写错了' });
  await reviews.add(street, review.id, { kind: 'DECISION', text: '逐件回访', dueOn: calendarDate('2026-05-01') });
  await reviews.remove(street, wrong.id);

  const signed = await reviews.sign({ ...street, idempotency: { key: 'once', fingerprint: 'x' } }, review.id);
  expect(signed).toMatchObject({ state: 'SIGNED', signedById: street.accountId });
  expect((await reviews.sign({ ...street, idempotency: { key: 'once', fingerprint: 'x' } }, review.id)).id).toBe(review.id);
  expect(await refused(reviews.sign(street, review.id))).toBe('WRONG_STATE at reviewId');
  expect(await refused(reviews.add(street, review.id, { kind: 'COMMENT', text: '补充' }))).toBe('WRONG_STATE at reviewId');

  const files = await domain.unit.of(street, 'test.look', tx => tx.find(Attachment, { recordId: review.id }));
  expect(files.map(({ mediaType }) => mediaType).toSorted((a, b) => a.length - b.length)).toEqual(['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  const contentOf = async (ending: string) => buffer(await domain.attachments.content(files.find(({ fileName }) => fileName.endsWith(ending))!));
  expect((await contentOf('.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  const { sheet, notes } = await workbook(await contentOf('.xlsx'));
  expect(sheet).toContainEqual(['测试COMMUNITY001001', '满意率', '50.0%', 100, 200, '正常范围']);
  expect(sheet).toContainEqual(['测试STREET001', '满意率', '72.5%', 290, 400]);
  expect(notes).toContainEqual([`摘要：${digest}`]);
  expect(notes).toContainEqual(['决定', '', '逐件回访', '2026-05-01']);
  expect(notes.flat().join()).not.toContain('写错了');
});

async function workbook(content: Buffer): Promise<{ sheet: unknown[][]; notes: unknown[][] }> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-test-'));
  try {
    const path = join(folder, 'review.xlsx');
    await writeFile(path, content);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const [sheet, notes] = book.worksheets.map(each => {
      const rows: unknown[][] = [];
      each.eachRow(row => rows.push(Array.from((row.values as unknown[]).slice(1), value => value ?? '').filter((value, n, all) => value !== '' || n < all.length - 1)));
      return rows;
    });
    return { sheet: sheet ?? [], notes: notes ?? [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('reviews are written by the admins of streets and districts, about what was sealed', async () => {
  const { reviews } = domain;
  const [quarter, month] = [await seal('2025-11-01'), await seal('2025-11-01', 'MONTH')];
  expect(await refused(reviews.begin(street, month.id))).toBe('INVALID at sealId');
  expect(await refused(reviews.begin(community, quarter.id))).toBe('NOT_FOUND at sealId');
  const review = await reviews.begin(street, quarter.id);
  const add = (item: object, by = street) => refused(reviews.add(by, review.id, { kind: 'COMMENT', text: '意见', ...item }));
  expect(await add({}, community)).toBe('NOT_FOUND at reviewId');
  expect(await add({ text: ' ' })).toBe('INVALID at note');
  expect(await add({ indicator: 'population.senior_share' })).toBe('INVALID at indicator');
  expect(await add({ placeId: at.grids[0] })).toBe('INVALID at placeId');
  expect(await add({ dueOn: calendarDate('2026-05-01') })).toBe('INVALID at dueOn');
  expect(await add({ kind: 'DECISION', dueOn: calendarDate('2026-04-09') })).toBe('INVALID at dueOn');
  expect(await refused(reviews.remove(street, review.id))).toBe('NOT_FOUND at itemId');
  expect(await refused(reviews.sign(community, review.id))).toBe('NOT_FOUND at reviewId');
});
