
/** Where the photos were taken that must not be told: it stands in their EXIF. */
export const TAKEN_AT = { GPSLatitudeRef: 'N', GPSLatitude: '35/1 5/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '112/1 36/1 0/1' };
/** Stands in EXIF and XMP of the photos. */
export const CAMERA = 'CanaryCamera';

/** A photo as a phone makes it: lying on its side, with where and by what it was taken. */
export async function photo(width = 60, height = 40): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width, height, channels: 3, background: 'white', noise } })
    .withExif({ IFD0: { Make: CAMERA }, IFD3: TAKEN_AT })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${CAMERA}"/></rdf:RDF></x:xmpmeta>`)
    .withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

/** The smallest PDF that its readers take for one. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** A workbook with one cell. */
export async function workbook(text = '姓名'): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  book.addWorksheet('一').addRow([text]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A second of silence. */
export function wav(): Buffer {
  const [rate, head] = [8_000, Buffer.alloc(44)];
  head.write('RIFF');
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8);
  for (const [at, value] of [[16, 16], [24, rate], [28, rate], [40, rate]] as const) head.writeUInt32LE(value, at);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) head.writeUInt16LE(value, at);
  head.write('data', 36);
  return Buffer.concat([head, Buffer.alloc(rate, 128)]);
}

/** An MP4 with one track, of sound (`soun`) or picture (`vide`), as far as that can be told without playing it. */
export function mp4(brand: string, handler: 'soun' | 'vide'): Buffer {
  const box = (type: string, ...inside: Buffer[]): Buffer => {
    const body = Buffer.concat(inside);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const hdlr = box('hdlr', Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13));
  return Buffer.concat([box('ftyp', Buffer.from(brand), Buffer.alloc(4), Buffer.from(brand)), box('moov', box('trak', box('mdia', hdlr)))]);
}
