import { read } from '../shared/read.ts';

/** Who waits longest for a slot and has nothing else at that time. */
export const waiting = read<{ id: string }, [string]>('care_booking_waiting',
  `select b.id from care_booking b where b.district_id = $1 and b.slot_id = $2 and b.state = 'WAITLISTED'
     and not exists (select from care_booking o where o.district_id = $1 and o.resident_id = b.resident_id and o.id <> b.id
       and o.state in ('PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED') and o.starts_at < b.ends_at and o.ends_at > b.starts_at)
   order by b.requested_at, b.id limit 1`);

/** Slots that had ended by a moment and have bookings that nobody has ended. */
export const slotsLeftOpen = read<{ id: string }, [Date, number]>('care_slots_left_open',
  `select s.id from care_slot s where s.district_id = $1 and s.ends_at <= $2
     and exists (select from care_booking b where b.district_id = $1 and b.slot_id = s.id and b.state in ('WAITLISTED', 'PENDING', 'BOOKED', 'CHECKED_IN'))
   order by s.ends_at limit $3`);

/** Visits whose day was over by a moment and that nobody has made. */
export const visitsOverdue = read<{ id: string }, [Date, number]>('wellbeing_visits_overdue',
  `select w.id from wellbeing_visit w where w.district_id = $1 and w.state = 'DUE' and w.due_at < $2 order by w.due_at limit $3`);

/** Stays at a centre that nobody has ended. */
export const staysOpen = read<{ id: string }, [Date, number]>('care_stays_open',
  `select s.id from care_stay s where s.district_id = $1 and s.left_at is null and s.came_at < $2 order by s.id limit $3`);
