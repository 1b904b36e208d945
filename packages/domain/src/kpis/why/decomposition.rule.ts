import { total } from '../comparison/intervals.rule.ts';

/** What one part of a whole has shown: events, and of how many. */
export interface Share {
  readonly events: number;
  readonly n: number;
}

/** A part at both times. */
export interface ChangedPart {
  readonly before: Share;
  readonly after: Share;
}

/** How much of a change comes from the rates of the parts, and how much from their weights. */
export interface Effects {
  readonly rate: number;
  readonly mix: number;
}

export interface Decomposition extends Effects {
  readonly parts: readonly Effects[];
}

/**
 * Splits the change of a rate of a whole into what its parts' own rates did, each at the mean of its two weights, and what
 * their weights did, each at the mean of its two rates (Kitagawa 1955, Components of a difference between two rates, with
 * the interaction shared equally). A part's mix effect is taken against the mean of the whole: a part whose rate lies below
 * it lowers the whole by growing. Rate and mix of all parts sum to the change.
 * @returns null where there is nothing to divide by at either time
 */
export function decompose(parts: readonly ChangedPart[]): Decomposition | null {
  const [before, after] = [totalOf(parts.map(part => part.before)), totalOf(parts.map(part => part.after))];
  if (before.n <= 0 || after.n <= 0) return null;
  const middle = (before.events / before.n + after.events / after.n) / 2;
  const effects = parts.map(part => effectsOf(part, before.n, after.n, middle));
  return { rate: total(effects.map(({ rate }) => rate)), mix: total(effects.map(({ mix }) => mix)), parts: effects };
}

function effectsOf({ before, after }: ChangedPart, nBefore: number, nAfter: number, middle: number): Effects {
  const [weightBefore, weightAfter] = [before.n / nBefore, after.n / nAfter];
  if ([before, after].some(({ events, n }) => n === 0 && events !== 0)) {
    // Events of nobody have no rate, such as complaints where no one lives any more; then all that the part changed is called rate.
    return { rate: after.events / nAfter - before.events / nBefore - middle * (weightAfter - weightBefore), mix: 0 };
  }
  // Whoever was not there before, or is not any more, has changed no rate of their own.
  const from = before.n > 0 ? before.events / before.n : after.n > 0 ? after.events / after.n : 0;
  const to = after.n > 0 ? after.events / after.n : from;
  return { rate: (to - from) * ((weightBefore + weightAfter) / 2), mix: (weightAfter - weightBefore) * ((from + to) / 2 - middle) };
}

function totalOf(shares: readonly Share[]): Share {
  return { events: total(shares.map(({ events }) => events)), n: total(shares.map(({ n }) => n)) };
}
