import type { EChartsType } from 'echarts/core';
import { Input, Segmented, Select } from 'antd';
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { Bars } from '../charts/bars.tsx';
import { Funnel } from '../charts/funnel.tsx';
import { ORDERS } from '../figures/bars.ts';
import { Definition } from '../figures/definition.tsx';
import { Freshness } from '../figures/freshness.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { days, today } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { usePeriod } from '../frame/use-period.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { PeriodChoice } from '../ui/period-choice.tsx';
import { ORDER_WORDS, say } from '../words.ts';
import { Exports } from './exports.tsx';
import { PlaceWords } from './place-words.tsx';
import { headline } from './headline.ts';
import './compare.css';

const FiguresTable = lazy(() => import('./figures-table.tsx'));
const FigureDrawer = lazy(() => import('./figure-drawer.tsx'));
const VIEWS = [['bars', say.bars], ['funnel', say.funnel], ['table', say.table]] as const;

/** The communities of a street side by side in one indicator, with what of the difference may be chance. */
export default function ComparePage(): ReactNode {
  const { indicators } = useGround();
  const [asked] = useAddress('indicator');
  const indicator = indicators.find(({ key }) => key === asked) ?? sensibleIndicator(indicators);
  return indicator ? <Compared indicator={indicator} /> : <Nothing of={say.noIndicators} />;
}

/** The indicator to begin with: the first of which more is better, because that one moves when work is done. */
function sensibleIndicator(indicators: readonly IndicatorFieldsFragment[]): IndicatorFieldsFragment | undefined {
  return indicators.find(indicator => indicator.better === 'HIGHER') ?? indicators[0];
}

function Compared({ indicator }: { readonly indicator: IndicatorFieldsFragment }): ReactNode {
  const t = useWords();
  const { street, indicators } = useGround();
  const [, chooseIndicator] = useAddress('indicator');
  const [askedView, chooseView] = useAddress('view');
  const [askedOrder, chooseOrder] = useAddress('order');
  const [day, chooseDay] = useAddress('day');
  const [place, choosePlace] = useAddress('place');
  const [opened, open] = useAddress('figure');
  const [chart, setChart] = useState<EChartsType | null>(null);
  const { kind, kinds, choose } = usePeriod([indicator]);
  const period = day === null ? { kind } : { kind, day };
  const { figures, fault } = useFigures({ place: street.id, level: 'COMMUNITY', indicators: [indicator.key], period });
  const judged = figures?.bars.some(({ standing }) => standing?.usual) ?? false;
  const views = VIEWS.filter(([view]) => view !== 'funnel' || judged);
  const view = views.find(([each]) => each === askedView)?.[0] ?? 'bars';
  const order = ORDERS.find(each => each === askedOrder) ?? 'CODE';
  const chosen = figures?.bars.find(({ current }) => current.place.code === place);
  const taken = figures?.bars.find(({ current }) => current.place.code === opened && current.state !== 'NOT_ONBOARDED');
  const onChoose = useCallback((code: string) => choosePlace(code), [choosePlace]);
  return (
    <>
      <div className="head">
        <h1>{t(say.compare)}</h1>
        <Select
          aria-label={t(say.indicator)} className="indicator-choice" popupMatchSelectWidth={false} value={indicator.key} onChange={chooseIndicator}
          options={indicators.map(({ key, title }) => ({ value: key, label: t(title) }))}
        />
        <PeriodChoice {...{ kind, kinds, choose }} />
        <Input type="date" className="day" aria-label={t(say.day)} value={day ?? ''} onChange={event => chooseDay(event.target.value || null)} />
        {day === null && <Freshness at={figures?.at ?? null} />}
      </div>
      {fault && <FaultNotice of={fault} />}
      <section className="card compare" aria-labelledby="figures-title">
        <header>
          <h2 id="figures-title">{street.name} · {t(indicator.title)}</h2>
          {figures && <span className="quiet">{days(figures.period)}{day === null && kind !== 'CUMULATIVE' && kind !== 'ROLLING_12' && ` ${t(say.running)}`}</span>}
        </header>
        {figures && figures.bars.length > 0 && <p className="headline">{t(headline(figures, indicator))}</p>}
        <Definition of={indicator} />
        <div className="tools no-print">
          <Segmented aria-label={t(say.view)} value={view} onChange={chooseView} options={views.map(([value, words]) => ({ value, label: t(words) }))} />
          {view === 'bars' && (
            <Segmented aria-label={t(say.order)} value={order} onChange={chooseOrder} options={ORDERS.map(value => ({ value, label: t(ORDER_WORDS[value]) }))} />
          )}
          {figures && <Exports {...{ figures, indicator }} chart={view === 'funnel' ? chart : null} />}
        </div>
        {!figures && !fault && <Loading rows={8} />}
        {figures?.bars.length === 0 && <Nothing of={say.noPlaces} />}
        {figures && figures.bars.length > 0 && (
          <>
            {chosen && <PlaceWords bar={chosen} indicator={indicator} over={figures.period.to <= today()} onOpen={() => open(chosen.current.place.code)} />}
            {view === 'bars' && <Bars {...{ figures, indicator, order }} chosen={place} onChoose={onChoose} onOpen={open} />}
            {view === 'funnel' && <Funnel {...{ figures, indicator }} chosen={place} onChoose={onChoose} onReady={setChart} />}
            {view === 'table' && <Suspense fallback={<Loading rows={8} />}><FiguresTable {...{ figures, indicator }} onChoose={onChoose} onOpen={open} /></Suspense>}
            {taken && <Suspense><FigureDrawer {...{ indicator, period }} bar={taken} span={figures.period} onClose={() => open(null)} /></Suspense>}
          </>
        )}
      </section>
    </>
  );
}
