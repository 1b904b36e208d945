import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { CareBooking } from './care-booking.entity.ts';
import { CareCentre } from './care-centre.entity.ts';
import { CareService } from './care-service.entity.ts';
import { CareSlot } from './care-slot.entity.ts';
import type { BookingState } from './moves.ts';

export type CentreRow = RowOf<CareCentre>;
export type ServiceRow = RowOf<CareService>;
export type SlotRow = RowOf<CareSlot>;
export type BookingRow = RowOf<CareBooking>;

const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
const under = (place: string, value: string) =>
  `(${value}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${place} and f.ancestor_id = ${value}))`;
/** What is declared at a place, or above or under it. */
const about = (place: string, value: string) => `(${under(place, value)} or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${value} and f.ancestor_id = ${place}))`;

const CENTRE = columnsOf(CareCentre.schema, 'c');
export const centresById = read<CentreRow, [string[]]>('care_centres_by_id', `select ${CENTRE} from care_centre c where c.district_id = $1 and c.id = any($2::uuid[])`);
const CENTRES = `from care_centre c where c.district_id = $1 and ${about('c.place_id', '$2')}`;
/** Centres for whoever lives at a place or under it, the latest first. */
export const centrePage = read<CentreRow, [string | null, string | null, number]>('care_centre_page',
  `select ${CENTRE} ${CENTRES} and ($3::uuid is null or c.id < $3) order by c.id desc limit $4`);
export const centreCount = read<{ n: number }, [string | null]>('care_centre_count', `select count(*)::int as n ${CENTRES}`);

const SERVICE = columnsOf(CareService.schema, 's');
export const servicesById = read<ServiceRow, [string[]]>('care_services_by_id', `select ${SERVICE} from care_service s where s.district_id = $1 and s.id = any($2::uuid[])`);
/** What centres offer, or have offered, by name. */
export const servicesOfCentres = read<ServiceRow, [string[]]>('care_services_of_centres',
  `select ${SERVICE} from care_service s where s.district_id = $1 and s.centre_id = any($2::uuid[]) order by s.closed_at is not null, s.name, s.id limit 500`);

const OF_PROGRAM = `from care_service s where s.district_id = $1 and s.program_id = $2`;
/** What of a program centres offer, or have offered, the latest first. */
export const programServicePage = read<ServiceRow, [string, string | null, number]>('care_services_of_program',
  `select ${SERVICE} ${OF_PROGRAM} and ($3::uuid is null or s.id < $3) order by s.id desc limit $4`);
export const programServiceCount = read<{ n: number }, [string]>('care_service_count_of_program', `select count(*)::int as n ${OF_PROGRAM}`);

/** What a sponsor of a service has left that is not reserved, for who works at its place (`$3`). */
export const sponsorsLeft = read<{ serviceId: string; left: number }, [string[], string[]]>('care_sponsors_left',
  `select s.id as "serviceId", coalesce(a.balance - a.reserved, 0)::float8 as left from care_service s
   left join ledger_account a on a.district_id = $1 and a.unit = 'FEN' and a.owner_kind = 'ORGANISATION' and a.owner_id = s.sponsor_id
   where s.district_id = $1 and s.id = any($2::uuid[]) and s.sponsor_id is not null and ${worked('s.place_id')}`);

const SLOT = columnsOf(CareSlot.schema, 't');
export const slotsById = read<SlotRow, [string[]]>('care_slots_by_id', `select ${SLOT} from care_slot t where t.district_id = $1 and t.id = any($2::uuid[])`);
export type SlotFilter = [centreId: string | null, serviceId: string | null, from: Date | null, to: Date | null];
const SLOTS = `from care_slot t join care_service s on s.district_id = $1 and s.id = t.service_id
  where t.district_id = $1 and ($2::uuid is null or s.centre_id = $2) and ($3::uuid is null or s.id = $3)
    and ($4::timestamptz is null or t.starts_at >= $4) and ($5::timestamptz is null or t.starts_at < $5)`;
/** Slots that begin within a time, the first first, after a position (begin, id). */
export const slotPage = read<SlotRow, [...SlotFilter, Date | null, string | null, number]>('care_slot_page',
  `select ${SLOT} ${SLOTS} and ($6::timestamptz is null or (t.starts_at, t.id) > ($6, $7::uuid)) order by t.starts_at, t.id limit $8`);
export const slotCount = read<{ n: number }, SlotFilter>('care_slot_count', `select count(*)::int as n ${SLOTS}`);

const BOOKING = columnsOf(CareBooking.schema, 'b');
/** Who looks: oneself and whom one acts for (`$2`), and the places one works at (`$3`). */
type Seer = [own: string[], worksAt: string[]];
const bookingSeen = (b: string) => `(${b}.resident_id = any($2::uuid[]) or ${worked(`${b}.place_id`)})`;
const SEEN = bookingSeen('b');
export const bookingSight: Sight = { table: CareBooking.schema.tableName, node: { kind: 'CareBooking', id: 'id' }, seen: bookingSeen };
export const bookingsById = read<BookingRow, [...Seer, string[]]>('care_bookings_by_id',
  `select ${BOOKING} from care_booking b where b.district_id = $1 and b.id = any($4::uuid[]) and ${SEEN}`);
export type BookingFilter = [
  ...Seer, under: string | null, residentId: string | null, centreId: string | null, slotId: string | null, states: BookingState[] | null, from: Date | null, to: Date | null,
];
const BOOKINGS = `from care_booking b where b.district_id = $1 and ${SEEN} and ${under('b.place_id', '$4')}
  and ($5::uuid is null or b.resident_id = $5) and ($6::uuid is null or b.centre_id = $6) and ($7::uuid is null or b.slot_id = $7) and ($8::text[] is null or b.state = any($8))
  and ($9::timestamptz is null or b.starts_at >= $9) and ($10::timestamptz is null or b.starts_at < $10)`;
/** Bookings that one may see, the latest made first. */
export const bookingPage = read<BookingRow, [...BookingFilter, string | null, number]>('care_booking_page',
  `select ${BOOKING} ${BOOKINGS} and ($11::uuid is null or b.id < $11) order by b.id desc limit $12`);
export const bookingCount = read<{ n: number }, BookingFilter>('care_booking_count', `select count(*)::int as n ${BOOKINGS}`);

/** Bookings that changed after a position. */
export const bookingsChanged = read<BookingRow, [...Seer, string | null, string, string, number]>('care_bookings_changed',
  `select ${BOOKING} from care_booking b where b.district_id = $1 and ${SEEN} and ${under('b.place_id', '$4')} and ${changedAfter('b', '$5', '$6')} limit $7`);
