import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskIdNumber, maskName, maskNumbers, maskPhone } from './masking.ts';

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

test.each([
  ['电话13812345678，谢谢', '电话***********，谢谢'], ['138 1234 5678', '*** **** ****'], ['+86-138-1234-5678', '+**-***-****-****'],
  ['身份证11010519491231002X', '身份证******************'], ['110105 19491231 002x', '****** ******** ****'], ['0391-6633123', '****-*******'],
  ['１３８１２３４５６７８', '***********'], ['3栋2单元101室，2026-11-21 10:30', '3栋2单元101室，2026-11-21 10:30'], ['', ''], ['赔偿12000元', '赔偿12000元'],
])('of the text %j %j is shown', (text, shown) => {
  expect(maskNumbers(text)).toBe(shown);
});

test('whatever stands around it, no mobile or ID number stays', () => fc.assert(fc.property(
  fc.string(), fc.constantFrom('13812345678', '19900001111', '440524188001010014', '11010519491231002X'), fc.constantFrom('', ' ', '-', '·'), fc.integer({ min: 1, max: 10 }), fc.string(),
  (before, number, separator, at, after) => {
    const masked = maskNumbers(`${before}${number.slice(0, at)}${separator}${number.slice(at)}${after}`);
    expect(masked.replaceAll(/[ ·-]/g, '')).not.toContain(number.slice(0, 11));
  })));
