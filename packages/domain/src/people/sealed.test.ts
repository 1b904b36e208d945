import { expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Sealer } from './sealed.ts';

const key = randomBytes(32);
const sealer = new Sealer(key);

const NOT_OPENED = /unable to authenticate|authentication tag|initialization vector|unknown version/i;

/** The sealed text with one bit of its bytes turned. */
function tampered(sealed: string, bit: number): string {
  const bytes = Buffer.from(sealed.slice(2), 'base64url');
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return `1.${bytes.toString('base64url')}`;
}

test('what was sealed is opened again, whatever it was', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), plain => {
  expect(sealer.open(sealer.seal(plain))).toBe(plain);
})));

test('the same value sealed twice cannot be told to be the same', () => {
  const sealed = Array.from({ length: 200 }, () => sealer.seal('13812345678'));
  expect(new Set(sealed).size).toBe(200);
  expect(new Set(sealed.map(text => text.slice(2, 18))).size).toBe(200);
  expect(sealed.some(text => text.includes('13812345678'))).toBe(false);
});

test('every turned bit is noticed', () => {
  const sealed = sealer.seal('13812345678');
  const bits = Buffer.from(sealed.slice(2), 'base64url').length * 8;
  for (let bit = 0; bit < bits; bit++) expect(() => sealer.open(tampered(sealed, bit))).toThrow(NOT_OPENED);
});

test('what was cut short, lengthened or put together from two is noticed', () => {
  const [one, other] = [sealer.seal('13812345678'), sealer.seal('13987654321')];
  for (const sealed of [one, sealer.seal('')]) { // of nothing, a part of the tag would be right as far as it goes
    const bytes = Buffer.from(sealed.slice(2), 'base64url');
    for (let length = 0; length < bytes.length; length++) expect(() => sealer.open(`1.${bytes.subarray(0, length).toString('base64url')}`)).toThrow(NOT_OPENED);
  }
  expect(() => sealer.open(`${one}AAAA`)).toThrow(NOT_OPENED);
  expect(() => sealer.open(one.slice(0, 30) + other.slice(30))).toThrow(NOT_OPENED);
});

test.each(['', '1.', '1', '2.AAAA', 'plain text', '13812345678', '1.!!!!'])('%j is not sealed', text => {
  expect(() => sealer.open(text)).toThrow(NOT_OPENED);
});

test('another installation\'s key opens nothing, and finds nothing', () => {
  const other = new Sealer(randomBytes(32));
  expect(() => other.open(sealer.seal('13812345678'))).toThrow(NOT_OPENED);
  expect(other.index(101, 'phone', '13812345678')).not.toBe(sealer.index(101, 'phone', '13812345678'));
});

test('a value is found by its index in its own district and field, and nowhere else', () => {
  const index = sealer.index(101, 'phone', '13812345678');
  expect(new Sealer(key).index(101, 'phone', '13812345678')).toBe(index);
  const others = [
    sealer.index(102, 'phone', '13812345678'), sealer.index(101, 'idNumber', '13812345678'), sealer.index(101, 'phone', '13812345679'),
    sealer.index(10, '1\nphone', '13812345678'),
  ];
  expect(new Set([index, ...others]).size).toBe(5);
  expect(index).toMatch(/^[\w-]{43}$/);
});
