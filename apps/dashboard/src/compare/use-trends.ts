import { useMemo } from 'react';
import { useAsked } from '../api/use-asked.ts';
import type { Figures } from '../figures/bars.ts';
import type { Fault } from '../api/faults.ts';
import { TrendsDocument, type PeriodInput, type TrendsQuery } from '../generated/documents.ts';

export type Past = TrendsQuery['indicatorValues'][number];

/** How places went, period by period, the oldest first; the last is what is shown of them now. */
export interface Trends {
  readonly whole: readonly Past[];
  readonly places: readonly { readonly place: { readonly id: string; readonly code: string; readonly name: string }; readonly past: readonly Past[] }[];
}

interface Asked {
  readonly figures: Figures | null;
  /** Whose figure stands for all of them. */
  readonly street: string;
  readonly indicator: string;
  readonly period: PeriodInput;
  /** An instant; null: now. */
  readonly asOf: string | null;
  /** Periods in a course. */
  readonly count: number;
}

/** @param asked null: not yet */
export function useTrends(asked: Asked | null): { readonly trends: Trends | null; readonly fault: Fault | null } {
  const { figures = null, street = '', indicator = '', period, asOf = null, count = 0 } = asked ?? {};
  const ids = figures?.bars.map(({ current: { place } }) => place.id) ?? [];
  const { data, fault } = useAsked(TrendsDocument, period && ids.length > 0 ? { places: [street, ...ids], indicator, period, asOf, back: count - 1 } : null);
  const trends = useMemo(() => {
    if (!data || !figures) return null;
    const byPlace = Map.groupBy(data.indicatorValues, ({ place }) => place.id);
    return {
      whole: byPlace.get(street) ?? [],
      places: figures.bars.map(({ current }) => {
        const past = byPlace.get(current.place.id) ?? [];
        const last = past.at(-1);
        return { place: current.place, past: last && last.period.from === figures.period.from ? [...past.slice(0, -1), { ...last, ...current, place: last.place }] : past };
      }),
    };
  }, [data, figures, street]);
  return { trends, fault };
}
