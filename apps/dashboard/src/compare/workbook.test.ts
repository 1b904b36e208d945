import { expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { workbook } from './workbook.ts';

test('above everything a workbook says what it is, and whether its data is generated', async () => {
  const blob = await workbook([['地方', '本期'], ['玉仙社区', 0.949]], ['演示数据', '沁园街道 解决率 2026-11-01 – 2026-11-30 截至 2026-11-10']);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await blob.arrayBuffer());
  const [sheet] = book.worksheets;
  const found: unknown[] = [];
  sheet!.eachRow(({ values }) => found.push((values as unknown[]).slice(1)));
  expect(found).toEqual([['演示数据'], ['沁园街道 解决率 2026-11-01 – 2026-11-30 截至 2026-11-10'], ['地方', '本期'], ['玉仙社区', 0.949]]);
});
