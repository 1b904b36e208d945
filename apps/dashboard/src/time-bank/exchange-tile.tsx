import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { clockTime, dayAndTime } from '../format.ts';
import type { ExchangeFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ExchangeMoves } from './exchange-moves.tsx';
import { bank, duration, EXCHANGE_STATUS_WORDS } from './words.ts';

/** One service: who serves whom, when, how it stands, and what whoever looks may do with it. */
export function ExchangeTile({ exchange, onMoved }: { readonly exchange: ExchangeFieldsFragment; readonly onMoved?: () => void }): ReactNode {
  const t = useWords();
  const { id, serviceType, giver, receivers, startsAt, endsAt, minutes, creditedMinutes, donatedMinutes, status, place, listing, sampled, auditedAt } = exchange;
  return (
    <>
      <p className="line"><Link href={`/time-bank/exchanges/${id}`}><strong>{serviceType?.name}</strong></Link><span className={status === 'DISPUTED' ? 'bad' : 'quiet'}>{t(EXCHANGE_STATUS_WORDS[status])}</span></p>
      <p><Member person={giver} /> {t(bank.serves)} {receivers.map((person, n) => <Fragment key={person.resident?.id ?? person.name}>{n > 0 && '、'}<Member person={person} /></Fragment>)}</p>
      <p className="facts quiet">
        <span>{place?.name}</span>
        {startsAt && <span>{dayAndTime(startsAt)}{endsAt && `–${clockTime(endsAt)}`}</span>}
        {minutes !== null && <span>{t(duration(minutes))}</span>}
        {creditedMinutes > 0 && <span>{t(bank.credited)} {t(duration(creditedMinutes))}</span>}
        {donatedMinutes > 0 && <span>{t(bank.donated)} {t(duration(donatedMinutes))}</span>}
        {sampled && auditedAt === null && <span className="bad">{t(bank.sampled)}</span>}
      </p>
      {listing?.note && <p className="quiet small">{listing.note}</p>}
      <ExchangeMoves exchange={exchange} {...(onMoved && { onMoved })} />
    </>
  );
}

function Member({ person: { name, resident } }: { readonly person: ExchangeFieldsFragment['giver'] }): ReactNode {
  return resident ? <Link className="member" href={`/time-bank/members/${resident.id}`}>{name}</Link> : <span>{name}</span>;
}
