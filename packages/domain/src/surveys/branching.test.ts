import { expect, test } from '@jest/globals';
import { refused, refusedNow } from '../testing/refused.ts';
import { Branching, mustHoldTogether } from './branching.ts';

/** Who needs help is asked with what; who does not, why. */
const NEEDS = {
  title: '数字需求调查',
  pages: [
    { name: 'first', elements: [
      { type: 'radiogroup', name: 'help', title: { 'zh-cn': '需要帮助吗', default: 'Do you need help?' }, choices: ['yes', { value: 'no', text: '不需要' }], isRequired: true },
      { type: 'checkbox', name: 'with', choices: ['pay', 'scan', 'card'], maxSelectedChoices: 2, showOtherItem: true, visibleIf: "{help} = 'yes'", isRequired: true },
      { type: 'text', name: 'hours', inputType: 'number', min: 0, max: 40, visibleIf: "{with} contains 'pay'" },
    ] },
    { name: 'second', visibleIf: "{help} = 'no'", elements: [
      { type: 'panel', name: 'why', elements: [{ type: 'comment', name: 'reason', maxLength: 10, isRequired: true }, { type: 'rating', name: 'content' }] },
    ] },
    { name: 'third', elements: [{ type: 'boolean', name: 'again' }, { type: 'text', name: 'since', inputType: 'date' }] },
  ],
};
const answered = async (given: unknown) => (await Branching.of(NEEDS)).answered(given);
const no = (given: unknown) => refused(answered(given));

test('a questionnaire that holds together is taken, and its own branch has to be answered', async () => {
  await mustHoldTogether(NEEDS);
  expect(await answered({ help: 'yes', with: ['pay', 'other'], 'with-Comment': ' 挂号 ', hours: 4, again: false, since: '2026-01-05' })).toEqual({
    values: { help: 'yes', with: ['pay', 'other'], 'with-Comment': true, hours: 4, again: false, since: '2026-01-05' }, words: { 'with-Comment': '挂号' },
  });
  expect(await answered({ help: 'no', reason: '会用', content: 5 })).toEqual({ values: { help: 'no', reason: true, content: 5 }, words: { reason: '会用' } });
  expect(await no({ help: 'yes' })).toBe('INVALID at answers.with');
  expect(await no({ help: 'no' })).toBe('INVALID at answers.reason');
  expect(await no({ again: true })).toBe('INVALID at answers.help');
});

test('answers to what was not shown are left out, also where only they had shown it', async () => {
  expect(await answered({ help: 'no', reason: '会用', with: ['pay'], hours: 3 })).toEqual({ values: { help: 'no', reason: true }, words: { reason: '会用' } });
});

test.each([
  ['a choice that is not offered', { help: 'maybe' }, 'help'],
  ['too many choices', { help: 'yes', with: ['pay', 'scan', 'card'] }, 'with'],
  ['the same choice twice', { help: 'yes', with: ['pay', 'pay'] }, 'with'],
  ['another choice without words', { help: 'yes', with: ['other'] }, 'with'],
  ['a number beyond its bounds', { help: 'yes', with: ['pay'], hours: 41 }, 'hours'],
  ['a number as text', { help: 'yes', with: ['pay'], hours: '4' }, 'hours'],
  ['too many words', { help: 'no', reason: '一二三四五六七八九十一' }, 'reason'],
  ['a rating beyond its scale', { help: 'no', reason: '会', content: 6 }, 'content'],
  ['a day that does not exist', { help: 'no', reason: '会', since: '2026-02-30' }, 'since'],
  ['a yes in words', { help: 'no', reason: '会', again: 'yes' }, 'again'],
  ['what nobody asked', { help: 'no', reason: '会', shoe: 42 }, 'shoe'],
])('%s is refused by the name of its question', async (_, given, name) => {
  expect(await no(given)).toBe(`INVALID at answers.${name}`);
});

test('no answer at all is none', async () => {
  const voluntary = await Branching.of({ elements: [{ type: 'boolean', name: 'a' }] });
  expect(refusedNow(() => voluntary.answered({ a: null }))).toBe('INVALID at answers');
  expect(refusedNow(() => voluntary.answered(['a']))).toBe('INVALID at answers');
});

const one = (element: object) => ({ pages: [{ name: 'p', elements: [element] }] });
test.each([
  ['a type that is not understood', one({ type: 'file', name: 'photo' }), 'pages.0.elements.0.type'],
  ['choices fetched from elsewhere', one({ type: 'dropdown', name: 'a', choices: [1], choicesByUrl: { url: 'http://10.0.0.1' } }), 'pages.0.elements.0.choicesByUrl'],
  ['a pattern that could keep the process busy', one({ type: 'text', name: 'a', validators: [{ type: 'regex', regex: '(a+)+$' }] }), 'pages.0.elements.0.validators'],
  ['triggers', { ...one({ type: 'boolean', name: 'a' }), triggers: [] }, 'triggers'],
  ['a question without a name', one({ type: 'boolean' }), 'pages.0.elements.0.name'],
  ['no choices', one({ type: 'radiogroup', name: 'a', choices: [] }), 'pages.0.elements.0.choices'],
  ['two questions of one name', { elements: [{ type: 'boolean', name: 'a' }, { type: 'boolean', name: 'a' }] }, 'elements.1'],
  ['a condition that cannot be read', one({ type: 'boolean', name: 'a', visibleIf: '{b} = ' }), 'pages.0.elements.0.visibleIf'],
  ['a condition on what nobody asks', one({ type: 'boolean', name: 'a', visibleIf: '{b} = 1' }), 'pages.0.elements.0.visibleIf'],
])('%s is refused where it stands', async (_, content, path) => {
  expect(await refused(mustHoldTogether(content))).toBe(`INVALID at content.${path}`);
});

test('nothing is no questionnaire', async () => {
  expect(await refused(mustHoldTogether({ pages: [] }))).toBe('INVALID at content');
  expect(await refused(mustHoldTogether([] as never))).toBe('INVALID at content');
});
