import type { ReactNode } from 'react';
import type { Figures } from '../figures/bars.ts';
import { figure } from '../format.ts';
import type { IndicatorFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import type { Words } from '../words.ts';

const people = {
  title: { zh: '人口结构', en: 'Who lives there' },
  living: { zh: '居住人数', en: 'residents' },
} as const satisfies Record<string, Words>;

interface PeopleProps {
  readonly figures: Figures;
  readonly indicators: readonly IndicatorFieldsFragment[];
}

/** Who lives there: how many, and which shares of them the indicators of the population tell. */
export function People({ figures, indicators }: PeopleProps): ReactNode {
  const t = useWords();
  const shares = figures.bars.filter(({ current }) => current.indicator.key.startsWith('population.') && current.denominator !== null && current.denominator > 0);
  const [first] = shares;
  if (!first) return null;
  return (
    <section className="card" aria-labelledby="place-people">
      <header><h2 id="place-people">{t(people.title)}</h2><span className="quiet">{t(people.living)} <b className="number">{figure(first.current.denominator ?? 0, 'COUNT')}</b></span></header>
      <ul className="people">
        {shares.map(({ current: { indicator: { key }, numerator, value } }) => (
          <li key={key}>
            <span>{t(indicators.find(each => each.key === key)?.title ?? { zh: key, en: key })}</span>
            <span className="number">{figure(numerator, 'COUNT')} <b>{value !== null && figure(value, 'RATIO')}</b></span>
            <span className="share" aria-hidden="true"><i style={{ width: `${(value ?? 0) * 100}%` }} /></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
