import type { ReactNode } from 'react';
import { counts, figure } from '../format.ts';
import type { FigureFieldsFragment, IndicatorUnit } from '../generated/documents.ts';
import { Bi } from '../ui/bi.tsx';
import { STATES, say } from '../words.ts';
import type { Bar } from './bars.ts';

interface BarRowProps {
  readonly bar: Bar;
  readonly unit: IndicatorUnit;
  /** The value at the bar's right end. */
  readonly end: number;
}

/** A community's figure. Everything that the bar shows is also said in words. */
export function BarRow({ bar: { current, previous, moves }, unit, end }: BarRowProps): ReactNode {
  const { place, state, value } = current;
  const width = (of: number) => `${Math.min(100, (of / end) * 100)}%`;
  const measured = state === 'OK' || state === 'TOO_FEW';
  return (
    <li className="bar" data-state={state} data-code={place.code}>
      {moves > 0 && <span key={moves} className="flash" aria-hidden="true" />}
      <span className="name">{place.name}</span>
      <span className="track" aria-hidden="true">
        <span className="fill" style={{ width: measured ? width(value ?? 0) : 0 }} />
        {previous?.state === 'OK' && <span className="mark" style={{ left: width(previous.value ?? 0) }} />}
      </span>
      <span className="value"><Shown figure={current} unit={unit} /></span>
      <span className="n">{measured && <><span className="only-read">n </span>{counts(current, unit)}</>}</span>
      {previous && state !== 'NOT_ONBOARDED' && <span className="previous"><span className="label"><Bi of={say.previous} /> </span><Shown figure={previous} unit={unit} /></span>}
    </li>
  );
}

/** A value, or in words why there is none to go by: never a zero that is none. */
function Shown({ figure: { state, value }, unit }: { readonly figure: FigureFieldsFragment; readonly unit: IndicatorUnit }): ReactNode {
  return state === 'OK' && value !== null ? figure(value, unit) : <Bi of={STATES[state]} />;
}
