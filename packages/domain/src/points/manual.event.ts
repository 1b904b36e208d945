import { read } from '../shared/read.ts';
import type { PointsEventType } from './event-type.ts';

/** A deed that somebody of the staff knows of: entered by hand, with its evidence. */
export const manualEvent: PointsEventType = {
  key: 'manual',
  title: { ZH: '人工登记', EN: 'Entered by hand' },
  past: read('points_past_manual',
    `select a.event_key as key, a.resident_id as "residentId", case when a.owner_kind = 'HOUSEHOLD' then a.owner_id end as "householdId",
       a.place_id as "placeId", a.occurred_at as "occurredAt"
     from place_ancestor u join points_award a on a.district_id = $1 and a.place_id = u.place_id
     where u.district_id = $1 and u.ancestor_id = $2 and a.event_type = 'manual' and a.state <> 'WITHDRAWN'
       and a.occurred_on >= $3 and a.occurred_on < $4
     order by a.occurred_at, a.id`),
};
