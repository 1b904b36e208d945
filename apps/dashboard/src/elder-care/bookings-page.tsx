import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { usePages } from '../api/use-pages.ts';
import { useTold } from '../api/use-told.ts';
import { today } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { CareDayBookingsDocument, CareCentreChangedDocument, CareCentresDocument, CareDaySlotsDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { SlotCard } from './slot-card.tsx';
import { care } from './words.ts';
import '../ui/tiles.css';

/** A day of a care centre: its slots, and who has booked them. */
export default function BookingsPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [askedDay, chooseDay] = useAddress('day');
  const [askedCentre, chooseCentre] = useAddress('centre');
  const centres = useAsked(CareCentresDocument, { place: street.id });
  const nodes = centres.data?.careCentres.nodes ?? [];
  const centre = nodes.find(({ id }) => id === askedCentre) ?? nodes[0];
  const day = askedDay ?? today();
  return (
    <>
      <div className="head">
        <h1>{t(say.bookings)}</h1>
        <Input type="date" aria-label={t(care.day)} className="day-choice" value={day} onChange={({ target: { value } }) => chooseDay(value === '' ? null : value)} />
        {nodes.length > 1 && <Select aria-label={t(care.centre)} popupMatchSelectWidth={false} value={centre?.id ?? null} onChange={chooseCentre} options={nodes.map(({ id, name }) => ({ value: id, label: name }))} />}
        {centre && <span className="quiet">{centre.name} · {t(care.present)} {centre.occupancy} / {centre.capacity}</span>}
      </div>
      {centres.fault && <FaultNotice of={centres.fault} onRetry={centres.again} />}
      {!centres.data && !centres.fault && <Loading />}
      {centres.data && !centre && <div className="card"><Nothing of={care.noCentre} /></div>}
      {centre && <Day key={`${centre.id} ${day}`} centre={centre.id} day={day} />}
    </>
  );
}

function Day({ centre, day }: { readonly centre: string; readonly day: string }): ReactNode {
  const slots = usePages(CareDaySlotsDocument, { centre, day }, data => data.careSlots, true);
  const bookings = usePages(CareDayBookingsDocument, { centre, day }, data => data.careBookings, true);
  const fault = slots.fault ?? bookings.fault;
  const again = () => {
    slots.again();
    bookings.again();
  };
  useTold(CareCentreChangedDocument, { centre }, again);
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!slots.data || !bookings.data) return <Loading rows={6} />;
  if (slots.rows.length === 0) return <div className="card"><Nothing of={care.noSlots} /></div>;
  return (
    <ul className="tiles">
      {slots.rows.map(slot => <SlotCard key={slot.id} slot={slot} bookings={bookings.rows.filter(each => each.slot?.id === slot.id)} onBooked={again} />)}
    </ul>
  );
}
