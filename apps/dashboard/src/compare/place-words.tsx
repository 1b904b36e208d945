import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Bar } from '../figures/bars.ts';
import { changeOf } from '../figures/change.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { verdictSentence } from '../figures/verdict.ts';
import { counts, difference, figure } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';

interface PlaceWordsProps {
  readonly bar: Bar;
  readonly indicator: IndicatorFieldsFragment;
  /** Whether the period is; before that a change may be because it is not. */
  readonly over: boolean;
  /** Takes the figure apart; null where it cannot be. */
  readonly onOpen: (() => void) | null;
}

/** All that is known of one place's figure, in words, and the way to its records. */
export function PlaceWords({ bar, indicator, over, onOpen }: PlaceWordsProps): ReactNode {
  const t = useWords();
  const { unit } = indicator;
  const { current, previous, yearAgo, standing, target } = bar;
  const { place } = current;
  const sentence = verdictSentence(bar, indicator);
  const beside = [[say.previous, previous], [say.yearAgo, yearAgo]] as const;
  return (
    <aside className="place-words" aria-label={place.name}>
      <p><strong>{place.name}</strong> <b className="number"><ShownValue figure={current} unit={unit} /></b> {current.state !== 'NOT_ONBOARDED' && <span className="quiet">{counts(current, unit)}</span>}</p>
      {sentence && <p>{t(sentence)}</p>}
      <p className="facts">
        {beside.map(([words, figureThen]) => {
          const change = figureThen && changeOf(current, figureThen, unit);
          return figureThen && (
            <span key={words.en}>
              {t(words)} <ShownValue figure={figureThen} unit={unit} />
              {change && <span className="quiet"> {t(difference(change.by, unit))}{over && change.real !== null && ` ${t(change.real ? say.realChange : say.noise)}`}</span>}
            </span>
          );
        })}
        {target && <span>{t(say.target)} {figure(target.target.value, unit)}（{target.target.place.name}）{target.met !== null && t(target.met ? say.met : say.notMet)}</span>}
        {standing?.ranks && <span>{t(say.ranks)} {standing.ranks.from}–{standing.ranks.to}</span>}
        {onOpen && current.state !== 'NOT_ONBOARDED' && <button type="button" className="as-link" onClick={onOpen}>{t(say.takeApart)}</button>}
        <Link href={`/places/${place.id}`}>{t(say.toPlace)}</Link>
      </p>
    </aside>
  );
}
