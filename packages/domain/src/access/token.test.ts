import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDistrictId } from '../shared/roles.ts';
import { digestOf, districtOf, newToken } from './token.ts';

const tail = 'A'.repeat(43);

test('a token names its district and carries 256 random bits', () => {
  expect(newToken(419_001)).toMatch(/^419001\.[\w-]{43}$/);
  expect(new Set(Array.from({ length: 100 }, () => newToken(1))).size).toBe(100);
});

test('the district of every new token is read back', () => {
  for (const district of [1, 419_001, 1_000_000_000, 2_147_483_647]) expect(districtOf(newToken(district))).toBe(district);
});

test.each([
  '', '.', tail, `.${tail}`, `0.${tail}`, `00.${tail}`, `0101.${tail}`, `-1.${tail}`, `1.5.${tail}`, `1e3.${tail}`, `2147483648.${tail}`, `99999999999.${tail}`,
  `101.${tail}A`, `101.${tail.slice(1)}`, `101.${tail.slice(1)}!`, ` 101.${tail}`, `101.${tail}\n`, `１０１.${tail}`, `101;${tail}`, `101.'; drop table session; --${tail}`,
])('no token: %j', junk => {
  expect(districtOf(junk)).toBeNull();
});

test('whatever is read as a district can be one', () => fc.assert(fc.property(fc.string(), fc.integer(), (junk, number) => {
  for (const token of [junk, `${junk}.${tail}`, `${number}.${tail}`]) {
    const district = districtOf(token);
    expect(district === null || isDistrictId(district)).toBe(true);
  }
})));

test('what is kept of a token is a digest that does not lead back to it', () => {
  const token = newToken(101);
  expect(digestOf(token)).toMatch(/^[\w-]{43}$/);
  expect(digestOf(token)).toBe(digestOf(token));
  expect(digestOf(`${token} `)).not.toBe(digestOf(token));
  expect(digestOf(token)).not.toContain(token.slice(4));
});
