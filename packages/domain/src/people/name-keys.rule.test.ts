import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameKeys } from './name-keys.rule.ts';

test.each([
  ['张三丰', 'zhangsanfeng', 'zsf'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['仇英', 'qiuying', 'qy'],
  ['欧阳娜娜', 'ouyangnana', 'oynn'],
  ['尉迟恭', 'yuchigong', 'ycg'],
  ['吕布', 'lvbu', 'lb'],
  ['阿卜杜拉·买买提', 'abudulamaimaiti', 'abdlmmt'],
  ['Li Lei', 'lilei', 'll'],
  ['—', '', ''],
])('%s is found by %s and %s', (name, namePinyin, nameInitials) => {
  expect(nameKeys(name)).toEqual({ namePinyin, nameInitials });
});

test('keys are written in letters and digits of one case, whatever the name', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), name => {
  const { namePinyin, nameInitials } = nameKeys(name);
  expect(namePinyin).not.toMatch(/[^\p{L}\p{N}]/u);
  expect([...nameInitials].length).toBeLessThanOrEqual([...namePinyin].length);
})));
