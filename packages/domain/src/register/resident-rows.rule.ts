import { toldBy } from '../people/id-number.rule.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { CellRefusal } from '../sheets/cell.ts';
import type { RowFault } from '../sheets/sheet.ts';
import type { ResidentColumn, ResidentValues } from './resident-columns.ts';

/** What a row of the register is judged by, looked up before. */
export interface Found {
  readonly today: CalendarDate;
  /** The place it names, by code or by address; undefined where there is none, or none that the file may name. */
  readonly placeId: string | undefined;
  /** The address it names; undefined where it names none, or why it does not count. */
  readonly address?: { readonly id: string } | CellRefusal | undefined;
  /** Who it is, when they are registered. */
  readonly there?: {
    readonly id: string; readonly placeId: string; readonly addressId: string | null; readonly standing: string; readonly birthDate: CalendarDate;
    readonly livesFrom: CalendarDate; readonly livesTo: CalendarDate | null; readonly departureReason: string | null; readonly stays: number;
    readonly firstFrom: CalendarDate | null; readonly firstTo: CalendarDate | null;
  } | undefined;
  /** Several are registered who may be meant. */
  readonly several: boolean;
  /** Their parents and children on record. */
  readonly kin: readonly { readonly isParent: boolean; readonly birthDate: CalendarDate }[];
  /** Whether they live at a place that the file may name. */
  readonly mayChange: boolean;
  /** Somebody else who has the ID number. */
  readonly taken: boolean;
  readonly household?: { readonly placeId: string; readonly headId: string | null; readonly dissolved: boolean } | undefined;
}

const refusal = (code: string, zh: string, en: string) => new CellRefusal(code, zh, en);
const NO_PLACE = refusal('UNKNOWN_PLACE', '没有这个编码的网格或社区，或不在导入范围内。', 'No grid or community has this code within what is imported.');
const NOWHERE = refusal('REQUIRED', '网格编码、住址至少填一项。', 'Give a grid code, an address, or both.');
const FUTURE = refusal('IN_THE_FUTURE', '日期在将来。', 'A day in the future.');
const OTHER_BIRTH = refusal('OTHER_BIRTH_DATE', '与身份证号里的出生日期不一致。', 'The ID number tells another birth date.');
const OTHER_SEX = refusal('OTHER_SEX', '与身份证号里的性别不一致。', 'The ID number tells another sex.');
const BEFORE_BIRTH = refusal('BEFORE_BIRTH', '早于出生日期。', 'Before the birth date.');
const NO_RELATION = refusal('REQUIRED', '填了户号就要填与户主关系。', 'Required with a household number.');
const NO_HOUSEHOLD = refusal('REQUIRED', '填了与户主关系就要填户号。', 'Required with a relation to the head.');
const DISSOLVED = refusal('DISSOLVED', '这一户已经注销。', 'This household was dissolved.');
const ELSEWHERE = refusal('OTHER_PLACE', '这一户登记在另一个网格。', 'This household lives at another place.');
const SECOND_HEAD = refusal('SECOND_HEAD', '这一户已有户主。', 'The household has a head already.');
const HALF = refusal('REQUIRED', '来源系统与来源编号要一起填。', 'System and id go together.');
const TAKEN = refusal('TAKEN', '此身份证号已登记在另一人名下。', 'Somebody else is registered with this ID number.');
const NOT_YOURS = refusal('OUTSIDE', '此人登记在导入范围之外，请先办理迁入。', 'Registered at a place outside of what is imported: have them moved here first.');
const HAS_LEFT = refusal('HAS_LEFT', '此人已登记离开；回来居住的，入住日期填回来之日。', 'Recorded as having left: give the day of return.');
const BEFORE_MOVE = refusal('BEFORE_LAST_MOVE', '早于上一次变动，请填搬到这里的日期。', 'Before the last recorded move: give the day of the move.');

const SEVERAL = refusal('AMBIGUOUS', '登记有几位同名、同性别、同出生日期的居民，请填身份证号或来源编号。', 'Several residents are registered with this name, sex and birth date: give the ID number or the external id.');
const DIED = refusal('HAS_DIED', '此人已登记死亡。', 'Recorded as having died.');
const AGAINST_KIN = refusal('AGAINST_KIN', '与登记的父母或子女的出生日期矛盾。', 'A parent on record would not be born before the child.');
const AFTER_ARRIVAL = refusal('AFTER_ARRIVAL', '晚于登记的最早入住日期，请先更正入住日期。', 'After the day of the first arrival on record: correct that first.');

/** What is wrong with a row of the register, beyond its single cells. */
export function faultsOf(row: ResidentValues, { today, placeId, address, there, several, kin, mayChange, taken, household }: Found): RowFault<ResidentColumn>[] {
  const moved = there && placeId !== undefined && (there.placeId !== placeId || there.standing !== row.standing || livesElsewhere(there, address));
  const told = row.idNumber === null ? undefined : toldBy(row.idNumber);
  const checks: readonly (readonly [unknown, ResidentColumn, CellRefusal])[] = [
    [row.placeCode === null && row.address === null, 'placeCode', NOWHERE],
    [row.placeCode !== null && placeId === undefined, 'placeCode', NO_PLACE],
    [row.birthDate > today, 'birthDate', FUTURE],
    [row.livesFrom > today, 'livesFrom', FUTURE],
    [row.birthDate > row.livesFrom && row.birthDate <= today, 'livesFrom', BEFORE_BIRTH],
    [told && told.birthDate !== row.birthDate, 'birthDate', OTHER_BIRTH],
    [told && told.sex !== row.sex, 'sex', OTHER_SEX],
    [row.householdNumber !== null && row.relation === null, 'relation', NO_RELATION],
    [row.householdNumber === null && row.relation !== null, 'householdNumber', NO_HOUSEHOLD],
    [household?.dissolved, 'householdNumber', DISSOLVED],
    [household && placeId !== undefined && household.placeId !== placeId, 'householdNumber', ELSEWHERE],
    [row.relation === 'HEAD' && household?.headId !== null && household?.headId !== undefined && household.headId !== there?.id, 'relation', SECOND_HEAD],
    [row.externalSystem !== null && row.externalId === null, 'externalId', HALF],
    [row.externalSystem === null && row.externalId !== null, 'externalSystem', HALF],
    [taken, 'idNumber', TAKEN],
    [there && !mayChange, 'placeCode', NOT_YOURS],
    [several, 'name', SEVERAL],
    [there?.departureReason === 'DIED', 'name', DIED],
    [there && there.birthDate !== row.birthDate && kin.some(other => (other.isParent ? other.birthDate >= row.birthDate : row.birthDate >= other.birthDate)), 'birthDate', AGAINST_KIN],
    [there && there.birthDate !== row.birthDate && arrivedBefore(there, row.birthDate), 'birthDate', AFTER_ARRIVAL],
    [there?.livesTo && there.departureReason !== 'DIED' && row.livesFrom < there.livesTo, 'livesFrom', HAS_LEFT],
    [moved && !there.livesTo && row.livesFrom < there.livesFrom, 'livesFrom', BEFORE_MOVE],
  ];
  return [
    ...(address instanceof CellRefusal ? [{ column: 'address' as const, why: address }] : []),
    ...checks.flatMap(([wrong, column, why]) => (wrong ? [{ column, why }] : [])),
  ];
}

/** Whether a corrected birth date leaves somebody living here before being born; who has lived here from birth goes on doing so, as in `placement.ts`. */
function arrivedBefore({ birthDate, firstFrom, firstTo }: NonNullable<Found['there']>, born: CalendarDate): boolean {
  const fromBirth = firstFrom === birthDate && (!firstTo || born < firstTo);
  return firstFrom !== null && !fromBirth && born > firstFrom;
}

/** Whether somebody whose address is known lives at another one now. One who had none yet has not moved. */
export function livesElsewhere(there: { readonly addressId: string | null }, address: Found['address']): boolean {
  return there.addressId !== null && address !== undefined && !(address instanceof CellRefusal) && address.id !== there.addressId;
}
