import { read } from '../shared/read.ts';
import type { PointsEventType } from './event-type.ts';

/** A drop of waste that was sorted as it should be. */
export const wasteDropEvent: PointsEventType = {
  key: 'waste_sorting.drop',
  title: { ZH: '垃圾分类正确投放', EN: 'Waste dropped and sorted correctly' },
  past: read('points_past_drops',
    `select d.id as key, d.resident_id as "residentId", d.household_id as "householdId", d.place_id as "placeId", d.occurred_at as "occurredAt"
     from place_ancestor u join waste_drop d on d.district_id = $1 and d.place_id = u.place_id
     where u.district_id = $1 and u.ancestor_id = $2 and d.correct and d.voided_at is null
       and d.occurred_at >= $3::date::timestamp at time zone 'Asia/Shanghai' and d.occurred_at < $4::date::timestamp at time zone 'Asia/Shanghai'
     order by d.occurred_at, d.id`),
};
