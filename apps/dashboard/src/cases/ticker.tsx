import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { timeOfDay } from '../format.ts';
import { useWords } from '../language.ts';
import { MOVES, say, STATUSES } from '../words.ts';
import { placeName } from './case-row.tsx';
import { useNews } from './use-cases.ts';
import './cases.css';

/** What cases under a place have just done. */
export function Ticker({ place }: { readonly place: string }): ReactNode {
  const t = useWords();
  const news = useNews(place);
  return (
    <section className="card" aria-labelledby="ticker-title">
      <header><h2 id="ticker-title">{t(say.ticker)}</h2></header>
      {news.length === 0 && <p className="quiet">{t(say.tickerEmpty)}</p>}
      <ol className="ticker" aria-live="polite" aria-relevant="additions">
        {news.map(({ key, at, matter, moves }) => (
          <li key={key}>
            <p className="line">
              <strong>{moves.map(each => t(MOVES[each])).join(' · ')}</strong>
              <Link href={`/cases/${matter.id}`}>{matter.title}</Link>
              <time className="quiet">{timeOfDay(at)}</time>
            </p>
            <p className="quiet facts">
              <span>{placeName(matter)}</span>
              <span>{t(STATUSES[matter.status])}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
