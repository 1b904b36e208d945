import { read } from '../shared/read.ts';
import type { Role } from './membership.entity.ts';

/** A session in force with its account's roles in force; no row when revoked, expired or disabled. */
export const sessionByDigest = read<SessionRow, [string, Date]>('access_session_by_digest', sessionText('s.token_digest = $2'));

/** The same for sessions known by id, to notice what has changed since. */
export const sessionsById = read<SessionRow, [string[], Date]>('access_sessions_by_id', sessionText('s.id = any($2::uuid[])'));

export interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
  readonly memberships: readonly { readonly role: Role; readonly placeId: string }[];
}

function sessionText(which: string): string {
  return `select s.id as "sessionId", s.account_id as "accountId", s.expires_at as "expiresAt",
    coalesce((
      select json_agg(json_build_object('role', m.role, 'placeId', m.place_id) order by m.role, m.place_id)
      from membership m where m.district_id = $1 and m.account_id = s.account_id
        and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)
    ), '[]'::json) as memberships
    from session s join account a on a.district_id = $1 and a.id = s.account_id
    where s.district_id = $1 and ${which} and s.revoked_at is null and s.expires_at > $3 and a.disabled_at is null`;
}

/** Accounts by id, with what may be shown of them. */
export const accountsById = read<{ id: string; login: string; displayName: string; passwordOnce: boolean }, [string[]]>('accounts_by_id',
  `select id, login, display_name as "displayName", password_once as "passwordOnce"
   from account where district_id = $1 and id = any($2::uuid[])`);

/** How many accounts the district has. */
export const countOfAccounts = read<{ n: number }>('accounts_count', 'select count(*)::int as n from account where district_id = $1');

/** Accounts with a role in force at a place or above it. */
export const workersOver = read<{ id: string; displayName: string; role: Role; placeId: string }, [string[], Role[], Date]>('access_workers_over',
  `select distinct a.id, a.display_name as "displayName", m.role, m.place_id as "placeId"
   from membership m join account a on a.district_id = $1 and a.id = m.account_id
   where m.district_id = $1 and m.place_id = any($2::uuid[]) and m.role = any($3::text[])
     and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4) and a.disabled_at is null
   order by a.display_name, a.id`);
