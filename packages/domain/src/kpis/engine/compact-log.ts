import type { PoolClient } from 'pg';

/** How long every single change stays in the log, for replay. */
const REPLAY_HOURS = 24;

/**
 * Thins the log of changes, inside the caller's transaction: what is older than a day keeps one row per cell and day
 * of counting, enough to say how a figure stood at the end of any day. Replays from before are told to RESYNC.
 */
export async function compactLog(client: PoolClient, districtId: number, now: Date): Promise<void> {
  const before = new Date(now.getTime() - REPLAY_HOURS * 3_600_000);
  await client.query('/* kpi_compact_clock */ select from kpi_clock where district_id = $1 for update', [districtId]);
  await client.query(
    `/* kpi_compact */ with old as (
       delete from kpi_log where district_id = $1 and at < $2 and revision > (
         select coalesce(min(log_from), 0) from kpi_clock where district_id = $1)
       returning revision, place_id, measure, day, delta, at
     ),
     remains as (
       insert into kpi_log (district_id, revision, place_id, measure, day, delta, at)
       select $1, max(revision), place_id, measure, day, sum(delta)::bigint, max(at) from old
       group by place_id, measure, day, (at at time zone 'Asia/Shanghai')::date having sum(delta) <> 0
     )
     update kpi_clock set log_from = greatest(log_from, (select max(revision) from old)) where district_id = $1`,
    [districtId, before]);
}
