import type { ReactNode } from 'react';
import type { Bar } from '../figures/bars.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { VerdictTag } from '../figures/verdict-tag.tsx';
import { counts } from '../format.ts';
import type { IndicatorUnit } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';

interface BarRowProps {
  readonly bar: Bar;
  readonly unit: IndicatorUnit;
  /** The value at the bar's right end. */
  readonly end: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  /** Takes the figure apart; null where it cannot be. */
  readonly onOpen: (() => void) | null;
}

/** A place's figure with what chance allows around it. Everything that the bar shows is also said in words. */
export function BarRow({ bar: { current, previous, standing, target, moves }, unit, end, chosen, onChoose, onOpen }: BarRowProps): ReactNode {
  const t = useWords();
  const { place, state, value } = current;
  const at = (of: number) => `${Math.min(100, (of / end) * 100)}%`;
  const measured = state === 'OK' || state === 'TOO_FEW';
  const span = ({ low, high }: { readonly low: number; readonly high: number }) => ({ left: at(low), right: `calc(100% - ${at(high)})` });
  return (
    <li className="bar" data-state={state} data-code={place.code} data-verdict={standing?.verdict}>
      {moves > 0 && <span key={moves} className="flash" aria-hidden="true" />}
      <button type="button" className="name" aria-pressed={chosen} onClick={onChoose}>{place.name}</button>
      <span className="track" aria-hidden="true">
        {standing?.usual && <span className="usual" style={span(standing.usual)} />}
        <span className="fill" style={{ width: measured ? at(value ?? 0) : 0 }} />
        {measured && standing && <span className="whisker" style={span(standing.interval)} />}
        {previous?.state === 'OK' && <span className="mark" style={{ left: at(previous.value ?? 0) }} />}
        {target && <span className="goal" style={{ left: at(target.target.value) }} />}
      </span>
      <span className="value">
        {!onOpen || state === 'NOT_ONBOARDED' ? <ShownValue figure={current} unit={unit} /> : <button type="button" className="as-link" onClick={onOpen}><ShownValue figure={current} unit={unit} /><span className="only-read"> {place.name} {t(say.takeApart)}</span></button>}
      </span>
      <span className="n">{measured && <><span className="only-read">n </span>{counts(current, unit)}</>}</span>
      <span className="previous">{previous && state !== 'NOT_ONBOARDED' && <><span className="label">{t(say.previous)} </span><ShownValue figure={previous} unit={unit} /></>}</span>
      <span className="verdict">{standing && standing.verdict !== 'TOO_FEW' && <VerdictTag of={standing.verdict} />}</span>
    </li>
  );
}
