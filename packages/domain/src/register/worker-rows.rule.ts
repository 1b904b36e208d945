import type { Membership } from '../access/membership.entity.ts';
import { covers, lasts, overlap, type Period } from '../access/membership.rule.ts';
import { addDays, dayOf, startOf, type CalendarDate } from '../shared/clock.ts';
import { CellRefusal } from '../sheets/cell.ts';
import type { RowFault } from '../sheets/sheet.ts';
import type { WorkerColumn, WorkerValues } from './worker-columns.ts';

const refusal = (code: string, zh: string, en: string) => new CellRefusal(code, zh, en);
const NOTHING = refusal('REQUIRED', '角色与所属单位至少填一项。', 'Give a role, or an organisation.');
const NO_PLACE = refusal('REQUIRED', '填了角色就要填任职地点。', 'Required with a role.');
const NOT_BOTH = refusal('NOT_BOTH', '单位的账号没有角色和任职地点。', 'An organisation\'s account holds no role at a place.');
const OTHER_PERSON = refusal('OTHER_NAME', '此登录名已有账号，姓名不同；不是同一人请换登录名，同一人请在系统里改名。', 'The login belongs to an account of another name: choose another login, or rename the account in the system.');
const TOLD_OTHERWISE = refusal('DIFFERS', '与本文件中同一登录名的前面一行不同。', 'Differs from a line before with the same login.');
const DISABLED = refusal('DISABLED', '此账号已停用。', 'The account is disabled.');
const OTHER_ORGANISATION = refusal('OTHER_ORGANISATION', '此账号不属于这个单位。', 'The account does not belong to this organisation.');
const ENDS_FIRST = refusal('ENDS_BEFORE_BEGINS', '离任日期早于任职日期。', 'The last day is before the first.');
const PAST = refusal('IN_THE_PAST', '离任日期已过。', 'The last day has passed.');
const OVERLAPS = refusal('OVERLAPS', '与已有的同一任职时间重叠。', 'The account holds this role there at that time already.');

/** An account that a row is about. */
interface There {
  readonly displayName: string;
  readonly organisationId: string | null;
  readonly disabled: boolean;
}

/** What an account is said to be by an earlier line of the same file. */
export interface Said {
  readonly name: string;
  readonly phone: string | null;
  readonly organisation: string | null;
}

/** What is wrong with a row beyond its single cells, without its place, its organisation and what the importer may. */
export function faultsOf(row: WorkerValues, today: CalendarDate, there: There | undefined, said: Said | undefined): RowFault<WorkerColumn>[] {
  const checks: readonly (readonly [unknown, WorkerColumn, CellRefusal])[] = [
    [row.role === null && row.organisation === null, 'role', NOTHING],
    [row.role !== null && row.organisation !== null, 'role', NOT_BOTH],
    [row.organisation !== null && row.place !== null, 'place', NOT_BOTH],
    [row.role !== null && row.place === null, 'place', NO_PLACE],
    [there && there.displayName !== row.name, 'name', OTHER_PERSON],
    [!there && said && said.name !== row.name, 'name', TOLD_OTHERWISE],
    [said && said.phone !== null && row.phone !== null && said.phone !== row.phone, 'phone', TOLD_OTHERWISE],
    [said && said.organisation !== row.organisation, 'organisation', TOLD_OTHERWISE],
    [there?.disabled, 'login', DISABLED],
    [there && there.organisationId !== null && row.organisation === null, 'role', NOT_BOTH],
    [there && there.organisationId === null && row.organisation !== null, 'organisation', OTHER_ORGANISATION],
    [row.to !== null && row.to < today, 'to', PAST],
    [row.from !== null && row.to !== null && row.to < row.from, 'to', ENDS_FIRST],
  ];
  return checks.flatMap(([wrong, column, why]) => (wrong ? [{ column, why }] : []));
}

export function otherOrganisation(): RowFault<WorkerColumn> {
  return { column: 'organisation', why: OTHER_ORGANISATION };
}

/** What a row changes of the roles that somebody holds: a new one, another end, or nothing. */
export type RoleChange = { readonly period: Period } | { readonly membershipId: string; readonly validTo: Date } | null;

/**
 * What becomes of a role by a row.
 * @param held by the account, this role at this place, whenever
 */
export function roleChange({ from, to }: Pick<WorkerValues, 'from' | 'to'>, held: readonly Pick<Membership, 'id' | 'validFrom' | 'validTo'>[], at: Date): RoleChange | RowFault<WorkerColumn> {
  const begins = from === null || startOf(from) <= at ? at : startOf(from);
  const ends = to === null ? null : startOf(addDays(to, 1));
  const lasting = held.filter(membership => lasts(membership, at));
  const same = lasting.find(membership => (begins === at ? covers(membership, at) : dayOf(membership.validFrom) === from));
  if (!same) return lasting.some(other => overlap(other, { validFrom: begins, validTo: ends })) ? { column: 'from', why: OVERLAPS } : { period: { validFrom: begins, validTo: ends } };
  if (!ends || lastDayOf(same) === to) return null;
  const others = lasting.filter(({ id }) => id !== same.id);
  return others.some(other => overlap(other, { validFrom: same.validFrom, validTo: ends })) ? { column: 'to', why: OVERLAPS } : { membershipId: same.id, validTo: ends };
}

/** The last day on which a role is held at all; null without an end. */
export function lastDayOf({ validTo }: Pick<Membership, 'validTo'>): CalendarDate | null {
  return validTo ? dayOf(new Date(validTo.getTime() - 1)) : null;
}
