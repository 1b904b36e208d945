import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskIdNumber, maskName, maskPhone } from './masking.ts';

test.each([['张三丰', '张**'], ['张三', '张*'], ['张', '张*'], ['', ''], ['欧阳娜娜', '欧***'], ['𠮷野家', '𠮷**'], ['Li Lei', 'L*****']])(
  'of the name %j %j is shown', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

test.each([['13812345678', '138****5678'], ['0391-6633123', '039****3123'], ['6633123', '*******'], ['12345', '*****'], ['', ''], ['1234567890', '**********']])(
  'of the number %j %j is shown', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });

test.each([['11010519491231002X', '1****************X'], ['', ''], ['1', '*'], ['12', '**'], ['123', '1*3']])(
  'of the ID number %j %j is shown', (idNumber, shown) => {
    expect(maskIdNumber(idNumber)).toBe(shown);
  });

test('no mask shows the whole of two characters or more', () => fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), text => {
  fc.pre(!text.includes('*'));
  for (const mask of [maskName, maskPhone, maskIdNumber]) expect(mask(text)).not.toContain(text);
})));
