import { useMemo, type ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { TrendDocument, type IndicatorFieldsFragment, type PeriodKind } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import type { Bar, Figures } from './bars.ts';
import { IndicatorCard } from './indicator-card.tsx';
import './indicator-cards.css';

interface IndicatorCardsProps {
  /** Of one place alone. */
  readonly place: string;
  readonly figures: Figures | null;
  readonly indicators: readonly IndicatorFieldsFragment[];
  readonly kind: PeriodKind;
  /** Periods in a course, the running one among them. */
  readonly back: number;
  /** Places under it that stand out for the worse. */
  readonly alarms: readonly Bar[];
}

/** A place's indicators, each with its course; those without data are named below. */
export function IndicatorCards({ place, figures, indicators, kind, back, alarms }: IndicatorCardsProps): ReactNode {
  const t = useWords();
  const keys = useMemo(() => indicators.map(({ key }) => key), [indicators]);
  const trend = useAsked(TrendDocument, kind === 'CUMULATIVE' || kind === 'ROLLING_12' ? null : { place, indicators: keys, period: { kind }, back: back - 1 });
  const titleOf = (key: string) => indicators.find(each => each.key === key)?.title ?? { zh: key, en: key };
  const pastOf = (key: string) => trend.data?.indicatorValues.filter(({ indicator }) => indicator.key === key) ?? [];
  const betterOf = (key: string) => indicators.find(each => each.key === key)?.better;
  const isIdle = ({ current: { value, indicator: { key } }, target }: Bar) =>
    value === 0 && !target && betterOf(key) !== 'LOWER' && pastOf(key).length > 0 && pastOf(key).every(each => each.numerator === 0);
  const groups = Object.groupBy(figures?.bars ?? [], bar => (isEmpty(bar) ? 'unknown' : isIdle(bar) ? 'idle' : 'known'));
  const { known = [], idle = [], unknown = [] } = groups;
  const named = (bars: readonly Bar[]) => bars.map(({ current: { indicator: { key } } }) => t(titleOf(key))).join(' · ');
  return (
    <>
      {figures?.bars.length === 0 && <Nothing of={say.noFigures} />}
      <section aria-label={t(say.indicators)} className="indicator-cards">
        {!figures && <div className="card"><Loading /></div>}
        {known.map(bar => {
          const { key } = bar.current.indicator;
          const isOf = ({ indicator }: { readonly indicator: { readonly key: string } }) => indicator.key === key;
          return (
            <IndicatorCard
              key={key} bar={bar} indicators={indicators} kind={kind}
              trend={pastOf(key)} alarms={alarms.filter(({ current }) => isOf(current)).length}
            />
          );
        })}
      </section>
      {idle.length > 0 && <p className="quiet small rest">{t(say.idle)}：{named(idle)}</p>}
      {unknown.length > 0 && <p className="quiet small rest">{t(say.withoutData)}：{named(unknown)}</p>}
    </>
  );
}

const isEmpty = ({ current: { state } }: Bar) => state === 'NO_DATA';
