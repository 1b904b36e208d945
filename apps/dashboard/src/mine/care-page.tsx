import type { ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { BOOKINGS } from '../elder-care/words.ts';
import { MyBookingAcceptDocument, MyBookingCancelDocument, MyBookingsDocument, type MyBookingFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { CareSlots } from './care-slots.tsx';
import { DeedButton } from './deed-button.tsx';
import { useMine } from './person.ts';
import { mine, when, yuan } from './words.ts';

/** What somebody has booked at the care centre, and what can be booked in the coming days. */
export default function CarePage(): ReactNode {
  const t = useWords();
  const { person } = useMine();
  const { data, fault, again } = useAsked(MyBookingsDocument, person && { person: person.id });
  useKeptUp(again);
  const purse = data?.resident?.ledgerAccounts.find(({ unit }) => unit === 'FEN');
  const booked = data?.careBookings.nodes.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt)) ?? [];
  return (
    <>
      <h1>{t(mine.care)}</h1>
      {!person && <p className="card">{t(mine.noPerson)}</p>}
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {person && !data && !fault && <Loading />}
      {data && (
        <section className="card" aria-labelledby="booked-title">
          <h2 id="booked-title">{t(mine.myBookings)}</h2>
          {purse && <p className="quiet">{t(mine.purse)} {yuan(purse.available)}</p>}
          {booked.length === 0 && <Nothing of={mine.noBookings} />}
          <ul className="plain-rows">{booked.map(each => <Booked key={each.id} booking={each} again={again} />)}</ul>
        </section>
      )}
      {person?.place && data && <CareSlots place={person.place.id} personId={person.id} booked={booked} again={again} />}
    </>
  );
}

function Booked({ booking: { id, state, awaits, startsAt, service }, again }: { readonly booking: MyBookingFieldsFragment; readonly again: () => void }): ReactNode {
  const t = useWords();
  const input = () => ({ bookingId: id, idempotencyKey: newKey() });
  return (
    <li>
      <p className="line"><strong>{service?.name}</strong><span className="good">{t(BOOKINGS[state])}</span></p>
      <p>{t(when(startsAt))}</p>
      <div className="touches">
        {awaits === 'ACCEPTANCE' && <DeedButton type="primary" then={again} words={{ INSUFFICIENT: mine.noMoney }} deed={async () => (await ask(MyBookingAcceptDocument, { input: input() })).careBookingAccept}>{t(mine.take)}</DeedButton>}
        {state !== 'CHECKED_IN' && <DeedButton label={`${t(mine.cancel)} ${service?.name ?? ''}`} then={again} deed={async () => (await ask(MyBookingCancelDocument, { input: input() })).careBookingCancel}>{t(mine.cancel)}</DeedButton>}
      </div>
    </li>
  );
}
