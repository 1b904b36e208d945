import { read } from '../shared/read.ts';
import type { Role } from './membership.entity.ts';

/**
 * A session in force with its account's roles in force; no row when revoked, expired or disabled. While a password has
 * to be set, no role counts and it stands for nobody.
 */
export const sessionByDigest = read<SessionRow, [string, Date]>('access_session_by_digest', sessionText('s.token_digest = $2'));

/** The same for sessions known by id, to notice what has changed since. */
export const sessionsById = read<WatchedSession, [string[], Date]>('access_sessions_by_id', sessionText('s.id = any($2::uuid[])', `,
    least(s.expires_at, (
      select min(b.at) from membership m cross join lateral unnest(array[m.valid_from, m.valid_to]) b (at)
      where m.district_id = $1 and m.account_id = s.account_id and b.at > $3
    )) as "changesAt"`));

/** The roles that an account holds at a moment, as far as it may act by them. */
export const rolesActing = read<{ role: Role; placeId: string }, [string, Date]>('access_roles_acting',
  `select m.role, m.place_id as "placeId" from membership m join account a on a.district_id = $1 and a.id = m.account_id
   where m.district_id = $1 and m.account_id = $2 and a.disabled_at is null and not a.password_once
     and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)`);

export interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
  readonly residentId: string | null;
  readonly organisationId: string | null;
  readonly mustSetPassword: boolean;
  readonly memberships: readonly { readonly role: Role; readonly placeId: string }[];
}

/** A session with the moment at which its rights next change by themselves: a role begins or ends, or it expires. */
export interface WatchedSession extends SessionRow {
  readonly changesAt: Date;
}

function sessionText(which: string, more = ''): string {
  return `select s.id as "sessionId", s.account_id as "accountId", s.expires_at as "expiresAt",
    case when not a.password_once then a.resident_id end as "residentId",
    case when not a.password_once then a.organisation_id end as "organisationId", a.password_once as "mustSetPassword",
    coalesce((
      select json_agg(json_build_object('role', m.role, 'placeId', m.place_id) order by m.role, m.place_id)
      from membership m where m.district_id = $1 and m.account_id = s.account_id and not a.password_once
        and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)
    ), '[]'::json) as memberships${more}
    from session s join account a on a.district_id = $1 and a.id = s.account_id
    where s.district_id = $1 and ${which} and s.revoked_at is null and s.expires_at > $3 and a.disabled_at is null`;
}

/** Names of accounts, to be shown where they have done something. */
export const accountNames = read<{ id: string; displayName: string }, [string[]]>('account_names',
  `select id, display_name as "displayName" from account where district_id = $1 and id = any($2::uuid[])`);

/** How many accounts the district has. */
export const countOfAccounts = read<{ n: number }>('accounts_count', 'select count(*)::int as n from account where district_id = $1');

/** Accounts that work as grid workers over a place, the nearest first, then who has worked there longest. */
export const gridWorkersOver = read<{ accountId: string }, [string, Date]>('access_grid_workers_over',
  `select m.account_id as "accountId" from place_ancestor p
   join membership m on m.district_id = $1 and m.place_id = p.ancestor_id and m.role = 'GRID_WORKER'
     and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)
   join account a on a.district_id = $1 and a.id = m.account_id and a.disabled_at is null
   where p.district_id = $1 and p.place_id = $2 order by p.depth, m.valid_from, m.id`);
