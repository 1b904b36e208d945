import { expect, test } from '@jest/globals';
import { proposalOf, proposed, type Candidate } from './matching.rule.ts';

const neighbour: Candidate = { volunteerId: 'neighbour', hasSkill: true, distance: 0, available: true, noShows: 0, served: 3 };

test('a neighbour with the skill, the time and some experience fits well, and the reasons say so', () => {
  expect(proposalOf(neighbour)).toEqual({
    volunteerId: 'neighbour', score: 93,
    reasons: [{ reason: 'SKILL', points: 40 }, { reason: 'NEAR', points: 30 }, { reason: 'AVAILABLE', points: 20 }, { reason: 'EXPERIENCED', points: 3 }],
  });
});

test('the nearer come first; who has missed services comes later; who lacks the skill or the time is not proposed', () => {
  const all = [
    { ...neighbour, volunteerId: 'street', distance: 2 }, { ...neighbour, volunteerId: 'unreliable', noShows: 2 }, { ...neighbour, volunteerId: 'busy', available: false },
    { ...neighbour, volunteerId: 'unskilled', hasSkill: false }, neighbour, { ...neighbour, volunteerId: 'community', distance: 1, available: null },
  ];
  expect(proposed(all, 10).map(({ volunteerId }) => volunteerId)).toEqual(['neighbour', 'street', 'community', 'unreliable']);
  expect(proposed(all, 1).map(({ volunteerId }) => volunteerId)).toEqual(['neighbour']);
});

test('a score is never below 0 or above 100', () => {
  expect(proposalOf({ ...neighbour, noShows: 50 }).score).toBe(0);
  expect(proposalOf({ ...neighbour, served: 500 }).score).toBe(100);
});
