import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { questionsOf } from './content.rule.ts';
import { fullResults, hidden, published, type Tally } from './results.rule.ts';

const QUESTIONS = questionsOf({ elements: [
  { type: 'radiogroup', name: 'help', choices: ['yes', 'no', 'unsure'] },
  { type: 'checkbox', name: 'with', choices: ['pay', 'scan'], visibleIf: "{help} = 'yes'" },
  { type: 'rating', name: 'content', rateMax: 3 },
  { type: 'text', name: 'age', inputType: 'number' },
] });

/** Tallies as the database makes them. */
function tallied(answers: readonly Readonly<Record<string, string | number | readonly string[]>>[]): Tally[] {
  const counts = new Map<string, Tally>();
  const add = (question: string | null, value: Tally['value']) => {
    const key = JSON.stringify([question, value]);
    counts.set(key, { mode: 'APP', question, value, n: (counts.get(key)?.n ?? 0) + 1 });
  };
  for (const answer of answers) {
    add(null, null);
    for (const [name, given] of Object.entries(answer)) {
      add(name, null);
      for (const value of typeof given === 'object' ? given : [given]) add(name, value);
    }
  }
  return [...counts.values()];
}
const times = <T>(n: number, each: T): T[] => Array.from({ length: n }, () => each);
const everybody = (answers: Parameters<typeof tallied>[0], asked = 200) => published(fullResults(QUESTIONS, tallied(answers), asked), asked);

test('results count what was chosen, the mean of ratings and numbers, and the share of those asked', () => {
  const full = fullResults(QUESTIONS, tallied([{ help: 'yes', with: ['pay', 'scan'], content: 3, age: 70 }, { help: 'no', content: 2, age: 71 }, { help: 'no' }]), 6);
  expect(full).toMatchObject({ total: 3, rate: 0.5, byMode: [{ mode: 'APP', n: 3 }] });
  expect(full.questions.map(({ answered, choices, mean }) => [answered, choices.map(({ n }) => n), mean])).toEqual([
    [3, [1, 2, 0], null], [1, [1, 1], null], [2, [0, 1, 1], 2.5], [2, [], 70.5],
  ]);
});

test('nothing is published of fewer than ten', () => {
  const few = everybody(times(9, { help: 'yes', content: 3 }));
  expect(few).toMatchObject({ total: null, byMode: [], rate: null });
  expect(few.questions.every(({ answered, mean, withheld, choices }) => answered === null && mean === null && withheld && choices.every(({ n }) => n === null))).toBe(true);
});

test('a small choice is withheld with the next larger one, and what it leads to altogether', () => {
  const [help, leadTo] = everybody([...times(12, { help: 'yes', with: ['pay'] }), ...times(3, { help: 'unsure' }), ...times(30, { help: 'no' })]).questions;
  expect(help?.choices.map(({ n }) => n)).toEqual([null, 30, null]);
  expect(help).toMatchObject({ answered: 45, withheld: true });
  expect(leadTo).toMatchObject({ answered: null, withheld: true, choices: [{ n: null }, { n: null }] });
});

test('of several choices those are withheld that few made, or few did not', () => {
  const with20 = everybody([...times(19, { help: 'yes', with: ['pay'] }), { help: 'yes', with: ['pay', 'scan'] }, ...times(20, { help: 'no' })]).questions[1];
  expect(with20?.choices.map(({ n }) => n)).toEqual([20, null]);
  const all = everybody([...times(15, { help: 'yes', with: ['pay', 'scan'] }), ...times(5, { help: 'yes', with: ['pay'] }), ...times(20, { help: 'no' })]).questions[1];
  expect(all?.choices.map(({ n }) => n)).toEqual([20, null]);
});

test('of ratings the mean is left where one of them is small, and nothing where fewer than ten rated', () => {
  const content = (high: number, low: number) => everybody([...times(high, { content: 3 }), ...times(low, { content: 1 }), ...times(20, { help: 'no' })]).questions[2];
  expect(content(20, 5)).toMatchObject({ mean: 2.6, choices: [{ n: null }, { n: null }, { n: null }] });
  expect(content(20, 10)).toMatchObject({ mean: 2.33, withheld: false, choices: [{ n: 10 }, { n: 0 }, { n: 20 }] });
  expect(content(4, 4)).toMatchObject({ answered: null, mean: null });
});

test('what is withheld of a known sum is at least two parts and at least ten, or all there is', () => fc.assert(fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), parts => {
  const gone = hidden(parts);
  const [sum, there] = [parts.reduce((total, n) => total + n, 0), parts.filter(n => n > 0).length];
  const withheld = parts.filter((_, index) => gone[index]);
  expect(parts.some((n, index) => n > 0 && n < 10 && !gone[index])).toBe(false);
  if (withheld.length > 0 && sum >= 10 && there > 1) {
    expect(withheld.length).toBeGreaterThan(1);
    expect(withheld.reduce((total, n) => total + n, 0)).toBeGreaterThanOrEqual(10);
  }
})));
