import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { districtLiteral, enterDistrict, isDistrictId, rolePassword, ROLES, roleUrl } from './roles.ts';

test('a district enters a statement as digits alone', () => {
  expect(enterDistrict(419_001)).toBe(`set local app.district_id = '419001'`);
  expect(districtLiteral(2_147_483_647)).toBe('2147483647');
});

test.each([
  0, -1, 1.5, NaN, Infinity, 2_147_483_648, 1e21, null, undefined, '1', `1'; drop table place; --`, [1], { valueOf: () => 1 }, true, 1n,
])('%p is no district', junk => {
  expect(isDistrictId(junk)).toBe(false);
  expect(() => districtLiteral(junk as number)).toThrow(RangeError);
  expect(() => enterDistrict(junk as number)).toThrow(RangeError);
});

test('whatever is let through is written as digits', () => fc.assert(fc.property(fc.oneof(fc.integer(), fc.double(), fc.anything()), value => {
  if (isDistrictId(value)) expect(districtLiteral(value as number)).toMatch(/^[1-9]\d{0,9}$/);
  else expect(() => districtLiteral(value as number)).toThrow(Error);
})));

test('each role has a password of its own, which another installation cannot know', () => {
  const passwords = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].flatMap(key => ROLES.map(role => rolePassword(key, role)));
  expect(new Set(passwords).size).toBe(2 * ROLES.length);
  expect(Math.min(...passwords.map(password => password.length))).toBeGreaterThanOrEqual(43);
});

test('a role signs in to the same server and database, with its own credentials alone', () => {
  const url = new URL(roleUrl('postgres://admin:secret@db.example:6543/linli?sslmode=require', 'linli_reader', Buffer.alloc(32)));
  expect([url.username, url.host, url.pathname, url.search]).toEqual(['linli_reader', 'db.example:6543', '/linli', '?sslmode=require']);
  expect(url.href).not.toContain('secret');
});
