import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Bar, Figures } from '../figures/bars.ts';
import { verdictSentence } from '../figures/verdict.ts';
import { figure } from '../format.ts';
import { useWithStreet } from '../frame/address.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Loading } from '../ui/notice.tsx';
import { say } from '../words.ts';

interface AttentionProps {
  readonly figures: Figures | null;
  readonly indicators: readonly IndicatorFieldsFragment[];
}

/** The communities that stand out for the worse by more than chance, those with most of it first, and why. */
export function Attention({ figures, indicators }: AttentionProps): ReactNode {
  const t = useWords();
  const worse = figures?.bars.filter(({ standing }) => standing?.verdict === 'WORSE') ?? [];
  const places = [...Map.groupBy(worse, ({ current }) => current.place.id)].toSorted(([, a], [, b]) => b.length - a.length);
  return (
    <section className="card attention" aria-labelledby="attention-title">
      <header>
        <h2 id="attention-title">{t(say.attention)}</h2>
        <span className="quiet small">{t(say.attentionWhy)}</span>
      </header>
      {!figures && <Loading />}
      {figures && places.length === 0 && <p className="quiet">{t(figures.bars.length === 0 ? say.noPlaces : say.nobodyNeeds)}</p>}
      <ul>
        {places.map(([id, bars]) => (
          <li key={id}>
            <strong>{bars[0]?.current.place.name}</strong>
            <ul>{bars.map(bar => <Reason key={bar.current.indicator.key} bar={bar} indicator={indicators.find(({ key }) => key === bar.current.indicator.key)} />)}</ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why somebody should look there. */
function Reason({ bar, indicator }: { readonly bar: Bar; readonly indicator: IndicatorFieldsFragment | undefined }): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  if (!indicator) return null;
  const sentence = verdictSentence(bar, indicator);
  return (
    <li>
      <Link href={withStreet('/compare', { indicator: indicator.key, place: bar.current.place.code })}>{t(indicator.title)} <b>{figure(bar.current.value ?? 0, indicator.unit)}</b></Link>
      {sentence && <span className="quiet"> {t(sentence)}</span>}
    </li>
  );
}
