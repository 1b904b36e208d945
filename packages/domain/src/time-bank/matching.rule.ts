/** Somebody who could serve, as far as it matters for a request. */
export interface Candidate {
  readonly volunteerId: string;
  readonly hasSkill: boolean;
  /** Steps up the tree from where the service is needed to a place above both: 0 the same grid, 1 the same community … */
  readonly distance: number;
  /** Whether their hours hold the time that is asked for; null when none is. */
  readonly available: boolean | null;
  /** Services they missed, and those they gave, of the last year. */
  readonly noShows: number;
  readonly served: number;
}

/** Why somebody is proposed, or comes later: 有相应技能, 住得近, 时间合适, 有经验, 曾爽约. */
export const MATCH_REASONS = ['SKILL', 'NEAR', 'AVAILABLE', 'EXPERIENCED', 'NO_SHOWS'] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

/** One reason, and what it is worth; negative for what speaks against. */
export interface Weighed {
  readonly reason: MatchReason;
  readonly points: number;
}

export interface Proposal {
  readonly volunteerId: string;
  /** 0 to 100. */
  readonly score: number;
  readonly reasons: readonly Weighed[];
}

const SKILL = 40;
const NEAREST = 30;
const PER_STEP = 10;
const AVAILABLE = 20;
const MOST_EXPERIENCE = 10;
const PER_NO_SHOW = -15;

/** How well somebody fits, with every reason; the score is the sum of the reasons, between 0 and 100. */
export function proposalOf({ volunteerId, hasSkill, distance, available, noShows, served }: Candidate): Proposal {
  const reasons: Weighed[] = [
    { reason: 'SKILL' as const, points: hasSkill ? SKILL : 0 },
    { reason: 'NEAR' as const, points: Math.max(0, NEAREST - PER_STEP * distance) },
    { reason: 'AVAILABLE' as const, points: available ? AVAILABLE : 0 },
    { reason: 'EXPERIENCED' as const, points: Math.min(MOST_EXPERIENCE, served) },
    { reason: 'NO_SHOWS' as const, points: PER_NO_SHOW * noShows },
  ].filter(({ points }) => points !== 0);
  return { volunteerId, score: Math.min(100, Math.max(0, reasons.reduce((sum, { points }) => sum + points, 0))), reasons };
}

/** The best first; whoever lacks the skill, or has no time then, is not proposed. */
export function proposed(candidates: readonly Candidate[], most: number): Proposal[] {
  return candidates.filter(({ hasSkill, available }) => hasSkill && available !== false).map(proposalOf)
    .toSorted((a, b) => b.score - a.score || (a.volunteerId < b.volunteerId ? -1 : 1)).slice(0, most);
}
