import { expect, test } from '@jest/globals';
import type { Results } from './results.rule.ts';
import { outcomeOf } from './vote.rule.ts';

/** A vote on two options, with so many ballots for each. */
const results = (a: number, b: number): Results => ({
  total: a + b, byMode: [], rate: null, questions: [{
    question: { name: 'ballot' } as never, answered: a + b, mean: null, withheld: false, choices: [{ value: '1', title: '同意', n: a }, { value: '2', title: '不同意', n: b }],
  }],
});
const ballots = (a: number, b: number, secret: boolean) => {
  const { options, chosen, withheld } = outcomeOf(results(a, b), 20, 0, secret);
  return [options.map(({ n }) => n), chosen, withheld];
};

test('an open vote withholds nothing, however few', () => {
  expect(ballots(2, 0, false)).toEqual([[2, 0], ['1'], false]);
});

test('a secret vote of fewer than ten tells what was decided, and not whether all were of one mind', () => {
  expect(ballots(9, 0, true)).toEqual(ballots(5, 4, true));
  expect(ballots(9, 0, true)).toEqual([[null, null], ['1'], true]);
  expect(ballots(10, 0, true)).toEqual([[10, 0], ['1'], false]);
  expect(ballots(0, 0, true)).toEqual([[0, 0], [], false]);
});

test('of one or two secret ballots, what was decided would be what they said: not even that is told', () => {
  for (const [a, b] of [[1, 0], [0, 2], [1, 1]] as const) expect(ballots(a, b, true)).toEqual([[null, null], [], true]);
});
