import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileNameOf } from './file-name.rule.ts';
import { MEDIA_TYPES, mediaTypeOf, type MediaType } from './media-type.rule.ts';

test.each([
  ['现场照片.jpg', '现场照片.jpg'],
  ['IMG_0001.JPEG', 'IMG_0001.JPEG'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['C:\\Users\\li\\photo.jpg', 'photo.jpg'],
  ['a\0b\nc\r\td.jpg', 'abcd.jpg'],
  ['photo\u202Egpj.exe', 'photogpj.exe.jpg'],
  ['page.html', 'page.html.jpg'],
  ['  .hidden ', 'hidden.jpg'],
  ['a"b;c\'.jpg', 'a_b;c\'.jpg'],
  ['家属 院   3号楼', '家属 院 3号楼.jpg'],
  ['👨‍👩‍👧.jpg', '👨👩👧.jpg'],
])('%j is shown as %j', (given, shown) => {
  expect(fileNameOf(given, 'image/jpeg')).toBe(shown);
});

test.each(['', '   ', '/', '..', '\u200B', 'folder/'])('%j is no name', given => {
  expect(fileNameOf(given, 'image/jpeg')).toBeNull();
});

test('whatever is given, what is shown is short, says what the file is, and hides nothing', () => fc.assert(fc.property(
  fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...(Object.keys(MEDIA_TYPES) as MediaType[])), (given, type) => {
    const shown = fileNameOf(given, type);
    if (shown === null) return;
    expect([...shown].length).toBeLessThanOrEqual(120);
    expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}]/u);
    expect((MEDIA_TYPES[type].endings as readonly string[]).some(ending => shown.toLowerCase().endsWith(`.${ending}`))).toBe(true);
    expect(fileNameOf(shown, type)).toBe(shown);
  })));

test.each([
  ['image/jpeg', 'image/jpeg'], ['IMAGE/JPG', 'image/jpeg'], ['audio/x-m4a', 'audio/mp4'], ['text/csv; charset=utf-8', 'text/csv'],
  ['image/heic', null], ['image/svg+xml', null], ['text/html', null], ['application/zip', null], ['', null], ['__proto__', null],
])('%j is taken for %j', (named, type) => {
  expect(mediaTypeOf(named)).toBe(type);
});
