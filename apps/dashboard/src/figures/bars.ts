import type { CompareQuery, IndicatorUpdatedSubscription } from '../generated/documents.ts';

type Comparison = CompareQuery['compare'];
type Compared = Comparison['values'][number];
export type Change = Extract<IndicatorUpdatedSubscription['indicatorUpdated'], { readonly values: unknown }>;

/** One community's figure, beside the period before. */
export interface Bar extends Compared {
  /** How often it has moved since it was read. */
  readonly moves: number;
}

/** The figures of a street's communities as they are known at a revision. */
export interface Figures {
  readonly revision: number;
  readonly period: Comparison['period'];
  readonly bars: readonly Bar[];
  /** When they were read or last changed, by this machine's clock. */
  readonly at: number;
  /** What moved last. */
  readonly moved: readonly Bar[];
}

/** @param before what was shown until now: bars that read differently have moved */
export function figuresOf({ revision, period, values }: Comparison, at: number, before: Figures | null): Figures {
  const known = new Map(before?.bars.map(bar => [bar.current.place.id, bar]));
  const bars = values.map(value => ({ ...value, moves: movesOf(known.get(value.current.place.id), value.current) }));
  return { revision, period, bars, at, moved: bars.filter(bar => bar.moves > (known.get(bar.current.place.id)?.moves ?? 0)) };
}

/** Takes in a push. One older than what is known says nothing new. */
export function changed(figures: Figures, { revision, values }: Change, at: number): Figures {
  if (revision < figures.revision) return figures;
  const news = new Map(values.map(value => [value.place.id, value]));
  const bars = figures.bars.map(bar => {
    const { place } = bar.current;
    const value = news.get(place.id);
    return value ? { ...bar, current: { ...bar.current, ...value, place }, moves: movesOf(bar, value) } : bar;
  });
  return { ...figures, revision, at, bars, moved: bars.filter((bar, n) => bar.moves !== figures.bars[n]?.moves) };
}

/** Whether a push speaks of the period that is shown; at midnight another one may begin. */
export function isOf({ period }: Figures, { values }: Change): boolean {
  return values.every(value => value.period.from === period.from);
}

export type Order = 'CODE' | 'VALUE';

/** By place code, or the greatest value first and those without one last. */
export function ordered(bars: readonly Bar[], order: Order): Bar[] {
  const worth = ({ current: { state, value } }: Bar) => (state === 'OK' ? (value ?? -1) : state === 'TOO_FEW' ? -1 : state === 'NO_DATA' ? -2 : -3);
  const byCode = (a: Bar, b: Bar) => (a.current.place.code < b.current.place.code ? -1 : 1);
  return bars.toSorted(order === 'CODE' ? byCode : (a, b) => worth(b) - worth(a) || byCode(a, b));
}

function movesOf(before: Bar | undefined, { numerator, denominator, state }: Pick<Compared['current'], 'numerator' | 'denominator' | 'state'>): number {
  if (!before) return 0;
  const { current, moves } = before;
  return current.numerator === numerator && current.denominator === denominator && current.state === state ? moves : moves + 1;
}
