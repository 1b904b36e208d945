import { useMemo, type ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { OverdueCases } from '../cases/overdue-cases.tsx';
import { Ticker } from '../cases/ticker.tsx';
import type { Bar } from '../figures/bars.ts';
import { Freshness } from '../figures/freshness.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { useGround } from '../frame/ground.ts';
import { usePeriod } from '../frame/use-period.ts';
import { TrendDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { PeriodChoice } from '../ui/period-choice.tsx';
import { say } from '../words.ts';
import { NoticesCard } from '../notices/notices-card.tsx';
import { Attention } from './attention.tsx';
import { IndicatorCard } from './indicator-card.tsx';
import './overview.css';

/** Periods in a sparkline, the running one among them. */
const BACK = 12;

/** A street at a glance: who needs somebody, how each indicator stands, and what is happening. */
export default function OverviewPage(): ReactNode {
  const t = useWords();
  const { street, indicators } = useGround();
  const { kind, kinds, choose } = usePeriod(indicators);
  const shown = useMemo(() => indicators.filter(({ periods }) => periods.includes(kind)), [indicators, kind]);
  const asked = { place: street.id, indicators: shown.map(({ key }) => key), period: { kind } };
  const own = useFigures({ ...asked, level: 'STREET' });
  const communities = useFigures({ ...asked, level: 'COMMUNITY' });
  const trend = useAsked(TrendDocument, kind === 'CUMULATIVE' ? null : { ...asked, back: BACK - 1 });
  const fault = own.fault ?? communities.fault;
  const alarms = communities.figures?.bars.filter(({ standing }) => standing?.verdict === 'WORSE') ?? [];
  const titleOf = (key: string) => shown.find(each => each.key === key)?.title ?? { zh: key, en: key };
  const isKnown = ({ current }: Bar) => current.state !== 'NO_DATA';
  const bars = own.figures?.bars ?? [];
  const known = bars.filter(isKnown);
  const unknown = bars.filter(bar => !isKnown(bar));
  return (
    <>
      <div className="head">
        <h1>{street.name}</h1>
        <PeriodChoice {...{ kind, kinds, choose }} />
        <Freshness at={own.figures?.at ?? null} />
      </div>
      {fault && <FaultNotice of={fault} />}
      <div className="overview">
        <div className="overview-main">
          <Attention figures={communities.figures} indicators={shown} />
          <section aria-label={t(say.indicators)} className="indicator-cards">
            {!own.figures && <div className="card"><Loading /></div>}
            {known.map(bar => (
              <IndicatorCard
                key={bar.current.indicator.key} bar={bar} indicators={shown} kind={kind}
                trend={trend.data?.indicatorValues.filter(({ indicator: { key } }) => key === bar.current.indicator.key) ?? []}
                alarms={alarms.filter(({ current: { indicator: { key } } }) => key === bar.current.indicator.key).length}
              />
            ))}
          </section>
          {unknown.length > 0 && <p className="quiet">{t(say.withoutData)}：{unknown.map(({ current: { indicator: { key } } }) => t(titleOf(key))).join('、')}</p>}
        </div>
        <div className="overview-aside">
          <NoticesCard />
          <Ticker place={street.id} />
          <OverdueCases place={street.id} />
        </div>
      </div>
    </>
  );
}
