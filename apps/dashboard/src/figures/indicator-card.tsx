import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Sparkline } from '../charts/sparkline.tsx';
import type { Bar } from './bars.ts';
import { changeOf } from './change.ts';
import { ShownValue } from './shown-value.tsx';
import { counts, difference, figure } from '../format.ts';
import { useWithStreet } from '../frame/address.ts';
import type { IndicatorFieldsFragment, PeriodKind, TrendQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { alarmed, say, sparklineOf } from '../words.ts';

interface IndicatorCardProps {
  readonly bar: Bar;
  readonly indicators: readonly IndicatorFieldsFragment[];
  readonly kind: PeriodKind;
  /** The oldest first, the running period last. */
  readonly trend: TrendQuery['indicatorValues'];
  /** Communities that stand out for the worse. */
  readonly alarms: number;
}

/** One indicator of the street: what it is, how it went, whether that means anything; leads to the communities. */
export function IndicatorCard({ bar, indicators, kind, trend, alarms }: IndicatorCardProps): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  const { current, target, moves } = bar;
  const indicator = indicators.find(({ key }) => key === current.indicator.key);
  if (!indicator) return null;
  const { unit, better, title, key } = indicator;
  const [before, last] = trend.slice(-3, -1); // the running period is not over, and says nothing yet of a change
  const change = last && before ? changeOf(last, before, unit) : null;
  const points = [...trend.slice(0, -1).map(({ state, value }) => (state === 'OK' ? value : null)), current.state === 'OK' ? current.value : null];
  const good = change && better !== 'NEITHER' ? (change.by > 0) === (better === 'HIGHER') : null;
  return (
    <Link className="card indicator-card" href={withStreet('/compare', { indicator: key, period: kind })} data-indicator={key}>
      {moves > 0 && <span key={moves} className="flash" aria-hidden="true" />}
      <h3>{t(title)}</h3>
      <p className="value-line">
        <span className="big"><ShownValue figure={current} unit={unit} /></span>
        <Sparkline values={points} label={t(sparklineOf(title))} />
      </p>
      <p className="small quiet">
        {current.state === 'OK' && current.denominator !== null && <span>{counts(current, unit)}</span>}
        {last?.state === 'OK' && last.value !== null && (
          <span className={change?.real ? (good === null ? 'unusual' : good ? 'good' : 'bad') : undefined}>
            {t(say.previous)} {figure(last.value, unit)}{change && ` ${t(difference(change.by, unit))}`}{change && change.real !== null && ` · ${t(change.real ? say.realChange : say.noise)}`}
          </span>
        )}
        {target && <span className={target.met === false ? 'bad' : 'good'}>{t(say.target)} {figure(target.target.value, unit)} {target.met !== null && t(target.met ? say.met : say.notMet)}</span>}
      </p>
      {alarms > 0 && <p className="small bad">{t(alarmed(alarms))}</p>}
    </Link>
  );
}
