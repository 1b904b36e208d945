import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { clockTime } from '../format.ts';
import {
  BookingCheckInDocument, BookingCreateDocument, BookingFulfilDocument, BookingNoShowDocument, type BookingFieldsFragment, type CareDaySlotsQuery, type UserErrorCode,
} from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ResidentChoice } from '../register/resident-choice.tsx';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS } from '../words.ts';
import { BOOKINGS, care } from './words.ts';

interface SlotCardProps {
  readonly slot: CareDaySlotsQuery['careSlots']['nodes'][number];
  readonly bookings: readonly BookingFieldsFragment[];
  readonly onBooked: () => void;
}

type Answer = Promise<{ readonly userErrors: readonly { readonly code: UserErrorCode }[] }>;

/** One slot: how many places are taken, by whom, and one more. */
export function SlotCard({ slot: { id, service, startsAt, endsAt, capacity, taken, calledOffAt }, bookings, onBooked }: SlotCardProps): ReactNode {
  const t = useWords();
  const [choosing, setChoosing] = useState(false);
  const [resident, choose] = useState<string | null>(null);
  const { busy, problem, run } = useDeed();
  const take = (asked: () => Answer) => run(async () => {
    const { userErrors: [refused] } = await asked();
    return refused ? REFUSALS[refused.code] : null;
  });
  const book = (residentId: string) => run(async () => {
    const { careBookingCreate: { userErrors: [refused] } } = await ask(BookingCreateDocument, { input: { slotId: id, residentId, pays: 'FEN', channel: 'WINDOW', idempotencyKey: newKey() } });
    if (refused) return REFUSALS[refused.code];
    setChoosing(false);
    choose(null);
    onBooked();
    return null;
  });
  return (
    <li className="card">
      <p><strong>{service?.name}</strong> <span className="quiet">{clockTime(startsAt)}–{clockTime(endsAt)}</span></p>
      <p className={calledOffAt ? 'bad' : 'quiet'}>{calledOffAt ? t(care.calledOff) : `${t(care.taken)} ${taken} / ${capacity}`}</p>
      {bookings.length === 0 && <p className="quiet">{t(care.nobody)}</p>}
      <ul>{bookings.map(booking => <Booking key={booking.id} booking={booking} busy={busy} take={take} />)}</ul>
      {!calledOffAt && !choosing && <p className="big-buttons"><Button size="large" onClick={() => setChoosing(true)}>{t(care.book)}</Button></p>}
      {choosing && (
        <p className="big-buttons">
          <ResidentChoice value={resident} onChange={choose} />
          <Button size="large" type="primary" disabled={busy || resident === null} onClick={() => resident !== null && book(resident)}>{t(care.confirm)}</Button>
        </p>
      )}
      <Problem of={problem} />
    </li>
  );
}

interface BookingProps {
  readonly booking: BookingFieldsFragment;
  readonly busy: boolean;
  readonly take: (asked: () => Answer) => void;
}

function Booking({ booking: { id, state, resident }, busy, take }: BookingProps): ReactNode {
  const t = useWords();
  const input = () => ({ bookingId: id, idempotencyKey: newKey() });
  return (
    <li className="booking">
      <p>{resident?.name} <span className="quiet">{t(BOOKINGS[state])}</span></p>
      {(state === 'BOOKED' || state === 'CHECKED_IN') && (
        <p className="big-buttons">
          {state === 'BOOKED' && <Button disabled={busy} onClick={() => take(async () => (await ask(BookingCheckInDocument, { input: input() })).careBookingCheckIn)}>{t(care.checkIn)}</Button>}
          <Button disabled={busy} onClick={() => take(async () => (await ask(BookingFulfilDocument, { input: input() })).careBookingFulfil)}>{t(care.fulfil)}</Button>
          {state === 'BOOKED' && <Button disabled={busy} onClick={() => take(async () => (await ask(BookingNoShowDocument, { input: input() })).careBookingNoShow)}>{t(care.noShow)}</Button>}
        </p>
      )}
    </li>
  );
}
