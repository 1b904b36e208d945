import { Command } from 'commander';
import { writeTemplate } from '@linli/domain/sheets/template';
import { parseOut, type OutFile } from './sheet-files.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `写出一类表格的空白模板，各列的写法在“说明”页；不写 --kind 则列出各类表格。
Writes the empty template of a kind of sheet, with notes on its columns; without --kind it lists the kinds.`;

/** `npm run sheet:template -- --kind residents --out residents.xlsx` */
export const sheetTemplate = new Command('sheet:template')
  .usage('-- --kind <kind> --out <file>')
  .description(ABOUT)
  .option('--kind <kind>', '哪类表格 the kind of sheet, e.g. residents')
  .option('--out <file>', '写到哪个文件（.xlsx 或 .csv）the file, .xlsx or .csv', parseOut)
  .action(({ kind, out }: { kind?: string; out?: OutFile }) => withDomain(async domain => {
    if (kind === undefined || !out) {
      for (const { kind: known, title } of domain.imports.kinds) console.log(`${known}  ${title.zh} ${title.en}`);
      return;
    }
    await writeTemplate(out.path, out.format, domain.imports.sheetOf(kind));
    console.log(`已写出 written: ${out.path}`);
  }));
