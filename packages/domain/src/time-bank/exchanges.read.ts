import { read } from '../shared/read.ts';

/** What somebody has earned for services within a span of time, one service (`$5`) left out. */
export const earnedOn = read<{ minutes: number }, [string, Date, Date, string]>('exchange_earned_on',
  `select coalesce(sum(e.credited_minutes), 0)::int as minutes from exchange e
   where e.district_id = $1 and e.giver_id = $2 and e.starts_at >= $3 and e.starts_at < $4 and e.id <> $5`);

/** Accounts of residents, and of who acts for them at a moment. */
export const accountsOf = read<{ id: string }, [string[], Date]>('exchange_accounts_of',
  `select a.id from account a where a.district_id = $1 and a.resident_id = any($2::uuid[])
   union select p.holder_id from proxy p where p.district_id = $1 and p.resident_id = any($2::uuid[])
     and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)`);
