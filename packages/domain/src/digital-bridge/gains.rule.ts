/** 需要帮助, 有人帮助能做, 独立会做. How well somebody does something. */
export const SKILL_LEVELS = ['NEEDS_HELP', 'WITH_HELP', 'BY_HERSELF'] as const;
export type SkillLevel = (typeof SKILL_LEVELS)[number];

/** What was seen of one skill of one person, and has not been voided. */
export interface Observed {
  readonly id: string;
  readonly level: SkillLevel;
  readonly observedAt: Date;
}

/** What follows from all that was seen, whatever the order in which it was recorded. */
export interface Learned<O extends Observed> {
  /** What counts: the newest. */
  readonly latest: O | null;
  /** 新学会. The first time somebody did it by themselves after they had been seen not to; whoever always could has gained nothing. */
  readonly gained: O | null;
}

/** @param observed of one skill of one person, in any order */
export function learned<O extends Observed>(observed: readonly O[]): Learned<O> {
  const inTime = observed.toSorted((a, b) => a.observedAt.getTime() - b.observedAt.getTime() || (a.id < b.id ? -1 : 1));
  const couldNot = inTime.findIndex(({ level }) => level !== 'BY_HERSELF');
  const gained = couldNot < 0 ? undefined : inTime.slice(couldNot).find(({ level }) => level === 'BY_HERSELF');
  return { latest: inTime.at(-1) ?? null, gained: gained ?? null };
}
