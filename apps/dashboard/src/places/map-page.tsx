import { Select } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { usePages } from '../api/use-pages.ts';
import { ordered } from '../figures/bars.ts';
import { Freshness } from '../figures/freshness.tsx';
import { ShownValue } from '../figures/shown-value.tsx';
import { useFigures } from '../figures/use-figures.ts';
import { counts } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { usePeriod } from '../frame/use-period.ts';
import { GridMapDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { PeriodChoice } from '../ui/period-choice.tsx';
import { say } from '../words.ts';
import { GridMap } from './grid-map.tsx';
import './places.css';

/** A street's grids, coloured by an indicator; the same beside it in words. */
export default function MapPage(): ReactNode {
  const t = useWords();
  const { street, indicators } = useGround();
  const [, go] = useLocation();
  const [asked, chooseIndicator] = useAddress('indicator');
  const indicator = indicators.find(({ key }) => key === asked) ?? indicators.find(({ better }) => better === 'HIGHER') ?? indicators[0];
  const { kind, kinds, choose } = usePeriod(indicator ? [indicator] : []);
  const { data, rows: grids, hasMore, fault: faultOfGrids, again } = usePages(GridMapDocument, { street: street.id }, answer => answer.grids, true);
  const { figures, fault } = useFigures({ place: street.id, level: 'GRID', indicators: indicator ? [indicator.key] : [], period: { kind } });
  const open = useCallback((id: string) => go(`/places/${id}`), [go]);
  if (!indicator) return <Nothing of={say.noIndicators} />;
  const drawn = grids.filter(({ boundary }) => boundary !== null);
  const nameOf = (id: string) => { const grid = grids.find(each => each.id === id); return grid ? `${grid.parent?.name ?? ''} ${grid.name}` : ''; };
  return (
    <>
      <div className="head">
        <h1>{t(say.map)}</h1>
        <Select
          aria-label={t(say.indicator)} className="indicator-choice" popupMatchSelectWidth={false} value={indicator.key} onChange={chooseIndicator}
          options={indicators.map(({ key, title }) => ({ value: key, label: t(title) }))}
        />
        <PeriodChoice {...{ kind, kinds, choose }} />
        <Freshness at={figures?.at ?? null} />
      </div>
      {faultOfGrids && <FaultNotice of={faultOfGrids} onRetry={again} />}
      {fault && <FaultNotice of={fault} />}
      <div className="map-columns">
        <section className="card" aria-label={t(say.map)}>
          {(!data || hasMore) && <Loading rows={10} />}
          {data && drawn.length === 0 && <Nothing of={say.noBoundaries} />}
          {drawn.length > 0 && !hasMore && figures && <GridMap grids={drawn} figures={figures} indicator={indicator} onOpen={open} />}
        </section>
        <section className="card map-list" aria-labelledby="grids-title">
          <header><h2 id="grids-title">{t(say.grids)}</h2><span className="quiet">{figures?.bars.length}</span></header>
          <ul>
            {figures && ordered(figures.bars, 'VALUE').map(({ current }) => (
              <li key={current.place.id}>
                <Link href={`/places/${current.place.id}`}>{nameOf(current.place.id) || current.place.name}</Link>
                <b><ShownValue figure={current} unit={indicator.unit} /></b>
                <span className="quiet small">{current.state !== 'NOT_ONBOARDED' && counts(current, indicator.unit)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
