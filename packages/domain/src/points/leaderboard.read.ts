import type { CalendarDate } from '../shared/clock.ts';
import { read } from '../shared/read.ts';
import type { PointOwner } from './points-award.entity.ts';

/** Somebody on a leaderboard. */
export interface LeaderRow {
  /** 1, 2, …; equal for equal points. */
  readonly rank: number;
  /** What they have earned in the period. */
  readonly points: number;
  /** Their name, or that of the household's head; to be masked. */
  readonly name: string | null;
  /** It is who asks, or somebody they act for. */
  readonly own: boolean;
}

/**
 * Who has earned most under a place (`$3`) on days in [`$4`, `$5`), of those who wish to be shown, live here and hold an account of a kind (`$2`);
 * `$6`: oneself and whom one acts for. Counted is what was earned and not taken back, never what somebody has.
 */
export const leaders = read<LeaderRow, [PointOwner, placeId: string, from: CalendarDate, to: CalendarDate, own: string[], limit: number]>('points_leaders',
  `select rank() over (order by e.points desc)::int as rank, e.points, p.name, p.own
   from (select m.owner_id, sum(a.points)::float8 as points
     from leaderboard_member m join points_award a on a.district_id = $1 and a.owner_id = m.owner_id and a.owner_kind = m.owner_kind
     where m.district_id = $1 and m.owner_kind = $2 and m.left_at is null and a.state = 'ACTIVE' and a.occurred_on >= $4 and a.occurred_on < $5
       and exists (select from place_ancestor u where u.district_id = $1 and u.place_id = a.place_id and u.ancestor_id = $3)
     group by m.owner_id) e
   cross join lateral (
     select r.name, r.id = any($6::uuid[]) as own from resident r
     where $2 = 'RESIDENT' and r.district_id = $1 and r.id = e.owner_id and r.lives_to is null and r.erased_at is null
     union all
     select (select r.name from resident r where r.district_id = $1 and r.household_id = h.id and r.relation_to_head = 'HEAD'),
       exists (select from resident r where r.district_id = $1 and r.household_id = h.id and r.id = any($6::uuid[]))
     from household h where $2 = 'HOUSEHOLD' and h.district_id = $1 and h.id = e.owner_id and h.dissolved_at is null) p
   order by e.points desc, e.owner_id limit $7`);
