import { Command } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { system } from '@linli/domain/shared/performer';
import { Export } from '@linli/domain/sheets/export.entity';
import type { AskedFilter } from '@linli/domain/sheets/filters';
import { parseDistrict } from './district.ts';
import { parseFilter, parseOut, placeAsked, type OutFile } from './sheet-files.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `导出一类表格；姓名、证件号、电话等默认遮蔽，--unmasked 须说明用途。每次导出都留痕。
Writes rows of a kind of sheet to a file; personal values are masked unless --unmasked, for a --purpose. Each export is recorded.`;

interface Asked {
  readonly district: number;
  readonly place?: string;
  readonly kind: string;
  readonly out: OutFile;
  readonly filter?: AskedFilter[];
  readonly unmasked?: boolean;
  readonly purpose?: string;
}

/** `npm run sheet:export -- --district 419001 --kind residents --out residents.xlsx` */
export const sheetExport = new Command('sheet:export')
  .usage('-- --district <code> --kind <kind> --out <file>')
  .description(ABOUT)
  .requiredOption('--district <code>', '区县代码 the district, six digits', parseDistrict)
  .option('--place <code>', '只导出这个地方及其下各级，默认整个区县 this place and all under it, by default the district')
  .requiredOption('--kind <kind>', '哪类表格 the kind of sheet, e.g. residents')
  .requiredOption('--out <file>', '写到哪个文件（.xlsx 或 .csv）the file, .xlsx or .csv', parseOut)
  .option('--filter <name=value,…>', '只导出符合条件的行，可写多次，如 人户状态=流动人口 only rows to which it applies, e.g. standing=FLOATING; may be given several times', parseFilter)
  .option('--unmasked', '不遮蔽 personal values whole')
  .option('--purpose <text>', '用途 what the unmasked values are for')
  .action((asked: Asked) => withDomain(domain => takeOut(domain, asked)));

async function takeOut(domain: Domain, { district, place: code, kind, out, filter: filters, unmasked = false, purpose }: Asked): Promise<void> {
  const place = await placeAsked(domain, district, code);
  const performer = system(district);
  const { id } = await domain.exports.create(performer, { kind, placeId: place.id, format: out.format, filters, unmasked, purpose }, { later: false });
  await domain.exports.write(district, id, out.path, () => Promise.resolve(null));
  const made = await domain.unit.of(performer, 'export.look', tx => tx.findOne(Export, { id }));
  console.log(`已写出 written: ${out.path}，${made?.rowCount ?? 0} 行 rows`);
}
