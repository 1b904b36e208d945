import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { Account } from './account.entity.ts';
import { Membership, type Role } from './membership.entity.ts';

/** An account as it is read: never anything of its password. */
export interface AccountRow extends Omit<RowOf<Account>, 'passwordHash'> {
  /** The latest sign-in of which a session is kept. */
  readonly lastSignInAt: Date | null;
}

const COLUMNS = `${columnsOf(Account.schema, 'a', ['passwordHash'])},
  (select max(s.created_at) from session s where s.district_id = $1 and s.account_id = a.id) as "lastSignInAt"`;

/** What may be seen: oneself, who has or had a role or works for an organisation under a place that one administers, and from the district's root everybody. */
const SEEN = `(a.id = $2
  or exists (select from place r where r.district_id = $1 and r.parent_id is null and r.id = any($3::uuid[]))
  or exists (select from membership m join place_ancestor v on v.district_id = $1 and v.place_id = m.place_id
    where m.district_id = $1 and m.account_id = a.id and v.ancestor_id = any($3::uuid[]))
  or exists (select from organisation o join place_ancestor v on v.district_id = $1 and v.place_id = o.place_id
    where o.district_id = $1 and o.id = a.organisation_id and v.ancestor_id = any($3::uuid[])))`;

/** Accounts by id, those that the viewer may see. `$2` the viewer's account, `$3` the places they administer. */
export const accountsById = read<AccountRow, [string, string[], string[]]>('accounts_by_id',
  `select ${COLUMNS} from account a where a.district_id = $1 and ${SEEN} and a.id = any($4::uuid[])`);

/** Filters of a list of accounts; null filters nothing. A role that is over does not count for the place. */
const FILTERS = `
  and ($4::uuid is null or exists (select from membership m join place_ancestor f on f.district_id = $1 and f.place_id = m.place_id
    where m.district_id = $1 and m.account_id = a.id and f.ancestor_id = $4 and (m.valid_to is null or m.valid_to > $7)))
  and ($5::text is null or strpos(a.login, lower($5)) > 0 or strpos(a.display_name, $5) > 0)
  and ($6 or a.disabled_at is null)`;

/** Values of the filters, in their order. */
export type AccountFilterValues = [
  viewer: string, administers: string[], under: string | null, search: string | null, includeDisabled: boolean, now: Date,
];

/** A page of accounts by login, after a login. */
export const accountPage = read<AccountRow, [...AccountFilterValues, string, number]>('account_page',
  `select ${COLUMNS} from account a where a.district_id = $1 and ${SEEN} ${FILTERS} and a.login > $8 order by a.login limit $9`);

export const accountCount = read<{ n: number }, AccountFilterValues>('account_count',
  `select count(*)::int as n from account a where a.district_id = $1 and ${SEEN} ${FILTERS}`);

/** A role at a place as it is read. */
export type MembershipRow = RowOf<Membership>;

const MEMBERSHIP = columnsOf(Membership.schema, 'm');

export const membershipsById = read<MembershipRow, [string[]]>('memberships_by_id',
  `select ${MEMBERSHIP} from membership m where m.district_id = $1 and m.id = any($2::uuid[])`);

/** Every role that some accounts hold, are to hold, or held; the latest first. */
export const membershipsOfAccounts = read<MembershipRow, [string[]]>('memberships_of_accounts',
  `select ${MEMBERSHIP} from membership m where m.district_id = $1 and m.account_id = any($2::uuid[])
   order by m.account_id, m.valid_from desc, m.id`);

/** Roles in force at exactly some places, of accounts that are not disabled; by role, the one held longest first. */
export const membershipsAt = read<MembershipRow, [string[], Role[], Date]>('memberships_at',
  `select ${MEMBERSHIP} from membership m join account a on a.district_id = $1 and a.id = m.account_id
   where m.district_id = $1 and m.place_id = any($2::uuid[]) and m.role = any($3::text[])
     and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4) and a.disabled_at is null
   order by m.place_id, m.role, m.valid_from, m.id`);
