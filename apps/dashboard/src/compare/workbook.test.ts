import { expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { workbook } from './workbook.ts';

test.each([['演示数据', [['演示数据'], ['地方', '本期'], ['玉仙社区', 0.949]]], [null, [['地方', '本期'], ['玉仙社区', 0.949]]]])('a workbook says above everything whether its data is generated (%s)', async (stamp, rows) => {
  const blob = await workbook([['地方', '本期'], ['玉仙社区', 0.949]], stamp);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await blob.arrayBuffer());
  const [sheet] = book.worksheets;
  const found: unknown[] = [];
  sheet!.eachRow(({ values }) => found.push((values as unknown[]).slice(1)));
  expect(found).toEqual(rows);
});
