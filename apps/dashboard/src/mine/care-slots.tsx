import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { now } from '../api/clock.ts';
import { useAsked } from '../api/use-asked.ts';
import { clockTime, dayOf, daysLater, today } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { CareOffersDocument, CareSlotsDocument, MyBookingCreateDocument, type CareSlotsQuery, type CareUnit, type MyBookingFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { DeedButton } from './deed-button.tsx';
import { dayName, hours, mine, yuan } from './words.ts';

/** How far ahead one chooses, in days. */
const AHEAD = 6;

interface CareSlotsProps {
  readonly place: string;
  readonly personId: string;
  readonly booked: readonly MyBookingFieldsFragment[];
  readonly again: () => void;
}

/** What the centres where somebody lives offer, a day at a time. */
export function CareSlots({ place, personId, booked, again }: CareSlotsProps): ReactNode {
  const t = useWords();
  const [askedCentre, chooseCentre] = useAddress('centre');
  const [askedDay, chooseDay] = useAddress('day');
  const [from] = useState(today);
  const { data: offers, fault } = useAsked(CareOffersDocument, { place });
  const centres = offers?.careCentres.nodes ?? [];
  const centre = centres.find(({ id }) => id === askedCentre) ?? centres[0];
  const slots = useAsked(CareSlotsDocument, centre ? { centre: centre.id, from, to: daysLater(from, AHEAD) } : null);
  const open = slots.data?.careSlots.nodes.filter(({ calledOffAt, service }) => calledOffAt === null && service?.closedAt === null) ?? [];
  const days = [...new Set(open.map(({ startsAt }) => dayOf(startsAt)))];
  const day = days.find(each => each === askedDay) ?? days[0];
  const reread = () => {
    again();
    slots.again();
  };
  if (fault) return <FaultNotice of={fault} />;
  if (offers && !centre) return <Nothing of={mine.noCentre} />;
  return (
    <section className="card" aria-labelledby="offers-title">
      <h2 id="offers-title">{t(mine.book)}</h2>
      {centres.length > 1 && (
        <label>{t(mine.centre)}<select value={centre?.id} onChange={({ target }) => chooseCentre(target.value)}>{centres.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
      )}
      {centres.length === 1 && <p className="quiet">{centre?.name}</p>}
      {slots.fault && <FaultNotice of={slots.fault} onRetry={slots.again} />}
      {!slots.data && !slots.fault && <Loading />}
      {slots.data && days.length === 0 && <Nothing of={mine.noSlots} />}
      <div className="for-whom">{days.map(each => <button key={each} type="button" aria-pressed={each === day} onClick={() => chooseDay(each)}>{t(dayName(each))}</button>)}</div>
      <ul className="plain-rows">
        {open.filter(({ startsAt }) => dayOf(startsAt) === day).map(slot => (
          <Slot key={slot.id} slot={slot} personId={personId} isBooked={booked.some(each => each.slot?.id === slot.id)} again={reread} />
        ))}
      </ul>
    </section>
  );
}

interface SlotProps {
  readonly slot: CareSlotsQuery['careSlots']['nodes'][number];
  readonly personId: string;
  readonly isBooked: boolean;
  readonly again: () => void;
}

function Slot({ slot: { id, service, startsAt, endsAt, closesAt, taken, capacity }, personId, isBooked, again }: SlotProps): ReactNode {
  const t = useWords();
  if (!service) return null;
  const { name, price, sponsorShare, minutes } = service;
  const full = taken >= capacity;
  const share = price - sponsorShare;
  const book = (pays: CareUnit) => async () => (await ask(MyBookingCreateDocument, { input: { slotId: id, residentId: personId, pays, idempotencyKey: newKey() } })).careBookingCreate;
  const words = { INSUFFICIENT: mine.noMoney, NOT_ALLOWED: mine.notFor };
  return (
    <li>
      <p className="line"><strong>{name}</strong><b>{share === 0 ? t(mine.free) : yuan(share)}</b></p>
      <p>{clockTime(startsAt)}–{clockTime(endsAt)}{!full && <span className="quiet"> · {t(mine.left)} {capacity - taken}</span>}</p>
      {isBooked && <p className="good">{t(mine.booked)}</p>}
      {!isBooked && closesAt <= now().toISOString() && <p className="quiet">{t(mine.tooLate)}</p>}
      {!isBooked && closesAt > now().toISOString() && (
        <div className="touches">
          <DeedButton type="primary" label={`${t(full ? mine.bookWaiting : mine.book)} ${name} ${clockTime(startsAt)}`} words={words} then={again} deed={book('FEN')}>{t(full ? mine.bookWaiting : mine.book)}</DeedButton>
          {minutes !== null && <DeedButton label={`${t(mine.byTime)} ${name} ${clockTime(startsAt)}`} words={{ ...words, INSUFFICIENT: mine.noTime }} then={again} deed={book('MINUTE')}>{t(mine.byTime)} {t(hours(minutes))}</DeedButton>}
        </div>
      )}
    </li>
  );
}
