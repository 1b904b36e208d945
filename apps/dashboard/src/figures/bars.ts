import type { CompareQuery, IndicatorUpdatedSubscription } from '../generated/documents.ts';

type Comparison = CompareQuery['compare'];
type Compared = Comparison['values'][number];
export type Change = Extract<IndicatorUpdatedSubscription['indicatorUpdated'], { readonly values: unknown }>;

/** One indicator of one place, with what it stands beside. */
export interface Bar extends Compared {
  /** How often it has moved since it was read. */
  readonly moves: number;
}

/** The figures of places as they are known at a revision. */
export interface Figures extends Pick<Comparison, 'revision' | 'period' | 'indicators'> {
  readonly bars: readonly Bar[];
  /** When they were read or last changed, by this machine's clock. */
  readonly at: number;
  /** What moved last. */
  readonly moved: readonly Bar[];
}

/** @param before what was shown until now: bars that read differently have moved */
export function figuresOf({ revision, period, indicators, values }: Comparison, at: number, before: Figures | null): Figures {
  const known = new Map(before?.bars.map(bar => [keyOf(bar.current), bar]));
  const bars = values.map(value => ({ ...value, moves: movesOf(known.get(keyOf(value.current)), value.current) }));
  return { revision, period, indicators, bars, at, moved: bars.filter(bar => bar.moves > (known.get(keyOf(bar.current))?.moves ?? 0)) };
}

/** Takes in a push. One older than what is known says nothing new. */
export function changed(figures: Figures, { revision, values }: Change, at: number): Figures {
  if (revision < figures.revision) return figures;
  const news = new Map(values.map(value => [keyOf(value), value]));
  const bars = figures.bars.map(bar => {
    const value = news.get(keyOf(bar.current));
    return value ? { ...bar, current: { ...bar.current, ...value, place: bar.current.place }, moves: movesOf(bar, value) } : bar;
  });
  return { ...figures, revision, at, bars, moved: bars.filter((bar, n) => bar.moves !== figures.bars[n]?.moves) };
}

/** Whether a push speaks of the period that is shown; at midnight another one may begin. */
export function isOf({ period }: Figures, { values }: Change): boolean {
  return values.every(value => value.period.from === period.from);
}

export const ORDERS = ['CODE', 'VALUE', 'VERDICT'] as const;
export type Order = (typeof ORDERS)[number];

/** By place code; or the greatest value first and those without one last; or what needs somebody first. */
export function ordered(bars: readonly Bar[], order: Order): Bar[] {
  const worth = ({ current: { state, value } }: Bar) => (state === 'OK' ? (value ?? -1) : state === 'TOO_FEW' ? -1 : state === 'NO_DATA' ? -2 : -3);
  const byCode = (a: Bar, b: Bar) => (a.current.place.code < b.current.place.code ? -1 : 1);
  switch (order) {
    case 'CODE': return bars.toSorted(byCode);
    case 'VALUE': return bars.toSorted((a, b) => worth(b) - worth(a) || byCode(a, b));
    case 'VERDICT': return bars.toSorted((a, b) => alarm(a) - alarm(b) || worth(b) - worth(a) || byCode(a, b));
  }
}

const ALARMS = ['WORSE', 'UNUSUAL', 'BETTER', 'AS_EXPECTED', 'TOO_FEW'] as const;
const alarm = ({ standing }: Bar) => (standing ? ALARMS.indexOf(standing.verdict) : ALARMS.length);

function keyOf({ place, indicator }: { readonly place: { readonly id: string }; readonly indicator: { readonly key: string } }): string {
  return `${place.id} ${indicator.key}`;
}

function movesOf(before: Bar | undefined, { numerator, denominator, state }: Pick<Compared['current'], 'numerator' | 'denominator' | 'state'>): number {
  if (!before) return 0;
  const { current, moves } = before;
  return current.numerator === numerator && current.denominator === denominator && current.state === state ? moves : moves + 1;
}
