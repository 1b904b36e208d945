import { Button, Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { usePages } from '../api/use-pages.ts';
import { dayAndTime } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { BankMatchDocument, ProposalsDocument, ServiceListingsDocument, ServiceListingWithdrawDocument, type ListingFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { RequestForm } from './request-form.tsx';
import { bank, duration, REASONS } from './words.ts';

/** Who waits for help, and who could give it. */
export function Requests(): ReactNode {
  const { street } = useGround();
  const pages = usePages(ServiceListingsDocument, { place: street.id }, answer => answer.serviceListings);
  const { data, rows, fault, again } = pages;
  useKeptUp(again);
  return (
    <div className="list-and-form">
      <div>
        {fault && <FaultNotice of={fault} onRetry={again} />}
        {!data && !fault && <Loading rows={6} />}
        {data && rows.length === 0 && <div className="card"><Nothing of={bank.noRequests} /></div>}
        <ul className="tiles">{rows.map(request => <Request key={request.id} request={request} onChanged={again} />)}</ul>
        <More pages={pages} />
      </div>
      <RequestForm onEntered={again} />
    </div>
  );
}

interface RequestProps {
  readonly request: ListingFieldsFragment;
  readonly onChanged: () => void;
}

function Request({ request: { id, status, person, serviceType, minutes, wishedAt, note, place }, onChanged }: RequestProps): ReactNode {
  const t = useWords();
  const [finding, setFinding] = useState(false);
  const { busy, problem, run } = useDeed();
  const withdraw = () => run(async () => {
    const { serviceListingWithdraw } = await ask(ServiceListingWithdrawDocument, { input: { listingId: id, idempotencyKey: newKey() } });
    onChanged();
    return refusal(serviceListingWithdraw);
  });
  const named = `${person.name} ${serviceType?.name ?? ''}`;
  return (
    <li className="card">
      <p><strong>{serviceType?.name}</strong> {person.name}</p>
      <p className="facts quiet"><span>{place?.name}</span><span>{t(duration(minutes))}</span><span>{wishedAt ? `${t(bank.wished)} ${dayAndTime(wishedAt)}` : t(bank.anyTime)}</span></p>
      {note && <p>{note}</p>}
      {status === 'OPEN' && (
        <p className="big-buttons">
          <Button size="large" type="primary" ghost aria-expanded={finding} aria-label={`${t(bank.findVolunteer)} ${named}`} onClick={() => setFinding(!finding)}>{t(bank.findVolunteer)}</Button>
          <Popconfirm title={t(bank.withdrawSure)} onConfirm={withdraw}><Button size="large" disabled={busy} aria-label={`${t(bank.withdraw)} ${named}`}>{t(bank.withdraw)}</Button></Popconfirm>
        </p>
      )}
      <Problem of={problem} />
      {finding && <Proposals listing={id} onAssigned={onChanged} />}
    </li>
  );
}

function Proposals({ listing, onAssigned }: { readonly listing: string; readonly onAssigned: () => void }): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(ProposalsDocument, { listing });
  const { busy, problem, run } = useDeed();
  const [exchange, setExchange] = useState<string | null>(null);
  const assign = (giverId: string) => run(async () => {
    const { exchangeMatch } = await ask(BankMatchDocument, { input: { listingId: listing, giverId, idempotencyKey: newKey() } });
    setExchange(exchangeMatch.exchange?.id ?? null);
    onAssigned();
    return refusal(exchangeMatch, { NOT_ALLOWED: bank.cannotServe, INVALID: bank.cannotServe });
  });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading />;
  if (exchange !== null) return <p className="good"><Link href={`/time-bank/exchanges/${exchange}`}>{t(bank.services)}</Link></p>;
  const proposals = data.node?.proposals ?? [];
  return (
    <>
      {proposals.length === 0 && <Nothing of={bank.noProposals} />}
      <ol className="rows">
        {proposals.map(({ score, reasons, volunteer: { id, person, place } }) => (
          <li key={id}>
            <span className="line"><strong>{person.name}</strong><span className="quiet">{place?.name} · {t(bank.score)} {score}</span></span>
            <span className="facts quiet">{reasons.map(({ reason, points }) => <span key={reason}>{t(REASONS[reason])} {points > 0 ? '+' : ''}{points}</span>)}</span>
            {person.resident && <Button size="large" disabled={busy} onClick={() => assign(person.resident?.id ?? '')}>{t(bank.assign)} {person.name}</Button>}
          </li>
        ))}
      </ol>
      <Problem of={problem} />
    </>
  );
}
