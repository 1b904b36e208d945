import { Command } from 'commander';
import { access, constants, open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Domain } from '@linli/domain/domain';
import { system } from '@linli/domain/shared/performer';
import { Import } from '@linli/domain/sheets/import.entity';
import { writeSheet } from '@linli/domain/sheets/files/write-file';
import type { Outcome, Sheet } from '@linli/domain/sheets/sheet';
import { importErrors } from '@linli/domain/sheets/imports.read';
import { Fault } from '@linli/process/fault';
import { parseDistrict } from './district.ts';
import { placeAsked, telling } from './sheet-files.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `导入一个表格（.xlsx 或 .csv）：先逐行检查，列出错误之处；有错时什么也不写入，除非 --only-right。退出码：0 已导入，1 有错。
Brings in a spreadsheet: every row is checked first and what is wrong is listed; then nothing is written, unless --only-right.
Exit code 0 when it was brought in, 1 when rows are wrong.`;

interface Asked {
  readonly district: number;
  readonly place?: string;
  readonly kind: string;
  readonly file: string;
  readonly onlyRight?: boolean;
  readonly preview?: boolean;
  readonly outcome?: string;
}

/** `npm run sheet:import -- --district 419001 --kind residents --file residents.xlsx` */
export const sheetImport = new Command('sheet:import')
  .usage('-- --district <code> --kind <kind> --file <file>')
  .description(ABOUT)
  .requiredOption('--district <code>', '区县代码 the district, six digits', parseDistrict)
  .option('--place <code>', '只许写这个地方及其下各级，默认整个区县 the place that rows may name with all under it, by default the district')
  .requiredOption('--kind <kind>', '哪类表格 the kind of sheet, e.g. residents')
  .requiredOption('--file <file>', '要导入的文件 the file')
  .option('--only-right', '有错的行不导入，其余照常 leave out the rows that are wrong')
  .option('--outcome <file>', '导入结果（如一次性密码）写到哪个新文件（CSV），只有本人可读；不写则显示在这里 a new CSV file for what only you may learn, such as one-time passwords, readable by you alone; printed without it')
  .option('--preview', '只检查，不导入 check only')
  .action((asked: Asked) => withDomain(domain => bringIn(domain, asked)));

async function bringIn(domain: Domain, { district, place: code, kind, file, onlyRight = false, preview = false, outcome }: Asked): Promise<number> {
  const place = await placeAsked(domain, district, code);
  await access(file, constants.R_OK).catch((error: unknown) => { throw new Fault(`The file ${file} cannot be read.`, { cause: error }); });
  const performer = system(district);
  const look = (id: string) => domain.unit.of(performer, 'import.look', tx => tx.findOne(Import, { id }));
  const { id } = await domain.imports.create(performer, { kind, placeId: place.id, fileName: basename(file) });
  await domain.imports.run.check(district, id, file, telling('检查 checked'));
  const checked = await look(id);
  if (!checked || checked.state === 'FAILED') throw new Fault(`${checked?.failure?.zh ?? ''} ${checked?.failure?.en ?? ''}`);
  if (checked.unknownHeaders.length > 0) console.log(`这些列未读取 columns not read: ${checked.unknownHeaders.join('、')}`);
  await listErrors(domain, district, checked);
  console.log(`检查 checked: ${countsOf(checked)}`);
  if (preview || (checked.wrongCount > 0 && !onlyRight)) {
    await domain.imports.cancel(performer, id);
    console.log('未写入任何内容 nothing was written.');
    return checked.wrongCount > 0 ? 1 : 0;
  }
  const hands = await handingOut(domain.imports.sheetOf(kind), outcome); // before anything is written, or passwords might have nowhere to go
  try {
    await domain.imports.apply(performer, id, { onlyRight, later: false });
    await domain.imports.run.apply(district, id, telling('写入 written'));
    const applied = await look(id);
    if (applied?.state !== 'APPLIED') {
      console.log(`${applied?.failure?.zh ?? ''} ${applied?.failure?.en ?? ''}`);
      if (applied) await listErrors(domain, district, applied);
      return 1;
    }
    console.log(`已导入 brought in: ${countsOf(applied)}`);
    await hands.out(await domain.imports.takeOutcome(performer, id));
    return 0;
  } finally {
    await hands.close();
  }
}

/** Where goes what an import hands out. */
interface Hands {
  out(rows: readonly Outcome[]): Promise<void>;
  /** Leaves no file behind where nothing was handed out, so that the same command can be given again. */
  close(): Promise<void>;
}

/** Makes the file for what an import hands out. @returns writes it there, or shows it where no file is asked for @throws Fault when there is such a file already */
async function handingOut({ title, intake }: Sheet, path: string | undefined): Promise<Hands> {
  const columns = Object.entries(intake?.outcome ?? {}).map(([key, { zh }]) => ({ key, header: zh, width: 20 }));
  if (path === undefined) {
    const lines = (rows: readonly Outcome[]) => [columns.map(({ header }) => header), ...rows.map(row => columns.map(({ key }) => harmless(row[key] ?? '')))].map(cells => cells.join('\t'));
    return { out: async rows => { if (rows.length > 0) console.log(lines(rows).join('\n')); }, close: () => Promise.resolve() };
  }
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => { throw new Fault(`The file ${path} cannot be made; it must not be there yet.`, { cause: error }); });
  await file.close();
  let handed = 0;
  return {
    async out(rows) {
      handed = rows.length;
      if (handed === 0) return;
      await writeSheet(path, 'CSV', { title: title.zh, columns, notes: [] }, page(rows.map(row => columns.map(({ key }) => row[key] ?? ''))));
      console.log(`${handed} 行结果已写入 rows handed out to ${path}`);
    },
    close: async () => { if (handed === 0) await rm(path, { force: true }); },
  };
}

async function* page<T>(rows: T): AsyncGenerator<T> {
  yield await Promise.resolve(rows);
}

function countsOf({ newCount, changedCount, sameCount, wrongCount }: Import): string {
  return `${newCount} 新增 new, ${changedCount} 变更 changed, ${sameCount} 相同 same, ${wrongCount} 有错 wrong`;
}

/** Errors read at once. */
const PAGE = 1_000;

async function listErrors(domain: Domain, district: number, { id, kind }: Import): Promise<void> {
  const { columns } = domain.imports.sheetOf(kind);
  const snapshot = domain.connections.snapshot(district);
  try {
    for (let [row, column, code] = [0, '', '']; ;) {
      const errors = await snapshot.rows(importErrors, id, row, column, code, PAGE);
      for (const error of errors) console.log(`第 ${error.row} 行 row ${error.row}  ${columns[error.column]?.zh ?? ''}: ${error.zh} ${error.en}`);
      const last = errors.at(-1);
      if (!last || errors.length < PAGE) return;
      [row, column, code] = [last.row, last.column, last.code];
    }
  } finally {
    await snapshot.close();
  }
}

/** A value that stays in its cell, and that no spreadsheet program takes for a formula. */
function harmless(value: string): string {
  return value.replaceAll(/\s+/g, ' ').replace(/^(?=[=+@])/, '\'');
}
