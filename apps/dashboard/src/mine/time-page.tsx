import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { ExchangeCancelDocument, ExchangeConfirmDocument, ExchangeDisputeDocument, HelpWithdrawDocument, MyTimeDocument, type MyExchangeFieldsFragment, type MyRequestFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { DeedButton } from './deed-button.tsx';
import { HelpForm } from './help-form.tsx';
import { useMine } from './person.ts';
import { EXCHANGES, hours, mine, when } from './words.ts';

/** Somebody's hours in the time bank: what they have, what is agreed, and what they ask for. */
export default function TimePage(): ReactNode {
  const t = useWords();
  const { person } = useMine();
  const { data, fault, again } = useAsked(MyTimeDocument, person && { person: person.id });
  useKeptUp(again);
  const member = data?.timeBankMember;
  return (
    <>
      <h1>{t(mine.timeTitle)}</h1>
      {!person && <p className="card">{t(mine.noPerson)}</p>}
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {person && !data && !fault && <Loading rows={6} />}
      {member && (
        <section className="card" aria-label={t(mine.balance)}>
          <p>{t(mine.balance)} <span className="figure">{t(hours(member.balance - member.reserved))}</span></p>
          {member.reserved > 0 && <p className="quiet">{t(mine.reserved)} {t(hours(member.reserved))}</p>}
          {member.served > 0 && <p className="quiet">{t(mine.served)} {t(hours(member.served))}</p>}
        </section>
      )}
      {data && (
        <section className="card" aria-labelledby="services-title">
          <h2 id="services-title">{t(mine.services)}</h2>
          {data.exchanges.nodes.length + data.serviceListings.nodes.length === 0 && <Nothing of={mine.noServices} />}
          <ul className="plain-rows">
            {data.exchanges.nodes.map(each => <Service key={each.id} exchange={each} again={again} />)}
            {data.serviceListings.nodes.map(each => <Request key={each.id} request={each} again={again} />)}
          </ul>
        </section>
      )}
      {person && data && <HelpForm personId={person.id} types={data.serviceTypes.filter(({ closedAt }) => closedAt === null)} onAsked={again} />}
    </>
  );
}

function Service({ exchange: { id, status, serviceType, giver, receivers, startsAt, minutes, viewerCan }, again }: { readonly exchange: MyExchangeFieldsFragment; readonly again: () => void }): ReactNode {
  const t = useWords();
  const [wrong, explain] = useState<string | null>(null);
  const key = () => ({ exchangeId: id, idempotencyKey: newKey() });
  const gives = giver.resident?.id === useMine().person?.id;
  const served = viewerCan.includes('DISPUTE'); // whoever was served, or acts for them
  return (
    <li>
      <p className="line"><strong>{serviceType?.name}</strong><span>{t(EXCHANGES[status])}</span></p>
      <p className="quiet">{[startsAt !== null && t(when(startsAt)), gives ? `${t(mine.helped)} ${receivers.map(({ name }) => name).join('、')}` : `${t(mine.helper)} ${giver.name}`, minutes !== null && t(hours(minutes))].filter(Boolean).join(' · ')}</p>
      <div className="touches">
        {served && status === 'SUBMITTED' && <DeedButton type="primary" then={again} deed={async () => (await ask(ExchangeConfirmDocument, { input: { ...key(), by: 'APP' } })).exchangeConfirm}>{t(mine.confirm)}</DeedButton>}
        {served && wrong === null && <button type="button" className="plain" onClick={() => explain('')}>{t(mine.dispute)}</button>}
        {viewerCan.includes('CANCEL') && <DeedButton label={`${t(mine.cancel)} ${serviceType?.name ?? ''}`} then={again} deed={async () => (await ask(ExchangeCancelDocument, { input: key() })).exchangeCancel}>{t(mine.cancel)}</DeedButton>}
      </div>
      {wrong !== null && (
        <div className="lines">
          <label>{t(mine.disputeWhy)}<textarea rows={2} maxLength={500} value={wrong} onChange={({ target }) => explain(target.value)} /></label>
          <DeedButton disabled={wrong.trim() === ''} then={again} deed={async () => (await ask(ExchangeDisputeDocument, { input: { ...key(), reason: wrong } })).exchangeDispute}>{t(mine.send)}</DeedButton>
        </div>
      )}
    </li>
  );
}

function Request({ request: { id, serviceType, minutes, wishedAt, note }, again }: { readonly request: MyRequestFieldsFragment; readonly again: () => void }): ReactNode {
  const t = useWords();
  return (
    <li>
      <p className="line"><strong>{serviceType?.name}</strong><span>{t(mine.waitingHelp)}</span></p>
      <p className="quiet">{[wishedAt !== null && t(when(wishedAt)), t(hours(minutes)), note].filter(Boolean).join(' · ')}</p>
      <div className="touches">
        <DeedButton label={`${t(mine.withdraw)} ${serviceType?.name ?? ''}`} then={again} deed={async () => (await ask(HelpWithdrawDocument, { input: { listingId: id, idempotencyKey: newKey() } })).serviceListingWithdraw}>{t(mine.withdraw)}</DeedButton>
      </div>
    </li>
  );
}
