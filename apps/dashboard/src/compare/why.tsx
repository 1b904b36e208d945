import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { changeOf } from '../figures/change.ts';
import { ShownValue } from '../figures/shown-value.tsx';
import { days, difference } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { WhyChangedDocument, type IndicatorFieldsFragment, type MovementFieldsFragment, type PeriodInput, type WhyChangedQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { contributed } from './contributed.ts';
import { compares } from './words.ts';
import { yearBefore } from './year-before.ts';

interface WhyProps {
  readonly place: string;
  readonly indicator: IndicatorFieldsFragment;
  readonly period: PeriodInput;
  readonly span: { readonly from: string };
}

type Change = NonNullable<WhyChangedQuery['indicatorChange']>;
const AGAINST = [['before', compares.againstBefore], ['year', compares.againstYear]] as const;

/** Why a figure is another than before: who came and went, and which of the places under it did that. */
export function Why({ place, indicator, period, span }: WhyProps): ReactNode {
  const t = useWords();
  const [asked, choose] = useAddress('against');
  const against = asked === 'year' ? 'year' : 'before';
  const { data, fault, again } = useAsked(WhyChangedDocument, {
    place, indicator: indicator.key, period, against: against === 'year' ? { kind: period.kind, day: yearBefore(period.kind, span.from) } : null,
  });
  return (
    <>
      <Segmented aria-label={t(compares.compareWith)} value={against} onChange={choose} options={AGAINST.map(([value, words]) => ({ value, label: t(words) }))} />
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading rows={6} />}
      {data && (data.indicatorChange ? <Explained of={data.indicatorChange} indicator={indicator} /> : <Nothing of={say.noSuchPlace} />)}
    </>
  );
}

function Explained({ of, indicator: { unit } }: { readonly of: Change; readonly indicator: IndicatorFieldsFragment }): ReactNode {
  const t = useWords();
  const { before, after, change, numerator, denominator, decomposition } = of;
  const judged = changeOf(after, before, unit);
  return (
    <>
      <p>
        <span className="quiet small">{days(before.period)}</span> <ShownValue figure={before} unit={unit} /> → <b><ShownValue figure={after} unit={unit} /></b>
        {change !== null && <b> {t(difference(change, unit))}</b>} {judged && judged.real !== null && <span className="quiet">{t(judged.real ? say.realChange : say.noise)}</span>}
      </p>
      <div className="scrolls">
        <table className="movements">
          <thead><tr><th scope="col">{t(compares.side)}</th>{[compares.before, compares.entered, compares.left, compares.changed, compares.after].map(words => <th key={words.en} scope="col">{t(words)}</th>)}</tr></thead>
          <tbody>
            <Movement name={t(say.numerator)} of={numerator} shown={amount => contributed(amount, true, unit)} />
            {denominator && <Movement name={t(say.denominator)} of={denominator} shown={amount => contributed(amount, false, unit)} />}
          </tbody>
        </table>
      </div>
      {decomposition && <Parts of={decomposition} unit={unit} />}
      {!decomposition && <p className="quiet small">{t(compares.noDecomposition)}</p>}
    </>
  );
}

function Movement({ name, of: { before, entered, left, changed, after }, shown }: { readonly name: string; readonly of: MovementFieldsFragment; readonly shown: (amount: number) => string }): ReactNode {
  return <tr><th scope="row">{name}</th><td>{shown(before)}</td><td>+{shown(entered)}</td><td>−{shown(left)}</td><td>{shown(changed)}</td><td>{shown(after)}</td></tr>;
}

interface PartsProps {
  readonly of: NonNullable<Change['decomposition']>;
  readonly unit: IndicatorFieldsFragment['unit'];
}

/** What the places under it did themselves, and what became of their shares; whoever did most stands first. */
function Parts({ of: { rateEffect, mixEffect, parts }, unit }: PartsProps): ReactNode {
  const t = useWords();
  const effect = (by: number) => t(difference(by, unit));
  const most = parts.toSorted((a, b) => Math.abs(b.rateEffect + b.mixEffect) - Math.abs(a.rateEffect + a.mixEffect));
  return (
    <>
      <p><b>{t(compares.rateEffect)} {effect(rateEffect)}</b> <span className="quiet small">{t(compares.rateEffectWhat)}</span></p>
      <p><b>{t(compares.mixEffect)} {effect(mixEffect)}</b> <span className="quiet small">{t(compares.mixEffectWhat)}</span></p>
      <div className="scrolls">
        <table className="movements">
          <thead><tr>{[say.place, say.previous, say.current, compares.rateEffect, compares.mixEffect].map(words => <th key={words.en} scope="col">{t(words)}</th>)}</tr></thead>
          <tbody>
            {most.map(({ place, numeratorBefore, denominatorBefore, numeratorAfter, denominatorAfter, rateEffect: rate, mixEffect: mix }) => (
              <tr key={place?.id ?? ''}>
                <th scope="row">{place?.name ?? t(compares.placeItself)}</th>
                <td>{contributed(numeratorBefore, true, unit)} / {denominatorBefore}</td><td>{contributed(numeratorAfter, true, unit)} / {denominatorAfter}</td>
                <td>{effect(rate)}</td><td>{effect(mix)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
