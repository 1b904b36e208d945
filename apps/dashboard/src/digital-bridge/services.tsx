import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { usePages } from '../api/use-pages.ts';
import { clockTime, startOfDay, today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { BridgeServicesDocument, ServiceTransactionVoidDocument, type TransactionFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { WithWords } from '../ui/with-words.tsx';
import { bridge, SERVICE_CHANNELS, SERVICE_WAYS } from './words.ts';

/** What people of the street got done today, and how. */
export function Services(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const pages = usePages(BridgeServicesDocument, { place: street.id, from: startOfDay(today()) }, answer => answer.serviceTransactions);
  const { data, rows, total, fault, again } = pages;
  useKeptUp(again);
  return (
    <section className="card" aria-labelledby="bridge-services">
      <header><h2 id="bridge-services">{t(bridge.services)}</h2><span className="quiet">{total}</span></header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading />}
      {data && rows.length === 0 && <Nothing of={bridge.noServices} />}
      <ul className="rows">{rows.map(each => <Service key={each.id} service={each} />)}</ul>
      <More pages={pages} />
    </section>
  );
}

function Service({ service: { id, item, person, helper, way, channel, occurredAt, voidedAt } }: { readonly service: TransactionFieldsFragment }): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  const letGo = (reason: string) => run(async () => refusal((await ask(ServiceTransactionVoidDocument, { input: { transactionId: id, reason, idempotencyKey: newKey() } })).serviceTransactionVoid));
  return (
    <li>
      <span className="line"><span>{person.name} <strong>{item?.name}</strong></span><span className={voidedAt ? 'bad' : 'quiet'}>{voidedAt ? t(bridge.voided) : t(SERVICE_WAYS[way])}</span></span>
      <span className="facts quiet"><span>{clockTime(occurredAt)}</span><span>{t(SERVICE_CHANNELS[channel])}</span>{helper && <span>{t(bridge.helper)} {helper.name}</span>}</span>
      {!voidedAt && <WithWords label={bridge.voidIt} asked={bridge.reason} of={`${person.name} ${item?.name ?? ''}`} busy={busy} onWritten={letGo} />}
      <Problem of={problem} />
    </li>
  );
}
