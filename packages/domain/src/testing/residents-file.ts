import { addDays, calendarDate, type CalendarDate } from '../shared/clock.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An ID number of nobody: its first six digits are no division's. Odd `n` are men's. */
export function idNumberOf(birthDate: CalendarDate, n: number): string {
  const body = `000000${birthDate.replaceAll('-', '')}${String(n % 1_000).padStart(3, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return body + ('10X98765432'[sum % 11] ?? '');
}

export const RESIDENTS_HEADER = ['网格编码', '户号', '与户主关系', '姓名', '性别', '出生日期', '身份证号', '手机号', '人户状态', '入住日期'] as const;
export type ResidentLine = Record<(typeof RESIDENTS_HEADER)[number], string>;

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const STANDINGS = ['户籍人口', '户籍人口', '流动人口', '人户分离'];

/** Somebody of a made-up register, households of three in one grid; the same `n` is always the same person. */
export function residentLine(n: number, gridCodes: readonly string[]): ResidentLine {
  const household = Math.floor(n / 3);
  const birthDate = addDays(calendarDate('1930-01-01'), (n * 37) % 29_000 + Math.floor(n / 29_000));
  const serial = Math.floor(n / 29_000) * 200 + (n % 100) * 2 + (n % 2); // parity as n
  return {
    网格编码: gridCodes[household % gridCodes.length] ?? '', 户号: `H${household}`, 与户主关系: ['户主', '妻', '长女'][n % 3] ?? '',
    姓名: `${SURNAMES[n % 16]}${String.fromCodePoint(0x4e00 + (n % 5_000))}`, 性别: n % 2 === 1 ? '男' : '女', 出生日期: birthDate,
    身份证号: idNumberOf(birthDate, serial), 手机号: `1${3 + (n % 7)}${String(n).padStart(9, '0')}`, 人户状态: STANDINGS[n % 4] ?? '', 入住日期: '2015-06-01',
  };
}

/** Text of a CSV with these rows. */
export function residentsCsv(rows: Iterable<ResidentLine>): string {
  const lines = [RESIDENTS_HEADER.join(',')];
  for (const row of rows) lines.push(RESIDENTS_HEADER.map(name => row[name]).join(','));
  return lines.join('\n');
}
