import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SKILL_LEVELS, learned, type SkillLevel } from './gains.rule.ts';

const seen = (...levels: SkillLevel[]) => levels.map((level, n) => ({ id: String(n), level, observedAt: new Date(n * 1_000) }));
const times = (...levels: SkillLevel[]) => learned(seen(...levels)).gained?.observedAt.getTime();

test('somebody has newly learned it the first time they do it alone after they could not', () => {
  expect(times('NEEDS_HELP', 'WITH_HELP', 'BY_HERSELF', 'BY_HERSELF')).toBe(2_000);
  expect(times('BY_HERSELF', 'NEEDS_HELP', 'BY_HERSELF')).toBe(2_000);
  expect(times('NEEDS_HELP', 'BY_HERSELF', 'NEEDS_HELP')).toBe(1_000);
});

test('whoever always could, or never could, has gained nothing', () => {
  expect(times('BY_HERSELF', 'BY_HERSELF')).toBeUndefined();
  expect(times('NEEDS_HELP', 'WITH_HELP')).toBeUndefined();
  expect(times()).toBeUndefined();
});

test('the order in which observations are recorded does not matter, and the newest counts', () => fc.assert(fc.property(
  fc.array(fc.record({ id: fc.uuid(), level: fc.constantFrom(...SKILL_LEVELS), observedAt: fc.date({ noInvalidDate: true }) })),
  observed => {
    const forwards = learned(observed);
    expect(learned(observed.toReversed())).toEqual(forwards);
    expect(observed.every(({ observedAt }) => observedAt <= (forwards.latest?.observedAt ?? observedAt))).toBe(true);
    if (forwards.gained) expect(observed.some(({ level, observedAt }) => level !== 'BY_HERSELF' && observedAt <= forwards.gained!.observedAt)).toBe(true);
  })));
