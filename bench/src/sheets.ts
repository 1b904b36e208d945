import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { rootPlace } from '@linli/domain/places/places.read';
import { system } from '@linli/domain/shared/performer';
import { one } from '@linli/domain/shared/read';
import { writeSheet, type WrittenRow } from '@linli/domain/sheets/files/write-file';
import { Import } from '@linli/domain/sheets/import.entity';
import { RESIDENTS_HEADER, residentLine } from '@linli/domain/testing/residents-file';
import pg from 'pg';
import { print } from './report.ts';
import { benchDatabase } from './stack.ts';

const DISTRICT = 419_001;
const ROWS = Number(process.argv[2] ?? 100_000);

/** A register of residents brought in and taken out: rows a second, and how much memory the process takes, beside COPY of the same rows. */
const database = await benchDatabase();
try {
  const { domain, home } = database;
  await domain.districts.create(DISTRICT);
  const snapshot = domain.connections.snapshot(DISTRICT);
  const root = await one(snapshot, rootPlace);
  await snapshot.close();
  const owner = new pg.Client({ connectionString: database.url });
  owner.on('error', () => undefined); // the statement reports it
  await owner.connect();
  const { rows: places } = await owner.query<{ code: string }>(`select code from place where level = 'COMMUNITY' order by code limit 50`);
  const codes = places.map(({ code }) => code);
  const [xlsx, csv] = [join(home, 'residents.xlsx'), join(home, 'residents.csv')];
  const sheet = { title: '居民', columns: RESIDENTS_HEADER.map(header => ({ header, width: 12 })), notes: [] };
  const report: Record<string, string | number>[] = [];
  const timed = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    globalThis.gc?.();
    const [start, before] = [performance.now(), process.memoryUsage.rss()];
    let peak = before;
    const watching = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 50);
    await work().finally(() => clearInterval(watching));
    const seconds = (performance.now() - start) / 1_000;
    report.push({ step: what, rows: ROWS, seconds, 'rows/s': ROWS / seconds, 'RSS before MB': before / 2 ** 20, 'RSS peak MB': peak / 2 ** 20 });
    process.stderr.write(`  ${what}: ${seconds.toFixed(1)} s\n`);
  };
  await timed('write .xlsx', () => writeSheet(xlsx, 'XLSX', sheet, pages(codes)));
  await timed('write .csv', () => writeSheet(csv, 'CSV', sheet, pages(codes)));
  await timed('COPY of the same rows', () => copied(owner, codes));
  const performer = system(DISTRICT);
  for (const path of [xlsx, csv]) {
    const ending = path.slice(path.lastIndexOf('.'));
    const { id } = await domain.imports.create(performer, { kind: 'residents', placeId: root?.id ?? '' });
    await timed(`check ${ending}`, () => domain.imports.run.check(DISTRICT, id, path));
    await domain.imports.apply(performer, id, { onlyRight: false, later: false });
    await timed(path === xlsx ? 'apply, all new' : 'apply, all the same', () => domain.imports.run.apply(DISTRICT, id));
    const made = await domain.unit.of(performer, 'bench.look', tx => tx.findOne(Import, { id }));
    process.stderr.write(`  ${made?.state}: ${made?.newCount} new, ${made?.sameCount} same, ${made?.wrongCount} wrong\n`);
  }
  const { id } = await domain.exports.create(performer, { kind: 'residents', placeId: root?.id ?? '', format: 'XLSX', unmasked: false }, { later: false });
  await timed('export .xlsx', () => domain.exports.write(DISTRICT, id, join(home, 'out.xlsx'), () => Promise.resolve(null)));
  print(`spreadsheets of ${ROWS} residents`, report);
  const took = (step: string) => Number(report.find(row => row['step'] === step)?.['seconds']);
  print('beside COPY', [{ 'check and apply ÷ COPY': (took('check .xlsx') + took('apply, all new')) / took('COPY of the same rows') }]);
  await owner.end();
} finally {
  await database.close();
}

async function* pages(codes: readonly string[]): AsyncGenerator<WrittenRow[]> {
  for (let from = 0; from < ROWS; from += 1_000) {
    yield Array.from({ length: Math.min(1_000, ROWS - from) }, (_, n) => {
      const line = residentLine(from + n, codes);
      return RESIDENTS_HEADER.map(name => line[name]);
    });
  }
}

/** The same cells into a table without keys, as fast as the server takes them. */
async function copied(owner: pg.Client, codes: readonly string[]): Promise<void> {
  await owner.query(`create table copied (${RESIDENTS_HEADER.map((_, n) => `c${n} text`).join(', ')})`);
  const path = join(database.home, 'copied.tsv');
  const file = createWriteStream(path);
  for await (const page of pages(codes)) if (!file.write(page.map(row => `${row.join('\t')}\n`).join(''))) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  await chmod(database.home, 0o755); // the server may run as somebody else
  await owner.query(`copy copied from '${path}'`);
}
