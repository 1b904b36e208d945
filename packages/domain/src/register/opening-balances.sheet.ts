import { accountOf, reverse, transfers, type AskedTransfer } from '../ledger/book.ts';
import { MOST } from '../ledger/posting.rule.ts';
import type { LedgerUnit } from '../ledger/units.ts';
import type { Sealer } from '../people/sealed.ts';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { writingRow } from '../sheets/became-wrong.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { day, number, text, word } from '../sheets/cells.rule.ts';
import { NamedPlaces } from '../sheets/named-places.ts';
import { idNumber } from '../sheets/personal-cells.rule.ts';
import { repeated } from '../sheets/repeated.ts';
import { column, defineSheet, type Planned, type Sheet, type SheetRow, type ValuesOf } from '../sheets/sheet.ts';
import { OPENING, openingsOf, type OpeningRow } from './opening-balances.read.ts';
import { mayBringRegister } from './resident-intake.ts';
import { householdsNumbered, residentsKnown } from './resident-rows.read.ts';

const COLUMNS = {
  idNumber: column(idNumber(), { zh: '身份证号', en: 'ID number', required: false, example: '1****************X', note: { zh: '与来源编号、户号三者填一', en: 'this, the external id, or the household number' } }),
  externalSystem: column(text(100), { zh: '来源系统', en: 'External system', required: false, example: '' }),
  externalId: column(text(200), { zh: '来源编号', en: 'External id', required: false, example: '' }),
  householdNumber: column(text(100), { zh: '户号', en: 'Household number', required: false, example: '0101', note: { zh: '户的积分账户', en: 'for the points of a household' } }),
  unit: column(word({ POINT: ['积分'], MINUTE: ['时长', '时间', '服务时长'] }), { zh: '种类', en: 'Unit', required: true, example: '积分' }),
  amount: column(number(1, MOST, true), { zh: '期初余额', en: 'Opening balance', required: true, example: '120', note: { zh: '积分为分，时长为分钟', en: 'points, or minutes' } }),
  expiresOn: column(day(), { zh: '到期日', en: 'Good until', required: false, example: '', note: { zh: '从这一天起失效；仅积分，不填则长期有效', en: 'the first day on which they are good no longer; points only, for ever when empty' } }),
};
type Values = ValuesOf<typeof COLUMNS>;
type ColumnKey = keyof Values;

interface Owner {
  readonly kind: 'RESIDENT' | 'HOUSEHOLD';
  readonly id: string;
  readonly placeId: string;
  readonly gone: boolean;
}

interface Todo {
  readonly number: number;
  readonly owner: Owner;
  readonly unit: Extract<LedgerUnit, 'POINT' | 'MINUTE'>;
  readonly amount: number;
  readonly expiresOn: CalendarDate | null;
  readonly there: OpeningRow | undefined;
}

interface Known {
  readonly today: CalendarDate;
  readonly places: NamedPlaces;
  /** Rows by the account that they are about. */
  readonly rows: Map<string, number>;
}

const NOBODY = new CellRefusal('UNKNOWN', '台账里没有，或不在导入范围内。', 'The register knows none, or not within what is imported.');
const WHICH = new CellRefusal('WHICH', '身份证号、来源编号、户号请三者填一。', 'Give one of ID number, external id and household number.');
const GONE = new CellRefusal('GONE', '已迁出、去世或撤户。', 'Has left, died, or was dissolved.');
const POINTS_ONLY = new CellRefusal('POINTS_ONLY', '只用于积分。', 'For points only.');
const PAST = new CellRefusal('PAST', '这一天已过。', 'This day is past.');

/** Transfers written at once. */
const AT_ONCE = 500;

/** 期初余额: what people and households had in ledgers on paper, once each; another amount corrects the one taken over before. */
export function openingBalanceSheet(sealer: Sealer): Sheet {
  return defineSheet('openingBalances', {
    title: { zh: '期初余额', en: 'Opening balances' },
    columns: COLUMNS,
    intake: {
      may: mayBringRegister,
      begin: async (from, { placeId, at }): Promise<Known> => ({ today: dayOf(at), places: await NamedPlaces.under(from, placeId), rows: new Map() }),
      plan: (from, rows, known: Known) => plan(from, sealer, rows, known),
      apply,
    },
  });
}

async function plan(from: Rows, sealer: Sealer, rows: readonly SheetRow<Values>[], known: Known): Promise<Planned<Todo, ColumnKey>[]> {
  const ownerOf = await owners(from, sealer, rows.map(({ values }) => values));
  const ids = rows.flatMap(({ values }) => ownerOf(values)?.id ?? []);
  const openings = new Map((await from.rows(openingsOf, [...new Set(ids)])).map(row => [`${row.unit} ${row.ownerId}`, row]));
  return rows.map(({ number: row, values }): Planned<Todo, ColumnKey> => {
    const { unit, amount, expiresOn } = values;
    const by = namedBy(values);
    const wrong = (at: ColumnKey, why: CellRefusal) => ({ verdict: 'WRONG' as const, faults: [{ column: at, why }] });
    if (!by) return wrong('idNumber', WHICH);
    if (by === 'householdNumber' && unit !== 'POINT') return wrong('householdNumber', POINTS_ONLY);
    if (expiresOn !== null && unit !== 'POINT') return wrong('expiresOn', POINTS_ONLY);
    if (expiresOn !== null && expiresOn <= known.today) return wrong('expiresOn', PAST);
    const owner = ownerOf(values);
    if (!owner || !known.places.ids.has(owner.placeId)) return wrong(by, NOBODY);
    if (owner.gone) return wrong(by, GONE);
    const key = `${unit} ${owner.id}`;
    const faults = repeated(known.rows, key, row, by);
    if (faults.length > 0) return { verdict: 'WRONG', faults };
    const there = openings.get(key);
    return { verdict: !there ? 'NEW' : there.amount === amount ? 'SAME' : 'CHANGED', todo: { number: row, owner, unit, amount, expiresOn, there } };
  });
}

/** The one column that says whose balance it is. */
function namedBy({ idNumber: ofPerson, externalSystem, externalId, householdNumber }: Values): ColumnKey | null {
  const given: ColumnKey[] = [
    ...(ofPerson === null ? [] : ['idNumber' as const]), ...(externalSystem === null || externalId === null ? [] : ['externalId' as const]),
    ...(householdNumber === null ? [] : ['householdNumber' as const]),
  ];
  return given.length === 1 ? (given[0] ?? null) : null;
}

/** Finds whom rows are about, as the register knows them. */
async function owners(from: Rows, sealer: Sealer, values: readonly Values[]): Promise<(row: Values) => Owner | undefined> {
  const indexOf = (plain: string) => sealer.index(from.districtId, 'idNumber', plain);
  const external = values.filter(row => row.externalSystem !== null && row.externalId !== null);
  const people = await from.rows(residentsKnown, values.flatMap(row => (row.idNumber === null ? [] : [indexOf(row.idNumber)])),
    external.map(row => row.externalSystem ?? ''), external.map(row => row.externalId ?? ''));
  const households = new Map((await from.rows(householdsNumbered, values.flatMap(row => row.householdNumber ?? []))).map(each => [each.number, each]));
  const byIndex = new Map(people.map(person => [person.idNumberIndex, person]));
  const byExternal = new Map(people.map(person => [JSON.stringify([person.externalSystem, person.externalId]), person]));
  return ({ idNumber: plain, externalSystem, externalId, householdNumber }) => {
    const household = householdNumber === null ? undefined : households.get(householdNumber);
    if (household) return { kind: 'HOUSEHOLD', id: household.id, placeId: household.placeId, gone: household.dissolved };
    const person = plain === null ? byExternal.get(JSON.stringify([externalSystem, externalId])) : byIndex.get(indexOf(plain));
    return person && { kind: 'RESIDENT', id: person.id, placeId: person.placeId, gone: person.livesTo !== null };
  };
}

async function apply(tx: Transaction, rows: readonly Todo[]): Promise<void> {
  for (const { number: row, there } of rows) {
    if (there) await writingRow(row, { amount: true }, async () => void (await inAmount(reverse(tx, there.transferId))));
  }
  for (let n = 0; n < rows.length; n += AT_ONCE) {
    const some = rows.slice(n, n + AT_ONCE);
    const asked: AskedTransfer[] = [];
    for (const each of some) asked.push(await opening(tx, each));
    const done = await transfers(tx, asked);
    for (const [index, { number: row }] of some.entries()) {
      const made = done[index];
      if (made instanceof Refusal) await writingRow(row, COLUMNS, () => Promise.reject(made));
    }
  }
}

async function opening(tx: Transaction, { owner, unit, amount, expiresOn, there }: Todo): Promise<AskedTransfer> {
  const postings = [{ source: await accountOf(tx, unit, 'WORLD', null), destination: await accountOf(tx, unit, owner.kind, owner.id), amount }];
  return {
    kind: 'OPENING', unit, client: OPENING, key: `${unit} ${owner.id} ${(there?.times ?? 0) + 1}`, postings, placeId: owner.placeId, expiresOn,
    subject: { kind: owner.kind === 'RESIDENT' ? 'Resident' : 'Household', id: owner.id },
  };
}

/** What was taken over and has been spent since cannot be taken back: said at the amount. */
function inAmount<T>(undoing: Promise<T>): Promise<T> {
  return undoing.catch((error: unknown) => {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, ['amount']);
    throw error;
  });
}
