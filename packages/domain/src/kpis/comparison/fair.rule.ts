import type { Better } from '../language/indicator.ts';
import type { Family, Shown } from './family.rule.ts';
import { funnelOf } from './funnel.rule.ts';
import type { Interval } from './intervals.rule.ts';
import { rankIntervals, type RankInterval } from './ranks.rule.ts';
import { shrunk } from './shrunk.rule.ts';

/** What a difference means. UNUSUAL: it means something, but more of it is neither better nor worse. */
export const VERDICTS = ['BETTER', 'AS_EXPECTED', 'WORSE', 'UNUSUAL', 'TOO_FEW'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Where a place stands in its group. */
export interface Standing {
  /** Where the place's true rate lies, with 95 %. */
  readonly interval: Interval;
  /** Within which a place of its size stays by chance, with 95 % and with 99.8 %; null in a group of one. */
  readonly expected: { readonly usual: Interval; readonly nearlyAlways: Interval } | null;
  readonly verdict: Verdict;
  /** Its value, drawn towards the group's rate by how little it says. */
  readonly shrunk: number;
  /** Null where nothing is better, or too little is known. */
  readonly ranks: RankInterval | null;
}

/** How a group stands, and each place in it. */
export interface FairComparison {
  /** All events ÷ all n; null in a group of one. */
  readonly rate: number | null;
  readonly dispersion: number | null;
  /** One a place, in their order; null where it has shown nothing. */
  readonly standings: readonly (Standing | null)[];
}

/** What is fair to say of an indicator's values side by side. */
export interface Fairness {
  readonly family: Family;
  readonly better: Better;
  /** Below this `n` no verdict is given. */
  readonly minimumN: number;
}

/**
 * Compares a group of places without mistaking chance for merit. The verdict asks for 99.8 %: of twelve indicators of
 * thirty-five communities twenty-one lie outside 95 % by chance alone, and one outside 99.8 %.
 */
export function compareFairly({ family, better, minimumN }: Fairness, places: readonly Shown[]): FairComparison {
  const shown = places.filter(({ n }) => n > 0);
  const funnel = funnelOf(family, shown);
  const drawn = shrunk(family, funnel?.rate ?? 0, shown);
  const enough = shown.filter(({ n }) => n >= minimumN);
  const ranks = better === 'NEITHER' ? [] : rankIntervals(family, enough, better === 'HIGHER');
  const standings = new Map(shown.map((place, at) => {
    const value = place.events / place.n;
    const expected = funnel && { usual: funnel.limits(place.n, 0.95), nearlyAlways: funnel.limits(place.n, 0.998) };
    return [place, {
      interval: family.interval(place),
      expected,
      verdict: place.n < minimumN ? 'TOO_FEW' : verdictOf(better, value, expected?.nearlyAlways),
      shrunk: funnel ? (drawn[at] ?? value) : value,
      ranks: ranks[enough.indexOf(place)] ?? null,
    } satisfies Standing];
  }));
  return { rate: funnel?.rate ?? null, dispersion: funnel?.dispersion ?? null, standings: places.map(place => standings.get(place) ?? null) };
}

function verdictOf(better: Better, value: number, expected: Interval | undefined): Verdict {
  if (!expected || (value >= expected.low && value <= expected.high)) return 'AS_EXPECTED';
  if (better === 'NEITHER') return 'UNUSUAL';
  return (value > expected.high) === (better === 'HIGHER') ? 'BETTER' : 'WORSE';
}
