import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayChangePlaces } from '../access/access.policy.ts';
import { CaseCategory } from '../cases/case-category.entity.ts';
import type { Domain } from '../domain.ts';
import { Sealer } from '../people/sealed.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import { read } from '../shared/read.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { text, word } from '../sheets/cells.rule.ts';
import { Export } from '../sheets/export.entity.ts';
import { Import } from '../sheets/import.entity.ts';
import { importErrors, type ImportErrorRow } from '../sheets/imports.read.ts';
import { column, defineSheet, type OutgoingRow, type Planned, type ValuesOf } from '../sheets/sheet.ts';
import { mobile } from '../sheets/personal-cells.rule.ts';
import { Staging } from '../sheets/staging.ts';

const COLUMNS = {
  code: column(text(20), { zh: '编码', en: 'Code', required: true, example: 'c1' }),
  name: column(text(20), { zh: '名称', en: 'Name', required: true, example: '环境卫生' }),
  phone: column(mobile(), { zh: '电话', en: 'Phone', required: false, example: '138****5678', mask: () => '***' }),
  tone: column(word({ LOUD: '响', SOFT: '轻' }), { zh: '音量', en: 'Tone', required: false, example: '响' }),
};
type Values = ValuesOf<typeof COLUMNS>;

const byCode = read<{ id: string; code: string; name: string }, [string[]]>('test_categories_by_code',
  'select id, code, name from case_category where district_id = $1 and code = any($2)');
const page = read<{ code: string; name: string }, [string, number]>('test_categories_page',
  'select code, name from case_category where district_id = $1 and code > $2 order by code limit $3');
const BANNED = new CellRefusal('BANNED', '不行。', 'Not this one.');

/** A kind of sheet for tests of what is common to all: categories of cases, of which one called `banned` is refused. */
export const categorySheet = defineSheet('categories', {
  title: { zh: '诉求类别', en: 'Categories' },
  columns: COLUMNS,
  intake: {
    may: mayChangePlaces,
    once: ({ code }) => (code === undefined ? [] : [{ column: 'code', key: code }]),
    begin: () => Promise.resolve(undefined),
    async plan(from, rows) {
      const known = new Map((await from.rows(byCode, rows.map(({ values }) => values.code))).map(row => [row.code, row]));
      return rows.map(({ values }): Planned<{ id: string | undefined; values: Values }, keyof Values> => {
        const there = known.get(values.code);
        if (values.name === 'banned') return { verdict: 'WRONG', faults: [{ column: 'name', why: BANNED }] };
        return { verdict: !there ? 'NEW' : there.name === values.name ? 'SAME' : 'CHANGED', todo: { id: there?.id, values } };
      });
    },
    async apply(tx, rows: readonly { id: string | undefined; values: Values }[]) {
      await tx.bulkInsert(CaseCategory, rows.filter(({ id }) => !id).map(({ values: { code, name } }) => ({ id: newId(), parentId: null, code, name, sla: {} as never })));
      await tx.bulkChange(CaseCategory, rows.flatMap(({ id, values: { name } }) => (id ? [{ id, name }] : [])));
      return rows.filter(({ values }) => values.tone === 'LOUD').map(({ values }) => ({ code: values.code, secret: `secret of ${values.code}` }));
    },
    outcome: { code: { zh: '编码', en: 'Code' }, secret: { zh: '口令', en: 'Secret' } },
  },
  outlet: {
    may: mayChangePlaces,
    mayUnmasked: mayChangePlaces,
    async *rows(from) {
      for (let after = ''; ;) {
        const rows = await from.rows(page, after, 7);
        if (rows.length === 0) return;
        after = rows.at(-1)?.code ?? '';
        yield rows.map((row): OutgoingRow<typeof COLUMNS> => ({ values: { ...row, phone: '13812345678' }, generated: row.code === 'other', subjectId: newId() }));
      }
    },
  },
});

/** A folder for files of tests, and what tests do with imports of them. */
export class SheetStand {
  readonly domain: Domain;
  readonly folder: string;
  #files = 0;

  private constructor(domain: Domain, folder: string) {
    [this.domain, this.folder] = [domain, folder];
  }

  static async open(domain: Domain): Promise<SheetStand> {
    return new SheetStand(domain, await mkdtemp(join(tmpdir(), 'linli-sheets-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  path(): string {
    return join(this.folder, `${(this.#files += 1)}.csv`);
  }

  /** Writes a file, takes it in and has it checked. */
  async checked(performer: Performer, kind: string, placeId: string, file: string | { path: string }): Promise<Import> {
    const path = typeof file === 'string' ? this.path() : file.path;
    if (typeof file === 'string') await writeFile(path, file);
    const { id } = await this.domain.imports.create(performer, { kind, placeId, fileName: '居民.csv' });
    await this.domain.imports.run.check(performer.districtId, id, path);
    return this.look(performer, id);
  }

  /** Has a checked import applied. */
  async applied(performer: Performer, importId: string, onlyRight = false): Promise<Import> {
    await this.domain.imports.apply(performer, importId, { onlyRight, later: false });
    await this.domain.imports.run.apply(performer.districtId, importId);
    return this.look(performer, importId);
  }

  look(performer: Performer, importId: string): Promise<Import> {
    return this.domain.unit.of(performer, 'test.look', async tx => {
      const found = await tx.findByName('Import', importId);
      return found as Import;
    });
  }

  /** What is wrong, as `row column CODE`. */
  async errors({ districtId, id }: Import): Promise<string[]> {
    return (await this.errorRows({ districtId, id })).map(({ row, column: at, code }) => `${row} ${at || '-'} ${code}`);
  }

  errorRows({ districtId, id }: Pick<Import, 'districtId' | 'id'>): Promise<ImportErrorRow[]> {
    return this.domain.connections.reading(districtId, snapshot => snapshot.rows(importErrors, id, 0, '', '', 1_000));
  }
}

/** The counts of an import, as `new/changed/same/wrong`. */
export function countsOf({ newCount, changedCount, sameCount, wrongCount }: Import): string {
  return [newCount, changedCount, sameCount, wrongCount].join('/');
}

/** Rows in every table of the room, as after an import that is checked and an export. @param mark stands in texts, to be found in leaks */
export async function buildSheetRows(domain: Domain, districtId: number, placeId: string, mark = '测试'): Promise<{ importId: string; exportId: string }> {
  const performer = system(districtId);
  const { id } = await domain.unit.of(performer, 'test.import', tx => tx.create(Import, {
    id: newId(), kind: 'residents', placeId, fileName: `${mark}.csv`, attachmentId: null, format: 'utf-8', state: 'CHECKED', onlyRight: false, rowCount: 1, doneCount: 1,
    newCount: 0, changedCount: 0, sameCount: 0, wrongCount: 1, unknownHeaders: [mark], failure: null, createdBy: null, createdAt: tx.at, appliedBy: null, endedAt: null,
  }));
  const staging = new Staging(new Sealer(domain.connections.settings.key));
  return domain.unit.of(performer, 'test.export', async tx => {
    await staging.put(tx, id, [{ number: 2, verdict: 'WRONG', values: null, once: [], faults: [{ column: null, why: new CellRefusal('REQUIRED', mark, mark) }] }]);
    await staging.putOutcome(tx, id, 0, [{ mark }]);
    const made = await tx.create(Export, {
      id: newId(), kind: 'residents', placeId, filters: {}, format: 'CSV', unmasked: true, purpose: mark, state: 'WAITING', rowCount: 0, attachmentId: null,
      createdBy: null, createdAt: tx.at, endedAt: null,
    });
    return { importId: id, exportId: made.id };
  });
}
