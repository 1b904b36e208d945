import type { CSSProperties, ReactNode } from 'react';
import { days, figure, scaleEnd, tick } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { Bi } from '../ui/bi.tsx';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { say, STATES } from '../words.ts';
import { ordered, type Bar, type Order } from './bars.ts';
import { BarRow } from './bar-row.tsx';
import { Definition } from './definition.tsx';
import { Freshness } from './freshness.tsx';
import type { useFigures } from './use-figures.ts';

interface FiguresPanelProps extends ReturnType<typeof useFigures> {
  readonly indicator: IndicatorFieldsFragment;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** A bar for every community, moving with the pushes. */
export function FiguresPanel({ figures, fault, indicator, order, onOrder }: FiguresPanelProps): ReactNode {
  const { title, unit } = indicator;
  const end = scaleEnd(figures?.bars.flatMap(({ current, previous }) => [current.value ?? 0, previous?.value ?? 0]) ?? [], unit);
  return (
    <section className="card figures" aria-labelledby="figures-title" style={{ '--rows': figures?.bars.length ?? 0 } as CSSProperties}>
      <header>
        <h2 id="figures-title"><Bi of={title} /></h2>
        {figures && <Freshness at={figures.at} />}
      </header>
      <Definition of={indicator} />
      {fault && <FaultNotice of={fault} />}
      {!figures && !fault && <Loading />}
      {figures && figures.bars.length === 0 && <p className="quiet"><Bi of={say.noPlaces} /></p>}
      {figures && figures.bars.length > 0 && (
        <>
          <div className="above-bars">
            <p className="quiet">{days(figures.period)} <Bi of={say.running} /></p>
            <OrderChoice order={order} onOrder={onOrder} />
          </div>
          <div className="chart">
            {figures.bars.some(({ current }) => current.state !== 'NOT_ONBOARDED') && (
              <BarsHead end={tick(end, unit)} compared={figures.bars.some(({ previous }) => previous !== null)} />
            )}
            <ul className="bars">
              {ordered(figures.bars, order).map(bar => <BarRow key={bar.current.place.id} bar={bar} unit={unit} end={end} />)}
            </ul>
          </div>
          <output className="only-read">{figures.moved.map(bar => inWords(bar, indicator)).join(' ')}</output>
        </>
      )}
    </section>
  );
}

/** Heads of the columns; every row says them to screen readers by itself. */
function BarsHead({ end, compared }: { readonly end: string; readonly compared: boolean }): ReactNode {
  return (
    <div className="heads" aria-hidden="true">
      <span className="scale"><span>0</span><span>{end}</span></span>
      <span className="value"><Bi of={say.current} /></span>
      <span className="n">n</span>
      {compared && <span className="previous"><Bi of={say.previous} /></span>}
    </div>
  );
}

function OrderChoice({ order, onOrder }: Pick<FiguresPanelProps, 'order' | 'onOrder'>): ReactNode {
  const options = [['CODE', say.byCode], ['VALUE', say.byValue]] as const;
  return (
    <fieldset className="order">
      <legend className="only-read"><Bi of={say.order} /></legend>
      {options.map(([value, words]) => (
        <label key={value}>
          <input type="radio" name="order" checked={order === value} onChange={() => onOrder(value)} />
          <span><Bi of={words} /></span>
        </label>
      ))}
    </fieldset>
  );
}

/** What a screen reader is told of a bar that has moved. */
function inWords({ current: { place, state, value } }: Bar, { title, unit }: IndicatorFieldsFragment): string {
  return `${place.name} ${title.zh} ${state === 'OK' && value !== null ? figure(value, unit) : STATES[state].zh}`;
}
