import { PLACE_LEVELS, Place } from '../places/place.entity.ts';
import { hang, linesOf, lockTree, makePlace } from '../places/tree.ts';
import type { Rows } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { text, word } from '../sheets/cells.rule.ts';
import { placesToName, type NamedPlace } from '../sheets/named-places.ts';
import { column, defineSheet, type OutgoingRow, type Planned, type SheetRow, type ValuesOf } from '../sheets/sheet.ts';
import { placeCode } from './resident-columns.ts';
import { mayBringRegister } from './resident-intake.ts';
import { codesTaken } from './resident-rows.read.ts';

const COLUMNS = {
  code: column(placeCode(), { zh: '网格编码', en: 'Grid code', required: true, example: '419001001001001' }),
  name: column(text(100), { zh: '网格名称', en: 'Name', required: true, example: '第一网格' }),
  parentCode: column(placeCode(), { zh: '所属社区编码', en: 'Community code', required: true, example: '419001001001', note: { zh: '微网格填所属网格的编码', en: 'of a micro-grid, the code of its grid' } }),
  level: column(word({ GRID: ['网格'], MICRO_GRID: ['微网格'] }), { zh: '级别', en: 'Level', required: false, example: '网格', note: { zh: '不填即为网格', en: 'a grid when left empty' } }),
};
type Values = ValuesOf<typeof COLUMNS>;

interface Todo {
  readonly row: Values;
  readonly parentId: string;
  readonly there: NamedPlace | undefined;
}

const NO_PARENT = new CellRefusal('UNKNOWN_PLACE', '没有这个编码的社区或网格，或不在导入范围内。', 'No community or grid has this code within what is imported.');
const NOT_UNDER = new CellRefusal('WRONG_LEVEL', '这一级不能设在那里。', 'No place of this level stands there.');
const OTHER_KIND = new CellRefusal('TAKEN', '这个编码已用于另一级的地方，或在导入范围之外。', 'The code belongs to a place of another level, or outside of what is imported.');
const MOVED = new CellRefusal('OTHER_PARENT', '此网格属于另一个社区；调整归属请在系统里办理。', 'The grid belongs to another community: move it in the system.');
const CLOSED = new CellRefusal('CLOSED', '此网格已撤销。', 'The grid was closed.');

/** 网格: the grids and micro-grids of communities. What is there under its code gets the row's name. */
export const gridSheet = defineSheet('grids', {
  title: { zh: '网格', en: 'Grids' },
  columns: COLUMNS,
  intake: {
    may: mayBringRegister,
    once: ({ code }) => (code === undefined ? [] : [{ column: 'code', key: code }]),
    begin: (_from, { placeId }) => Promise.resolve(placeId),
    plan,
    apply,
  },
  outlet: {
    may: mayBringRegister,
    mayUnmasked: mayBringRegister,
    async *rows(from, { placeId }) {
      const places = await from.rows(placesToName, placeId);
      const codeOf = new Map(places.map(({ id, code }) => [id, code]));
      yield places.filter(({ level, closed }) => !closed && (level === 'GRID' || level === 'MICRO_GRID')).map(({ code, name, level, parentId }): OutgoingRow<typeof COLUMNS> => ({
        values: { code, name, parentCode: codeOf.get(parentId ?? '') ?? '', level: level === 'GRID' ? 'GRID' : 'MICRO_GRID' }, generated: false,
      }));
    },
  },
});

async function plan(from: Rows, rows: readonly SheetRow<Values>[], placeId: string): Promise<Planned<Todo, keyof Values>[]> {
  const byCode = new Map((await from.rows(placesToName, placeId)).map(place => [place.code, place]));
  const taken = new Set((await from.rows(codesTaken, rows.map(({ values }) => values.code))).map(({ code }) => code));
  return rows.map(({ values: row }): Planned<Todo, keyof Values> => {
    const [parent, there, level] = [byCode.get(row.parentCode), byCode.get(row.code), row.level ?? 'GRID'];
    const wrong = (key: keyof Values, why: CellRefusal) => ({ verdict: 'WRONG' as const, faults: [{ column: key, why }] });
    if (!parent || parent.closed) return wrong('parentCode', NO_PARENT);
    if (PLACE_LEVELS.indexOf(parent.level) >= PLACE_LEVELS.indexOf(level)) return wrong('level', NOT_UNDER);
    if ((there && there.level !== level) || (!there && taken.has(row.code))) return wrong('code', OTHER_KIND);
    if (there?.closed) return wrong('code', CLOSED);
    if (there && there.parentId !== parent.id) return wrong('parentCode', MOVED);
    return { verdict: !there ? 'NEW' : there.name === row.name ? 'SAME' : 'CHANGED', todo: { row, parentId: parent.id, there } };
  });
}

async function apply(tx: Transaction, rows: readonly Todo[]): Promise<void> {
  await lockTree(tx);
  const parentIds = [...new Set(rows.map(({ parentId }) => parentId))];
  const parents = new Map((await tx.getAll(Place, { id: { $in: parentIds } })).map(place => [place.id, place]));
  const made: Place[] = [];
  for (const { row, parentId, there } of rows) {
    const parent = parents.get(parentId);
    if (there || !parent) continue;
    made.push(await makePlace(tx, parent, { level: row.level ?? 'GRID', code: row.code, name: row.name, boundary: null, onboardedAt: parent.onboardedAt ?? null }));
  }
  await hang(tx, made, await linesOf(tx, parentIds));
  await tx.bulkChange(Place, rows.flatMap(({ row: { name }, there }) => (there ? [{ id: there.id, name }] : [])));
}
