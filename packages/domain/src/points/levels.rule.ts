import { Refusal } from '../shared/refusal.ts';
import { words } from '../shared/words.ts';
import { MOST } from '../ledger/posting.rule.ts';

/** 等级. What somebody is called who has earned so many points, spent or not. */
export interface Level {
  readonly name: string;
  /** Points earned in all, from which on. */
  readonly from: number;
}

const MOST_LEVELS = 20;

/** The highest level that so many points reach; null below the first. */
export function levelOf(levels: readonly Level[], earned: number): Level | null {
  return levels.findLast(({ from }) => from <= earned) ?? null;
}

/** @throws Refusal INVALID for too many levels, a name of no or too many characters, or points that do not rise */
export function checkedLevels(levels: readonly Level[]): Level[] {
  if (levels.length > MOST_LEVELS) throw new Refusal('INVALID', `A scheme has at most ${MOST_LEVELS} levels.`, ['levels']);
  return levels.map(({ name, from }, n) => {
    const before = levels[n - 1]?.from ?? -1;
    if (!Number.isSafeInteger(from) || from <= before || from > MOST) {
      throw new Refusal('INVALID', 'Each level begins at more points than the one before, whole and not below 0.', ['levels', String(n), 'from']);
    }
    return { name: words(name, 20, 'levels', String(n), 'name'), from };
  });
}
