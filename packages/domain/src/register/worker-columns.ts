import { LONGEST_LOGIN, asCompared, isLogin } from '../access/login.rule.ts';
import type { Role } from '../access/membership.entity.ts';
import { maskPhone } from '../people/masking.ts';
import { CellRefusal, type CellType } from '../sheets/cell.ts';
import { day, digitsOf, text, word } from '../sheets/cells.rule.ts';
import { mobile } from '../sheets/personal-cells.rule.ts';
import { column, type ValuesOf } from '../sheets/sheet.ts';

const NO_LOGIN = new CellRefusal('NOT_A_LOGIN', `登录名为 1 到 ${LONGEST_LOGIN} 个字母、数字或 . _ @ + -，以字母或数字开头。`,
  `A login has 1 to ${LONGEST_LOGIN} letters, digits or . _ @ + - and begins with a letter or digit.`);

/** A login, as it is compared. */
function login(): CellType<string> {
  return {
    form: { zh: '字母、数字，如 lifang 或手机号', en: 'letters and digits, such as lifang' },
    read(cell) {
      const digits = digitsOf(cell);
      if (digits instanceof CellRefusal) return digits;
      const value = asCompared(digits);
      return isLogin(value) ? value : NO_LOGIN;
    },
    write: value => value,
  };
}

/** What people who work for a place may be; residents have accounts of their own. */
export const WORKER_ROLES = {
  GRID_WORKER: ['网格员'], COMMUNITY_ADMIN: ['社区管理员'], STREET_ADMIN: ['街道管理员'], DISTRICT_ADMIN: ['区县管理员'], MEDIATOR: ['调解员'],
  CENTRE_STAFF: ['服务中心工作人员', '服务中心人员'], VOLUNTEER: ['志愿者'], PARTNER: ['第三方前端'],
} as const satisfies Record<Exclude<Role, 'RESIDENT'>, readonly [string, ...string[]]>;

/** The people who work for places: a line for each role that somebody holds, or for an account of an organisation. */
export const WORKER_COLUMNS = {
  login: column(login(), { zh: '登录名', en: 'Login', required: true, example: 'lifang', note: { zh: '全区县不重复；同一人几个任职就填几行', en: 'unique in the district; who holds several roles has a line for each' } }),
  name: column(text(100), { zh: '姓名', en: 'Name', required: true, example: '李芳' }),
  phone: column(mobile(), { zh: '手机号', en: 'Mobile number', required: false, example: '138****5678', mask: maskPhone }),
  role: column(word(WORKER_ROLES), { zh: '角色', en: 'Role', required: false, example: '网格员', note: { zh: '单位的账号不填', en: 'none for an account of an organisation' } }),
  place: column(text(100), { zh: '任职地点', en: 'Place', required: false, example: '419001001001001', note: { zh: '编码或名称；填了角色就要填', en: 'its code or name; goes with the role' } }),
  from: column(day(), { zh: '任职日期', en: 'From', required: false, example: '2026-03-01', note: { zh: '不填或早于今天的，从导入时起', en: 'the day of the import when it is empty or past' } }),
  to: column(day(), { zh: '离任日期', en: 'Until', required: false, example: '2027-02-28', note: { zh: '最后一天；不填即没有期限', en: 'the last day; without an end when empty' } }),
  organisation: column(text(100), { zh: '所属单位', en: 'Organisation', required: false, example: '', note: { zh: '单位的账号填单位名称，不填角色和地点', en: 'of an organisation\'s account, its name; then no role and place' } }),
};

export type WorkerValues = ValuesOf<typeof WORKER_COLUMNS>;
export type WorkerColumn = keyof WorkerValues;
