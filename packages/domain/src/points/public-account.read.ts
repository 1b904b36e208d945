import type { CalendarDate } from '../shared/clock.ts';
import { read } from '../shared/read.ts';
import type { MonthRow } from './public-account.rule.ts';

const start = (day: string) => `(${day}::timestamp at time zone 'Asia/Shanghai')`;
const END = start(`(m.month + interval '1 month')`);
/** Movements of people's accounts; what was undone counts for what it undid. */
const MOVED = `from ledger_entry e join ledger_transfer t on t.district_id = $1 and t.id = e.transfer_id
  left join ledger_transfer u on u.district_id = $1 and u.id = t.reverses_id
  where e.district_id = $1 and e.unit = 'POINT' and e.owner_kind in ('RESIDENT', 'HOUSEHOLD')`;
const KIND = 'coalesce(u.kind, t.kind)';
const given = (filter: string, sign: string, name: string, people: string) =>
  `coalesce(${sign}sum(e.amount) filter (where ${KIND} ${filter}), 0)::float8 as ${name}, count(distinct e.account_id) filter (where ${KIND} ${filter})::int as "${people}"`;

/** The months from one (`$2`) to another (`$3`), given by their first days: what came in, went out, and was held at their end: what is held now, less what came since. */
export const pointsByMonth = read<MonthRow, [from: CalendarDate, to: CalendarDate]>('points_by_month',
  `select m.month, f.*, h.* from (select g::date as month from generate_series($2::timestamp, $3::timestamp, interval '1 month') g) m
   cross join lateral (
     select ${given(`not in ('REDEEM', 'EXPIRE')`, '', 'issued', 'issuedTo')}, ${given(`= 'REDEEM'`, '-', 'redeemed', 'redeemedBy')},
       ${given(`= 'EXPIRE'`, '-', 'expired', 'expiredOf')}
     ${MOVED} and e.recorded_at >= ${start('m.month')} and e.recorded_at < ${END}) f
   cross join lateral (
     select coalesce(sum(b.balance), 0)::float8 as outstanding, count(*) filter (where b.balance > 0)::int as "heldBy" from (
       select a.balance - coalesce(l.amount, 0) as balance from ledger_account a
       left join (select e.account_id, sum(e.amount) as amount from ledger_entry e
         where e.district_id = $1 and e.unit = 'POINT' and e.owner_kind in ('RESIDENT', 'HOUSEHOLD') and e.recorded_at >= ${END} group by e.account_id) l on l.account_id = a.id
       where a.district_id = $1 and a.unit = 'POINT' and a.owner_kind in ('RESIDENT', 'HOUSEHOLD')) b) h
   order by m.month`);
