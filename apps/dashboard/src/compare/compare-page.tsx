import type { EChartsType } from 'echarts/core';
import { Input, Segmented, Select } from 'antd';
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { Bars } from '../charts/bars.tsx';
import { Funnel } from '../charts/funnel.tsx';
import { ORDERS, ordered } from '../figures/bars.ts';
import { Definition } from '../figures/definition.tsx';
import { Freshness } from '../figures/freshness.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { days, daysLater, today } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { usePeriod } from '../frame/use-period.ts';
import { ShowsRanksDocument, type IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { PeriodChoice } from '../ui/period-choice.tsx';
import { ORDER_WORDS, say } from '../words.ts';
import { chartPicture } from './chart-picture.ts';
import { isStep, periodsIn } from './courses.ts';
import { Exports } from './exports.tsx';
import { headline } from './headline.ts';
import { ModeNotes } from './mode-notes.tsx';
import { endOf, spokenOf, titleOf, useMode } from './mode.ts';
import { PlaceWords } from './place-words.tsx';
import { RanksSwitch } from './ranks-switch.tsx';
import { rowsOf, trendRowsOf } from './rows.ts';
import { useTrends } from './use-trends.ts';
import { compares, monthsLong } from './words.ts';
import './compare.css';

const FiguresTable = lazy(() => import('./figures-table.tsx'));
const FigureDrawer = lazy(() => import('./figure-drawer.tsx'));
const Multiples = lazy(() => import('./multiples.tsx'));
const VIEWS = [['bars', say.bars], ['funnel', say.funnel], ['multiples', compares.multiples], ['table', say.table]] as const;
const MONTHS = [12, 24] as const;

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
  const { data, again } = useAsked(ShowsRanksDocument, {});
  return <Shown key={data?.showsRanks ? 'ranks' : ''} indicator={indicator} showsRanks={data?.showsRanks ?? false} onRanks={again} />;
}

interface ShownProps {
  readonly indicator: IndicatorFieldsFragment;
  readonly showsRanks: boolean;
  readonly onRanks: () => void;
}

function Shown({ indicator, showsRanks, onRanks }: ShownProps): ReactNode {
  const t = useWords();
  const { street, indicators, viewer } = useGround();
  const [, chooseIndicator] = useAddress('indicator');
  const [askedView, chooseView] = useAddress('view');
  const [askedOrder, chooseOrder] = useAddress('order');
  const [askedMonths, chooseMonths] = useAddress('months');
  const [day, chooseDay] = useAddress('day');
  const [place, choosePlace] = useAddress('place');
  const [opened, open] = useAddress('figure');
  const { asOf, chooseAsOf, peersOf, choosePeersOf } = useMode();
  const [chart, setChart] = useState<EChartsType | null>(null);
  const asked = usePeriod([indicator]);
  const steps = asked.kinds.filter(isStep);
  const drawsCourses = askedView === 'multiples' && steps.length > 0;
  const kinds = drawsCourses ? steps : asked.kinds;
  const kind = kinds.find(each => each === asked.kind) ?? kinds[0] ?? 'MONTH';
  const within = day ?? asOf;
  const period = within === null ? { kind } : { kind, day: within };
  const at = asOf === null ? null : endOf(asOf);
  const { figures, fault } = useFigures({ place: street.id, level: 'COMMUNITY', indicators: [indicator.key], period, asOf: at, peersOf });
  const judged = figures?.bars.some(({ standing }) => standing?.usual) ?? false;
  const views = VIEWS.filter(([view]) => (view !== 'funnel' || judged) && (view !== 'multiples' || steps.length > 0));
  const view = views.find(([each]) => each === askedView)?.[0] ?? 'bars';
  const months = MONTHS.find(each => String(each) === askedMonths) ?? MONTHS[0];
  const { trends, fault: faultOfTrends } = useTrends(drawsCourses ? { figures, street: street.id, indicator: indicator.key, period, asOf: at, count: periodsIn(months, kind) } : null);
  const order = ORDERS.find(each => each === askedOrder) ?? 'CODE';
  const chosen = figures?.bars.find(({ current }) => current.place.code === place);
  const taken = asOf === null ? figures?.bars.find(({ current }) => current.place.code === opened && current.state !== 'NOT_ONBOARDED') : undefined;
  const onOpen = asOf === null ? open : null;
  const onChoose = useCallback((code: string) => choosePlace(code), [choosePlace]);
  const peer = peersOf === null ? null : (figures?.bars.find(({ current }) => current.place.id === peersOf)?.current.place.name ?? '');
  const onPeers = (among: string) => choosePeersOf(among === 'peers' ? ((chosen ?? (figures && ordered(figures.bars, 'VERDICT')[0]))?.current.place.id ?? null) : null);
  const draw = view === 'funnel' && chart ? (title: string) => Promise.resolve(chartPicture(chart, title))
    : view === 'multiples' && trends ? async (title: string) => (await import('./picture.ts')).pictureOf(trends, indicator.unit, title) : null;
  return (
    <>
      <div className="head">
        <h1>{t(say.compare)}</h1>
        <Select
          aria-label={t(say.indicator)} className="indicator-choice" popupMatchSelectWidth={false} value={indicator.key} onChange={chooseIndicator}
          options={indicators.map(({ key, title }) => ({ value: key, label: t(title) }))}
        />
        <PeriodChoice {...{ kind, kinds }} choose={asked.choose} />
        <label className="dated">{t(say.day)} <Input type="date" value={day ?? ''} onChange={event => chooseDay(event.target.value || null)} /></label>
        {within === null && <Freshness at={figures?.at ?? null} />}
      </div>
      {fault && <FaultNotice of={fault} />}
      {faultOfTrends && <FaultNotice of={faultOfTrends} />}
      <section className="card compare" aria-labelledby="figures-title">
        <header>
          <h2 id="figures-title">{street.name} · {t(indicator.title)}</h2>
          {figures && <span className="quiet">{days(figures.period)}{within === null && kind !== 'CUMULATIVE' && kind !== 'ROLLING_12' && ` ${t(say.running)}`}</span>}
        </header>
        <ModeNotes asOf={asOf} peersOf={peer} onLive={() => chooseAsOf(null)} onAll={() => choosePeersOf(null)} />
        {figures && figures.bars.length > 0 && <p className="headline">{t(headline(figures, indicator, spokenOf({ asOf }, peer)))}</p>}
        <Definition of={indicator} />
        <div className="tools no-print">
          <Segmented aria-label={t(say.view)} value={view} onChange={chooseView} options={views.map(([value, words]) => ({ value, label: t(words) }))} />
          {view === 'bars' && (
            <Segmented aria-label={t(say.order)} value={order} onChange={chooseOrder} options={ORDERS.map(value => ({ value, label: t(ORDER_WORDS[value]) }))} />
          )}
          {view === 'multiples' && (
            <Segmented aria-label={t(compares.months)} value={months} onChange={next => chooseMonths(String(next))} options={MONTHS.map(value => ({ value, label: t(monthsLong(value)) }))} />
          )}
          <Segmented
            aria-label={t(compares.among)} value={peersOf === null ? 'all' : 'peers'} onChange={onPeers}
            options={[{ value: 'all', label: t(compares.everybody) }, { value: 'peers', label: t(compares.peers) }]}
          />
          <label className="dated">{t(compares.asOf)} <Input type="date" max={daysLater(today(), -1)} value={asOf ?? ''} onChange={event => chooseAsOf(event.target.value || null)} /></label>
          {viewer.roles.some(({ role }) => role === 'DISTRICT_ADMIN') && <RanksSwitch on={showsRanks} onDone={onRanks} />}
          {figures && (
            <Exports
              title={titleOf({ street: street.name, title: t(indicator.title), period: figures.period }, { asOf }, peer, t)}
              rows={() => (view === 'multiples' && trends ? trendRowsOf(trends, street.name, t) : rowsOf(figures, indicator, t))} draw={draw}
            />
          )}
        </div>
        {!figures && !fault && <Loading rows={8} />}
        {figures?.bars.length === 0 && <Nothing of={say.noPlaces} />}
        {figures && figures.bars.length > 0 && (
          <>
            {chosen && <PlaceWords bar={chosen} indicator={indicator} over={figures.period.to <= (asOf ?? today())} onOpen={onOpen && (() => onOpen(chosen.current.place.code))} />}
            {view === 'bars' && <Bars {...{ figures, indicator, order, onOpen }} chosen={place} onChoose={onChoose} />}
            {view === 'funnel' && <Funnel {...{ figures, indicator }} chosen={place} onChoose={onChoose} onReady={setChart} />}
            {view === 'table' && <Suspense fallback={<Loading rows={8} />}><FiguresTable {...{ figures, indicator, onOpen }} onChoose={onChoose} /></Suspense>}
            {view === 'multiples' && !trends && !faultOfTrends && <Loading rows={8} />}
            {view === 'multiples' && trends && <Suspense fallback={<Loading rows={8} />}><Multiples {...{ trends, indicator }} bars={figures.bars} chosen={place} onChoose={onChoose} /></Suspense>}
            {taken && <Suspense><FigureDrawer {...{ indicator, period }} bar={taken} span={figures.period} onClose={() => open(null)} /></Suspense>}
          </>
        )}
      </section>
    </>
  );
}
