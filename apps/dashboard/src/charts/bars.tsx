import type { ReactNode } from 'react';
import { ordered, type Figures, type Order } from '../figures/bars.ts';
import { figure, scaleEnd, tick } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say, STATES } from '../words.ts';
import { BarRow } from './bar-row.tsx';
import './bars.css';

interface BarsProps {
  readonly figures: Figures;
  readonly indicator: IndicatorFieldsFragment;
  readonly order: Order;
  /** Code of the place that is spoken of. */
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
  /** Takes a figure apart; null where none can be. */
  readonly onOpen: ((code: string) => void) | null;
}

/** A bar for every place, moving with the pushes. */
export function Bars({ figures, indicator: { unit, title }, order, chosen, onChoose, onOpen }: BarsProps): ReactNode {
  const t = useWords();
  const { bars, moved } = figures;
  const end = scaleEnd(bars.flatMap(({ current, previous, standing, target }) => [current.value ?? 0, previous?.value ?? 0, standing?.usual?.high ?? 0, target?.target.value ?? 0]), unit);
  const judged = bars.some(({ standing }) => standing !== null);
  return (
    <>
      <div className="bars-chart">
        <div className="heads" aria-hidden="true">
          <span className="scale"><span>0</span><span>{tick(end, unit)}</span></span>
          <span className="value">{t(say.current)}</span>
          <span className="n">n</span>
          <span className="previous">{bars.some(({ previous }) => previous !== null) && t(say.previous)}</span>
        </div>
        <ul className="bars">
          {ordered(bars, order).map(bar => (
            <BarRow key={bar.current.place.id} {...{ bar, unit, end }} chosen={bar.current.place.code === chosen} onChoose={() => onChoose(bar.current.place.code)} onOpen={onOpen && (() => onOpen(bar.current.place.code))} />
          ))}
        </ul>
      </div>
      <p className="legend" aria-hidden="true">
        {judged && <><span><i className="usual" />{t(say.legendUsual)}</span><span><i className="whisker" />{t(say.legendInterval)}</span></>}
        <span><i className="mark" />{t(say.previous)}</span>
        {bars.some(({ target }) => target !== null) && <span><i className="goal" />{t(say.target)}</span>}
      </p>
      <output className="only-read">
        {moved.map(({ current: { place, state, value } }) => `${place.name} ${t(title)} ${state === 'OK' && value !== null ? figure(value, unit) : t(STATES[state])}`).join(' ')}
      </output>
    </>
  );
}
