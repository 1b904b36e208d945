import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { CAMERA, mp4, PDF, photo, wav, workbook } from '../testing/files.ts';
import { refused } from '../testing/refused.ts';
import { inspect } from './inspect.ts';
import type { MediaType } from './media-type.rule.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const ZIP = Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1');

const png = (await sharp(await photo()).withMetadata().png().toBuffer());
const webp = (await sharp(await photo()).withMetadata().webp().toBuffer());

describe('a photo', () => {
  test('comes out upright, and without where and by what it was taken', async () => {
    const taken = await photo(60, 40);
    expect(taken.includes(CAMERA)).toBe(true);
    expect((await sharp(taken).metadata()).orientation).toBe(6);
    const { content, width, height } = await inspect(taken, 'image/jpeg');
    expect([width, height]).toEqual([40, 60]);
    const { exif, xmp, iptc, icc, orientation, format } = await sharp(content).metadata();
    expect({ exif, xmp, iptc, icc, orientation, format }).toEqual({ format: 'jpeg' });
    for (const trace of [CAMERA, 'GPS', 'Exif', 'http://ns.adobe.com']) expect([trace, content.includes(trace)]).toEqual([trace, false]);
  });

  test.each([['image/png', png], ['image/webp', webp]] as const)('as %s likewise', async (type, taken) => {
    expect(taken.includes(CAMERA)).toBe(true);
    const { content } = await inspect(taken, type);
    expect(content.includes(CAMERA)).toBe(false);
    expect((await sharp(content).metadata()).exif).toBeUndefined();
  });

  test('that is also something else is only a photo afterwards', async () => {
    const both = Buffer.concat([await photo(), HTML, ZIP]);
    const { content } = await inspect(both, 'image/jpeg');
    expect([content.includes('<script>'), content.includes('PK\x05\x06')]).toEqual([false, false]);
  });
});

test.each<[MediaType, string, Buffer | Promise<Buffer>]>([
  ['application/pdf', 'a document', PDF],
  [SHEET, 'a workbook', workbook()],
  ['audio/wav', 'a recording', wav()],
  ['audio/mpeg', 'a recording with a title', Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1'), ...Array.from({ length: 4 }, () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]))])],
  ['audio/amr', 'a recording of an old phone', Buffer.from('#!AMR\n\x3c\0\0\0', 'latin1')],
  ['audio/mp4', 'a recording of an iPhone', mp4('M4A ', 'soun')],
  ['audio/mp4', 'a recording that names itself a video', mp4('isom', 'soun')],
  ['text/csv', 'a table', Buffer.from('姓名,电话\r\n张三,1\r\n')],
  ['text/csv', 'a table in GB 18030', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x0d, 0x0a])],
])('%s: %s stays as it is', async (type, _, given) => {
  const content = await given;
  expect(await inspect(content, type)).toEqual({ content, width: null, height: null });
});

test.each<[MediaType, string, Buffer | Promise<Buffer>]>([
  ['image/jpeg', 'a page', HTML],
  ['image/jpeg', 'a drawing with scripts', SVG],
  ['image/png', 'a photo of another kind', photo()],
  ['image/jpeg', 'a photo that breaks off', photo(600, 400).then(whole => whole.subarray(0, whole.length / 2))],
  ['image/jpeg', 'nothing but the beginning of a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ['image/png', 'a picture of too many pixels', sharp({ create: { width: 10_001, height: 10_000, channels: 3, background: 'red' } }).png({ compressionLevel: 1 }).toBuffer()],
  ['image/webp', 'a moving picture', sharp(Buffer.concat([Buffer.alloc(300, 1), Buffer.alloc(300, 200)]), { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } }).webp({ loop: 0 }).toBuffer()],
  ['application/pdf', 'a page that is also a document', Buffer.concat([HTML, PDF])],
  ['application/pdf', 'a document that is also an archive', Buffer.concat([PDF, ZIP])],
  ['application/pdf', 'a document without an end', PDF.subarray(0, -8)],
  [SHEET, 'an archive that is no workbook', ZIP],
  [WORD, 'a workbook', workbook()],
  [SHEET, 'a workbook that is also a page', workbook().then(book => Buffer.concat([book, HTML]))],
  ['audio/mp4', 'a video', mp4('M4A ', 'vide')],
  ['audio/wav', 'a page', HTML],
  ['text/csv', 'a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0', 'latin1')],
  ['text/csv', 'a photo', photo()],
])('%s: %s is refused', async (type, _, given) => {
  expect(await refused(inspect(await given, type))).toBe('INVALID');
});
