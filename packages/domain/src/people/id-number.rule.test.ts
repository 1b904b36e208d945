import { expect, test } from '@jest/globals';
import { isIdNumber, isMobile } from './id-number.rule.ts';

test.each(['11010519491231002X', '440524188001010014'])('%s, of the standard\'s own examples, is an ID number', valid => {
  expect(isIdNumber(valid)).toBe(true);
});

test('no other check digit fits', () => {
  for (const valid of ['11010519491231002X', '440524188001010014']) {
    const fitting = [...'0123456789X'].filter(check => isIdNumber(valid.slice(0, 17) + check));
    expect(fitting).toEqual([valid.at(-1)]);
  }
});

test('every single wrong digit, and every two neighbours exchanged, is noticed', () => {
  const valid = '440524188001010014';
  const wrong = [...valid].slice(0, 17).flatMap((own, at) => {
    const [before, next = '', after] = [valid.slice(0, at), valid[at + 1], valid.slice(at + 1)];
    return [...[...'0123456789'].filter(digit => digit !== own).map(digit => before + digit + after), ...(own === next ? [] : [before + next + own + after.slice(1)])];
  });
  expect(wrong.length).toBeGreaterThan(160);
  expect(wrong.filter(isIdNumber)).toEqual([]);
});

/** The number with a birth date put in and the check digit made right. */
function bornOn(date: string): string {
  const body = `110105${date}002`;
  return [...'0123456789X'].map(check => body + check).find(candidate => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    const sum = [...candidate].reduce((total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (weights[at] ?? 0), 0);
    return sum % 11 === 1;
  }) ?? '';
}

test('the birth date exists', () => {
  for (const date of ['19491231', '20000229', '19640229']) expect(isIdNumber(bornOn(date))).toBe(true);
  for (const date of ['19490229', '19000229', '19491301', '19490001', '19490100', '19490431', '19491232']) {
    expect([date, isIdNumber(bornOn(date))]).toEqual([date, false]);
  }
});

test.each(['', '11010519491231002', '11010519491231002XX', '11010519491231002x', '1101051949123100２X', ' 11010519491231002X', '110105491231002', '11010519491231002X\n'])(
  '%j is none', junk => {
    expect(isIdNumber(junk)).toBe(false);
  });

test('mobile numbers have eleven digits and begin with 13 to 19', () => {
  for (const valid of ['13000000000', '13812345678', '19999999999']) expect(isMobile(valid)).toBe(true);
  for (const wrong of ['', '12812345678', '1381234567', '138123456789', '+8613812345678', '138 1234 5678', '１３８12345678', '0391-6633123', '13812345678\n', '1381234567a']) {
    expect([wrong, isMobile(wrong)]).toEqual([wrong, false]);
  }
});
