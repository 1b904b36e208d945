import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSheet } from '../../sheets/files/write-file.ts';

/** With the usual characters of GB 18030; only the glyphs that are used go into the file. */
const FONT = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

/** What stands in the papers of a review. */
export interface ReviewText {
  readonly title: string;
  /** Place, quarter, sign-off, seal: one line each. */
  readonly head: readonly string[];
  /** Place, indicator, value, numerator, denominator, verdict. */
  readonly figures: readonly (readonly [place: string, indicator: string, value: string, numerator: number, denominator: number | null, verdict: string])[];
  /** Kind, what it is about, text, by when. */
  readonly items: readonly (readonly [kind: string, about: string, text: string, dueOn: string])[];
  readonly signedAt: Date;
}

/** The review as an A4 document. */
export async function reviewPdf({ title, head, figures, items, signedAt }: ReviewText): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit'); // big, and seldom needed
  const paper = new PDFDocument({ size: 'A4', margin: 50, info: { Title: title, CreationDate: signedAt } });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve).on('error', reject);
  });
  paper.font(FONT).fontSize(20).text(title, { align: 'center' }).moveDown();
  for (const line of head) paper.fontSize(10).text(line, { lineGap: 4 });
  paper.moveDown().fontSize(14).text('意见与决定').moveDown(0.5).fontSize(10);
  for (const [kind, about, text, dueOn] of items) paper.text(`【${kind}】${about && `${about}：`}${text}${dueOn && `（${dueOn} 前）`}`, { lineGap: 4 });
  paper.moveDown().fontSize(14).text('指标').moveDown(0.5).fontSize(9);
  paper.table({ data: [['地点', '指标', '数值', '分子', '分母', '结论'], ...figures.map(row => row.map(cell => String(cell ?? '')))], columnStyles: ['*', '*', 60, 60, 60, 60] });
  paper.end();
  await ended;
  return Buffer.concat(chunks);
}

/** The review as a workbook: the figures as rows, the rest as notes beside them. */
export async function reviewXlsx({ title, head, figures, items }: ReviewText): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-review-'));
  try {
    const path = join(folder, 'review.xlsx');
    await writeSheet(path, 'XLSX', {
      title: '指标', columns: [['地点', 24], ['指标', 24], ['数值', 12], ['分子', 12], ['分母', 12], ['结论', 16]].map(([header, width]) => ({ header: String(header), width: Number(width) })),
      notes: [[title], ...head.map(line => [line]), [], ...items],
    }, pageOf(figures));
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* pageOf<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield await Promise.resolve(rows);
}
