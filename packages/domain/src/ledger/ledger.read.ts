import type { CalendarDate } from '../shared/clock.ts';
import { read } from '../shared/read.ts';
import type { Posting } from './posting.rule.ts';
import type { LedgerUnit, Outcome, OwnerKind } from './units.ts';

/** Sums stay below 2^53, which these numbers hold exactly; as `bigint` they would arrive as texts. */
const whole = (column: string) => `${column}::float8`;

export interface AccountRow {
  readonly id: string;
  readonly unit: LedgerUnit;
  readonly ownerKind: OwnerKind;
  readonly ownerId: string | null;
  readonly balance: number;
  readonly reserved: number;
  readonly version: number;
  readonly closed: boolean;
}

const ACCOUNT = `a.id, a.unit, a.owner_kind as "ownerKind", a.owner_id as "ownerId", ${whole('a.balance')} as balance,
  ${whole('a.reserved')} as reserved, ${whole('a.version')} as version, a.closed_at is not null as closed`;

export const worldAccount = read<{ id: string }, [LedgerUnit]>('ledger_world_account',
  `select a.id from ledger_account a where a.district_id = $1 and a.unit = $2 and a.owner_kind = 'WORLD' and a.owner_id is null`);

/** The accounts that some owners, by kind and id, have in a unit. */
export const ownersAccounts = read<{ id: string; ownerId: string }, [LedgerUnit, OwnerKind[], string[]]>('ledger_owners_accounts',
  `select a.id, u.id as "ownerId" from unnest($3::text[], $4::uuid[]) u (kind, id) cross join lateral (
     select id from ledger_account where district_id = $1 and unit = $2 and owner_kind = u.kind and owner_id = u.id limit 1) a`);

/** Accounts locked in the order of their ids, so that two transfers never wait for each other in a ring. */
export const lockedAccounts = read<AccountRow, [string[]]>('ledger_accounts_locked',
  `select ${ACCOUNT} from ledger_account a where a.district_id = $1 and a.id = any($2::uuid[]) order by a.id for update`);

/** Unlike the account's values, what is known does not wait for the locks: a name taken meanwhile is refused by its constraint, and the unit run again. */
export const askedAbout = read<{ known: string[] | null } & { [K in keyof AccountRow]: AccountRow[K] | null }, [clients: string[], keys: string[], accounts: string[]]>(
  'ledger_asked_about',
  `select k.known, a.* from (
     select json_agg(t.id) as known from unnest($2::text[], $3::text[]) u (client, key)
     cross join lateral (select id from ledger_transfer where district_id = $1 and client = u.client and key = u.key limit 1) t) k
   left join (select ${ACCOUNT} from ledger_account a where a.district_id = $1 and a.id = any($4::uuid[]) order by a.id for update) a on true`);

export const postingsOf = read<Posting & { readonly transferId: string }, [string[]]>('ledger_postings',
  `select p.transfer_id as "transferId", p.source_id as source, p.destination_id as destination, ${whole('p.amount')} as amount
   from ledger_posting p where p.district_id = $1 and p.transfer_id = any($2::uuid[]) order by p.transfer_id, p.n`);

/** How a reservation ended, if it has. */
export const resolutionOf = read<{ outcome: Outcome; at: Date }, [string]>('ledger_resolution',
  'select r.outcome, r.at from ledger_resolution r where r.district_id = $1 and r.transfer_id = $2');

export interface LotRow {
  readonly id: string;
  readonly accountId: string;
  readonly transferId: string;
  readonly expiresOn: CalendarDate | null;
  readonly made: number;
  readonly remaining: number;
}

const LOT = `l.id, l.account_id as "accountId", l.transfer_id as "transferId", l.expires_on as "expiresOn", ${whole('l.made')} as made,
  ${whole('l.remaining')} as remaining`;

/** What is left in the lots of some accounts; whoever asks holds the accounts. */
export const lotsLeft = read<LotRow, [string[]]>('ledger_lots_left',
  `select ${LOT} from ledger_lot l where l.district_id = $1 and l.account_id = any($2::uuid[]) and l.remaining > 0 order by l.id`);

/** The lots a transfer took from, with how much. */
export const lotsUsed = read<LotRow & { readonly amount: number }, [string]>('ledger_lots_used',
  `select ${LOT}, ${whole('u.amount')} as amount from ledger_lot_use u join ledger_lot l on l.district_id = $1 and l.id = u.lot_id
   where u.district_id = $1 and u.transfer_id = $2 order by l.id`);

/** Reservations whose time is over and that nobody has ended. */
export const lapsedHolds = read<{ id: string }, [Date, number]>('ledger_lapsed',
  `select t.id from ledger_transfer t where t.district_id = $1 and t.expires_at <= $2
     and not exists (select from ledger_resolution r where r.district_id = $1 and r.transfer_id = t.id)
   order by t.expires_at limit $3`);

/** Accounts that hold points whose day has come, in the order of their ids, after one of them. */
export const accountsWithExpired = read<{ id: string }, [CalendarDate, after: string, limit: number]>('ledger_accounts_with_expired',
  'select distinct l.account_id as id from ledger_lot l where l.district_id = $1 and l.remaining > 0 and l.expires_on <= $2 and l.account_id > $3::uuid order by 1 limit $4');
