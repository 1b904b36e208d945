import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CellRefusal, type CellType } from './cell.ts';
import { code, day, number, text, word } from './cells.rule.ts';
import { idNumber, mobile } from './personal-cells.rule.ts';

/** The value, or the code of the refusal. */
function reads<V>(type: CellType<V>, cell: string | number): V | string {
  const value = type.read(cell);
  return value instanceof CellRefusal ? `refused: ${value.code}` : value;
}

test.each<[string | number, string]>([
  ['2024-01-05', '2024-01-05'], ['2024/1/5', '2024-01-05'], ['2024.1.5', '2024-01-05'], ['20240105', '2024-01-05'], [20_240_105, '2024-01-05'],
  ['2024年1月5日', '2024-01-05'], ['２０２４－０１－０５', '2024-01-05'], [' 2024-01-05 ', '2024-01-05'], [45_296, '2024-01-05'], ['45296', '2024-01-05'],
  [45_296.75, '2024-01-05'], ['2024-01-05 18:00:00', '2024-01-05'], ['2024-01-05T18:00', '2024-01-05'], [61, '1900-03-01'], ['2000-02-29', '2000-02-29'],
])('%j is the day %s', (cell, day_) => expect(reads(day(), cell)).toBe(day_));

test.each([['2024-02-30'], ['1900-02-29'], ['2024-13-01'], ['5.1.2024'], ['昨天'], ['24-1-5'], [60], [0], [-1], [109_575], [1e9], ['1899-12-31'], ['2200-01-01'], ['2024-1/5x'], ['0000-00-00']])(
  '%j is no day', cell => expect(reads(day(), cell)).toBe('refused: NOT_A_DAY'));

test('every day is read from every way to write it', () => fc.assert(fc.property(
  fc.date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true }), at => {
    const iso = at.toISOString().slice(0, 10);
    const [year = '', month = '', date = ''] = iso.split('-');
    const serial = Math.floor(at.getTime() / 86_400_000) + 25_569;
    for (const cell of [iso, `${year}/${Number(month)}/${Number(date)}`, `${year}${month}${date}`, Number(`${year}${month}${date}`), `${year}年${Number(month)}月${Number(date)}日`, serial]) {
      expect([cell, reads(day(), cell)]).toEqual([cell, iso]);
    }
  })));

test('an ID number that a spreadsheet made a number of is refused with the way to mend it', () => {
  for (const cell of [110_105_194_912_310_020, 1.10105e17, '1.10105E+17', '1.10105194912310e+17']) expect(reads(idNumber(), cell)).toBe('refused: LOST_DIGITS');
  expect(idNumber().read(1.1e17)).toMatchObject({ zh: expect.stringContaining('设为“文本”格式') });
  expect(reads(idNumber(), ' １１０１０５19491231002ｘ ')).toBe('11010519491231002X');
  expect(reads(idNumber(), '110105194912310021')).toBe('refused: NOT_AN_ID_NUMBER');
  expect(reads(idNumber(), '1****************X')).toBe('refused: MASKED');
});

test('a mobile number is understood as people write it', () => {
  for (const cell of ['13812345678', 13_812_345_678, '138 1234 5678', '138-1234-5678', '+86 13812345678', '008613812345678', '１３８12345678']) expect(reads(mobile(), cell)).toBe('13812345678');
  for (const cell of ['0391-6633123', '1381234567', '86138123']) expect(reads(mobile(), cell)).toBe('refused: NOT_A_MOBILE_NUMBER');
  expect(reads(mobile(), '138****5678')).toBe('refused: MASKED');
});

test('a word is one of those listed, in Chinese or as its identifier, and never echoed in the refusal', () => {
  const sex = word({ FEMALE: ['女', '女性'], MALE: ['男', '男性'] });
  expect(['女', ' 女性 ', 'FEMALE', 'female', '男'].map(cell => reads(sex, cell))).toEqual(['FEMALE', 'FEMALE', 'FEMALE', 'FEMALE', 'MALE']);
  expect(sex.read('张三')).toMatchObject({ code: 'UNKNOWN_WORD', zh: '应为：女、男。', en: 'Expected one of: FEMALE, MALE.' });
  expect(sex.write('FEMALE')).toBe('女');
});

test('texts lose what nobody sees around them, and full width of digits and letters; nothing else', () => {
  expect(reads(text(20), '\u3000 幸福路１２号（Ａ座） \u200b')).toBe('幸福路12号（A座）');
  expect(reads(text(20), 301)).toBe('301');
  expect(reads(text(3), '四个字的')).toBe('refused: TOO_LONG');
  expect(reads(text(9), 'a\u0000b')).toBe('refused: UNFIT_CHARACTERS');
  expect(reads(text(9), '\ud800')).toBe('refused: UNFIT_CHARACTERS');
});

test('codes keep their digits and lose their blanks', () => {
  const grid = code(/^\d{15}$/, { zh: '', en: '' }, new CellRefusal('NO_CODE', '', ''));
  expect(reads(grid, 419_001_001_001_001)).toBe('419001001001001');
  expect(reads(grid, '419001 001001 001')).toBe('419001001001001');
  expect(reads(grid, '41900100100100')).toBe('refused: NO_CODE');
});

test('numbers lie between their bounds', () => {
  expect(['3', 3, '３'].map(cell => reads(number(0, 10, true), cell))).toEqual([3, 3, 3]);
  expect(['3.5', 11, -1, 'x', '1e1', ''].map(cell => reads(number(0, 10, true), cell))).toEqual(Array.from({ length: 6 }, () => 'refused: NOT_A_NUMBER'));
});
