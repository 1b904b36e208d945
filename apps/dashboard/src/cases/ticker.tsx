import type { ReactNode } from 'react';
import { timeOfDay } from '../format.ts';
import { Bi } from '../ui/bi.tsx';
import { MOVES, say, STATUSES } from '../words.ts';
import { placeName } from './case-row.tsx';
import type { News } from './list.ts';

/** What cases under the street have just done. */
export function Ticker({ news }: { readonly news: readonly News[] }): ReactNode {
  return (
    <section className="card" aria-labelledby="ticker-title">
      <header><h2 id="ticker-title"><Bi of={say.ticker} /></h2></header>
      {news.length === 0 && <p className="quiet"><Bi of={say.tickerEmpty} /></p>}
      <ol className="ticker" aria-live="polite" aria-relevant="additions">
        {news.map(({ key, at, matter, moves }) => (
          <li key={key}>
            <p className="line">
              <strong>{moves.map(each => MOVES[each].zh).join('、')}</strong>
              <span>{matter.title}</span>
              <time className="quiet">{timeOfDay(at)}</time>
            </p>
            <p className="quiet facts">
              <span className="number">{matter.trackingNumber}</span>
              <span>{placeName(matter)}</span>
              <span><Bi of={STATUSES[matter.status]} /></span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
