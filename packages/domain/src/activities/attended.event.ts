import type { PointsEventType } from '../points/event-type.ts';
import { read } from '../shared/read.ts';

/** Somebody was at a session of an activity. */
export const attendedEvent: PointsEventType = {
  key: 'activity.attended',
  title: { ZH: '参加活动', EN: 'An activity attended' },
  past: read('points_past_attended',
    `select t.id as key, t.resident_id as "residentId", r.household_id as "householdId", t.place_id as "placeId", t.occurred_at as "occurredAt"
     from place_ancestor u join activity_attendance t on t.district_id = $1 and t.place_id = u.place_id
       join resident r on r.district_id = $1 and r.id = t.resident_id
     where u.district_id = $1 and u.ancestor_id = $2 and t.voided_at is null
       and t.occurred_at >= $3::date::timestamp at time zone 'Asia/Shanghai' and t.occurred_at < $4::date::timestamp at time zone 'Asia/Shanghai'
     order by t.occurred_at, t.id`),
};
