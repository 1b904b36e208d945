import { expect, test } from '@jest/globals';
import { afterPrefix, soughtBy } from './search.rule.ts';

test.each([
  ['11010519491231002x', { by: 'ID_NUMBER', text: '11010519491231002X' }], [' 13812345678 ', { by: 'PHONE', text: '13812345678' }],
  ['王秀', { by: 'NAME', text: '王秀' }], ['Wang Xiu', { by: 'LETTERS', text: 'wangxiu' }], ['wxy', { by: 'LETTERS', text: 'wxy' }],
  ['Lü', { by: 'LETTERS', text: 'lv' }], ['阿·买', { by: 'NAME', text: '阿·买' }], ['138', { by: 'NAME', text: '138' }], ['  ', null],
  ['138 1234-5678', { by: 'PHONE', text: '13812345678' }], ['１１０１０５１９４９１２３１００２ｘ', { by: 'ID_NUMBER', text: '11010519491231002X' }],
])('%j is looked for as %j', (text, sought) => {
  expect(soughtBy(text)).toEqual(sought);
});

test('a range from a beginning to what comes after it holds all that begins so', () => {
  const bytes = (text: string) => Buffer.from(text);
  for (const text of ['王', '王秀英', '王𠮷', '王\u{10FFFE}']) {
    expect(Buffer.compare(bytes(text), bytes('王')) >= 0 && Buffer.compare(bytes(text), bytes(afterPrefix('王'))) < 0).toBe(true);
  }
  expect(Buffer.compare(bytes('玌'), bytes(afterPrefix('王')))).toBe(1);
});
