import type { ReactNode } from 'react';
import { useKeptUp } from '../api/use-kept-up.ts';
import { usePages } from '../api/use-pages.ts';
import { ExchangesDocument, type ExchangeFilter } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import type { Words } from '../words.ts';
import { ExchangeTile } from './exchange-tile.tsx';
import { bank } from './words.ts';

interface ExchangeSectionProps {
  readonly title: Words;
  readonly filter: ExchangeFilter;
}

/** Services of which the same is to be done. */
export function ExchangeSection({ title, filter }: ExchangeSectionProps): ReactNode {
  const t = useWords();
  const pages = usePages(ExchangesDocument, { filter }, answer => answer.exchanges);
  const { data, rows, total, fault, again } = pages;
  useKeptUp(again);
  return (
    <section className="exchange-section" aria-label={t(title)}>
      <h2>{t(title)} <span className="quiet">{total}</span></h2>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && rows.length === 0 && <p className="quiet">{t(bank.none)}</p>}
      <ul className="tiles">{rows.map(exchange => <li key={exchange.id} className="card"><ExchangeTile exchange={exchange} /></li>)}</ul>
      <More pages={pages} />
    </section>
  );
}
