import { expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { refused } from '../testing/refused.ts';
import { hashPassword, oneTimePassword, passwordFits } from './password.ts';

test('passwords are kept as argon2id with 19 MiB and two passes, salted afresh each time', async () => {
  const [first, second] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{43}$/);
  expect(first).not.toBe(second);
});

test('the right password fits, and no other', async () => {
  const kept = await hashPassword('正确的密码正确的密码');
  expect(await passwordFits(kept, '正确的密码正确的密码')).toBe(true);
  for (const wrong of ['', '正确的密码正确的密', '正确的密码正确的密码 ', 'x'.repeat(10_000)]) expect(await passwordFits(kept, wrong)).toBe(false);
});

test('where there is no password nothing fits, and it is found out the same way', async () => {
  expect(await passwordFits(null, 'anything at all')).toBe(false);
  expect(await passwordFits(null, '')).toBe(false);
});

test('a hash of lighter parameters, from an import, still fits', async () => {
  expect(await passwordFits(await hash('imported once', { memoryCost: 4_096, timeCost: 1 }), 'imported once')).toBe(true);
});

test.each([['', 'none'], ['x'.repeat(9), 'nine characters'], ['x'.repeat(201), '201 characters']])('refused as a password: %#', async password => {
  expect(await refused(hashPassword(password))).toBe('INVALID at password');
});

test('one-time passwords are long enough, and different', async () => {
  const passwords = Array.from({ length: 100 }, oneTimePassword);
  expect(new Set(passwords).size).toBe(100);
  expect(passwords.every(password => /^[\w-]{20}$/.test(password))).toBe(true);
  expect(await passwordFits(await hashPassword(passwords[0] ?? ''), passwords[0] ?? '')).toBe(true);
});
