import { createRequire } from 'node:module';
import encodeQR from 'qr';
import { dayOf, type CalendarDate } from '../shared/clock.ts';
import type { ServedRow } from './certificates.read.ts';

/** All of GB 18030's usual characters, so that no name has a hole; only the glyphs that are used go into the file. */
const FONT = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

/** Side of the code that leads to the page which checks it, in points: read by a telephone held over the paper. */
const QR_SIDE = 120;
/** Blank squares around the code, as its standard asks. */
const QR_BORDER = 4;

/** What stands on a certificate. */
export interface CertificateText {
  readonly district: string;
  readonly name: string;
  readonly birthDate: CalendarDate;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly lines: readonly ServedRow[];
  readonly minutes: number;
  readonly donated: number;
  readonly code: string;
  /** Where anybody can check it: the address of the page; null where Linli knows none of its own. */
  readonly checkAt: string | null;
  readonly issuedAt: Date;
  /** Of generated records. */
  readonly generated: boolean;
}

/** `125` → `2小时5分钟`. */
export function inWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours > 0 ? `${hours}小时` : ''}${rest > 0 || hours === 0 ? `${rest}分钟` : ''}`;
}

/** `2026-03-01` → `2026年3月1日`. */
export function dayInWords(day: CalendarDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** Lines of the text, so that they can be read without the paper. */
export function certificateLines(text: CertificateText): string[] {
  const { name, birthDate, firstDay, lastDay, lines, minutes, donated, code, checkAt, issuedAt, district } = text;
  return [
    `兹证明 ${name}（${birthDate.slice(0, 4)}年生）于${dayInWords(firstDay)}至${dayInWords(lastDay)}期间参加时间银行互助服务，`
      + `经受益人确认共 ${inWords(minutes)}${donated > 0 ? `，其中捐入互助基金 ${inWords(donated)}` : ''}。`,
    ...lines.map(({ service, services, minutes: served }) => `${service}　${services} 次　${inWords(served)}`),
    `验证码 ${code}　${checkAt === null ? `可在 ${district} 时间银行核验` : `核验网址 ${checkAt}`}`,
    `${district}　${dayInWords(dayOf(issuedAt))}`,
  ];
}

/** The certificate as an A4 page. @returns a PDF of about 10 KB */
export async function certificatePaper(text: CertificateText): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit'); // big, and seldom needed
  const paper = new PDFDocument({ size: 'A4', margin: 72, info: { Title: '时间银行服务证明', CreationDate: text.issuedAt } });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    paper.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve).on('error', reject);
  });
  const [statement = '', ...rest] = certificateLines(text);
  const signed = rest.splice(-2);
  paper.font(FONT).fontSize(26).text('时间银行服务证明', { align: 'center' }).moveDown(1.5);
  if (text.generated) paper.fontSize(12).text('演示数据', { align: 'center' }).moveDown();
  paper.fontSize(13).text(statement, { lineGap: 8 }).moveDown();
  for (const line of rest) paper.fontSize(11).text(line, { indent: 24, lineGap: 6 });
  paper.moveDown(2);
  for (const line of signed) paper.fontSize(11).text(line, { align: 'right', lineGap: 6 });
  if (text.checkAt !== null) drawCode(paper, text.checkAt);
  paper.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Dark squares of the QR code of an address, in units of one square, within a blank border. */
export function darkSquares(address: string): { readonly side: number; readonly squares: readonly (readonly [x: number, y: number])[] } {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: QR_BORDER });
  return { side: rows.length, squares: rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [[x, y] as const] : []))) };
}

/** Draws the code under the text, at the right. */
function drawCode(paper: PDFKit.PDFDocument, address: string): void {
  const { width, height, margins } = paper.page;
  if (paper.y + QR_SIDE > height - margins.bottom) paper.addPage();
  const { side, squares } = darkSquares(address);
  const [left, top, unit] = [width - margins.right - QR_SIDE, paper.y, QR_SIDE / side];
  for (const [x, y] of squares) paper.rect(left + x * unit, top + y * unit, unit, unit);
  paper.fill('black').link(left, top, QR_SIDE, QR_SIDE, address);
}
