import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { dayAndTime } from '../format.ts';
import { ExchangeDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { ExchangeTile } from './exchange-tile.tsx';
import { bank, EXCHANGE_MOVE_WORDS, EXCHANGE_STATUS_WORDS, OTHER_STEPS } from './words.ts';
import '../ui/tiles.css';
import './time-bank.css';

/** One service, with everything that was done with it. */
export default function ExchangePage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(ExchangeDocument, { id });
  const exchange = data?.exchange;
  return (
    <>
      <div className="head"><h1>{exchange?.serviceType?.name ?? t(say.timeBank)}</h1><Link href="/time-bank?view=services">{t(say.timeBank)}</Link></div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && !exchange && <Nothing of={bank.noSuchExchange} />}
      {exchange && (
        <div className="list-and-form">
          <section className="card" aria-label={exchange.serviceType?.name ?? t(say.timeBank)}>
            <ExchangeTile exchange={exchange} onMoved={again} />
            {exchange.viewerCan.length === 0 && <p className="quiet">{t(bank.nothingToDo)}</p>}
          </section>
          <section className="card" aria-labelledby="exchange-steps">
            <header><h2 id="exchange-steps">{t(bank.history)}</h2></header>
            <Timeline
              items={exchange.steps.map(({ at, move, status, note, by }) => ({
                key: `${at} ${move}`,
                content: <><strong>{t(EXCHANGE_MOVE_WORDS[move] ?? OTHER_STEPS[move] ?? EXCHANGE_STATUS_WORDS[status])}</strong> <span className="quiet">{t(EXCHANGE_STATUS_WORDS[status])} · {dayAndTime(at)} {by?.displayName}</span>{note && <p>{note}</p>}</>,
              }))}
            />
          </section>
        </div>
      )}
    </>
  );
}
