import type { KnownDistrict } from '../database/prepare.ts';
import { pad, widthOf } from './terminal.ts';

/** An account whose password is no secret. */
export interface SignIn {
  readonly districtId: number;
  readonly district: string;
  readonly login: string;
  readonly password: string;
  readonly who: string;
}

/** What a person has to know once everything runs. */
export interface Outcome {
  readonly url: string;
  readonly logFolder: string;
  readonly districts: readonly KnownDistrict[];
  /** Of the demo districts; shown only where such a district is there. */
  readonly signIns: readonly SignIn[];
}

/** The block that is printed once everything serves. */
export function readyBlock({ url, logFolder, districts, signIns }: Outcome): string {
  const page = url.replace(/\/$/, '');
  const demo = signIns.filter(({ districtId }) => districts.some(({ id, dataOrigin }) => id === districtId && dataOrigin === 'GENERATED'));
  return [
    '',
    ...columns([['页面 page', `${page}/`], ['接口 GraphQL', `${page}/graphql`], ['日志 logs', logFolder]]),
    '',
    ...(districts.length === 0 ? NO_DISTRICT : []),
    ...(demo.length > 0 ? demoLines(demo) : []),
    '停止 stop: Ctrl+C',
  ].join('\n');
}

const NO_DISTRICT = [
  '还没有区县。导入一个并取得首位管理员的一次性密码：',
  'There is no district yet. Import one and get a one-time sign-in for its first administrator:',
  '  npm run district:create -- <区划代码 code>      济源市 Jiyuan: 419001',
  '',
];

function demoLines(signIns: readonly SignIn[]): string[] {
  return [
    '演示数据：区划是真实的，居民和事件都是生成的。',
    'Demo data: the places are real, the people and events are generated; nobody in them exists.',
    ...columns([
      ['区县 district', '账号 login', '密码 password', '身份 who'],
      ...signIns.map(({ districtId, district, login, password, who }) => [`${districtId} ${district}`, login, password, who]),
    ]),
    '',
  ];
}

/** Rows of a table, indented, each column as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? '')))) ?? [];
  return rows.map(row => `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('   ').trimEnd()}`);
}
