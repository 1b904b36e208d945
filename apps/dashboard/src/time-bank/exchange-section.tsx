import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { ExchangesDocument, type ExchangeFilter } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import type { Words } from '../words.ts';
import { ExchangeTile } from './exchange-tile.tsx';
import { bank } from './words.ts';

interface ExchangeSectionProps {
  readonly title: Words;
  readonly filter: ExchangeFilter;
}

const MOST = 50;

/** Services of which the same is to be done. */
export function ExchangeSection({ title, filter }: ExchangeSectionProps): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(ExchangesDocument, { filter, first: MOST });
  useKeptUp(again);
  return (
    <section className="exchange-section" aria-label={t(title)}>
      <h2>{t(title)} <span className="quiet">{data?.exchanges.totalCount}</span></h2>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data?.exchanges.nodes.length === 0 && <p className="quiet">{t(bank.none)}</p>}
      <ul className="tiles">{data?.exchanges.nodes.map(exchange => <li key={exchange.id} className="card"><ExchangeTile exchange={exchange} /></li>)}</ul>
    </section>
  );
}
