import type { Sight } from '../access/sight.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { read } from '../shared/read.ts';
import { LedgerEntry } from './ledger-entry.entity.ts';
import type { LedgerUnit, OwnerKind, TransferKind } from './units.ts';

/** An account as its owner, and whoever works for them, sees it; amounts in its unit. */
export interface LedgerAccountRow {
  readonly id: string;
  readonly unit: LedgerUnit;
  readonly ownerKind: OwnerKind;
  readonly ownerId: string;
  readonly balance: number;
  readonly reserved: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

/** Sums stay below 2^53. */
const whole = (column: string) => `${column}::float8`;

const COLUMNS = `a.id, a.unit, a.owner_kind as "ownerKind", a.owner_id as "ownerId", ${whole('a.balance')} as balance, ${whole('a.reserved')} as reserved,
  ${whole('a.version')} as version, a.created_at as "createdAt", a.closed_at as "closedAt"`;

/** Whether a place stands under those that one works at (`$3`). */
const worked = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;

/**
 * What may be seen: the account of oneself and of whom one acts for (`$2`), of their households, and of whoever lives, or
 * whatever place stands, under the places one works at (`$3`). The outside is nobody's.
 */
const VISIBLE = `case a.owner_kind
  when 'RESIDENT' then a.owner_id = any($2::uuid[])
    or exists (select from resident r where r.district_id = $1 and r.id = a.owner_id and ${worked('r.place_id')})
  when 'HOUSEHOLD' then exists (select from resident r where r.district_id = $1 and r.household_id = a.owner_id and r.id = any($2::uuid[]))
    or exists (select from household h where h.district_id = $1 and h.id = a.owner_id and ${worked('h.place_id')})
  when 'WORLD' then false
  else ${worked('a.owner_id')} end`;

/** The movements of an account are seen by who sees the account. */
export const entrySight: Sight = {
  table: LedgerEntry.schema.tableName, node: { kind: 'LedgerAccount', id: 'account_id' },
  seen: entry => `exists (select from ledger_account a where a.district_id = $1 and a.id = ${entry}.account_id and ${VISIBLE})`,
};

type Seer = [own: string[], worksAt: string[]];

/** Accounts by id, those that the viewer may see. */
export const accountsSeen = read<LedgerAccountRow, [...Seer, string[]]>('ledger_accounts_seen',
  `select ${COLUMNS} from ledger_account a where a.district_id = $1 and a.id = any($4::uuid[]) and ${VISIBLE}`);

/** Accounts of owners, those that the viewer may see. */
export const accountsOfOwners = read<LedgerAccountRow, [...Seer, string[]]>('ledger_accounts_of_owners',
  `select ${COLUMNS} from ledger_account a where a.district_id = $1 and a.owner_id = any($4::uuid[]) and ${VISIBLE} order by a.unit desc, a.id`);

/** Who owns what one may call one's own (`$2`): themselves, and their households. */
export const ownersOf = read<{ id: string }, [string[]]>('ledger_owners_of',
  `select unnest($2::uuid[]) as id
   union select r.household_id from resident r where r.district_id = $1 and r.id = any($2::uuid[]) and r.household_id is not null
   order by 1`);

/** A movement of an account. */
export interface LedgerEntryRow {
  readonly id: string;
  readonly accountId: string;
  readonly version: number;
  readonly kind: TransferKind;
  readonly amount: number;
  readonly balanceBefore: number;
  readonly balanceAfter: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly placeId: string | null;
  /** Whose account the other side is. */
  readonly otherKind: OwnerKind;
  /** It was undone by a later one. */
  readonly reversed: boolean;
}

const WITHIN = `e.district_id = $1 and e.account_id = $2 and ($3::date is null or e.occurred_at >= $3::date::timestamp at time zone 'Asia/Shanghai')
  and ($4::date is null or e.occurred_at < ($4::date + 1)::timestamp at time zone 'Asia/Shanghai')`;

/** `$3` and `$4` are the first and the last day; null limits nothing. */
type StatementValues = [accountId: string, from: CalendarDate | null, to: CalendarDate | null];

/** A page of an account's statement, the latest first, before a version. */
export const statementPage = read<LedgerEntryRow, [...StatementValues, before: number | null, limit: number]>('ledger_statement',
  `select e.id, e.account_id as "accountId", ${whole('e.version')} as version, e.kind, ${whole('e.amount')} as amount,
     ${whole('e.balance_before')} as "balanceBefore", ${whole('e.balance_after')} as "balanceAfter", e.occurred_at as "occurredAt",
     e.recorded_at as "recordedAt", e.place_id as "placeId", o.owner_kind as "otherKind",
     exists (select from ledger_transfer u where u.district_id = $1 and u.reverses_id = e.transfer_id) as reversed
   from ledger_entry e
   join ledger_posting p on p.district_id = $1 and p.transfer_id = e.transfer_id and p.n = e.posting
   join ledger_account o on o.district_id = $1 and o.id = case when p.source_id = e.account_id then p.destination_id else p.source_id end
   where ${WITHIN} and ($5::bigint is null or e.version < $5) order by e.version desc limit $6`);

export const statementCount = read<{ n: number }, StatementValues>('ledger_statement_count', `select count(*)::int as n from ledger_entry e where ${WITHIN}`);

/** What is reserved of an account. */
export interface ReservationRow {
  readonly id: string;
  readonly accountId: string;
  readonly kind: TransferKind;
  readonly amount: number;
  readonly recordedAt: Date;
  readonly expiresAt: Date | null;
}

/** Reservations that have not ended, the oldest first. */
export const reservationsOf = read<ReservationRow, [string[]]>('ledger_reservations_of',
  `select t.id, p.source_id as "accountId", t.kind, ${whole('sum(p.amount)')} as amount, t.recorded_at as "recordedAt", t.expires_at as "expiresAt"
   from ledger_posting p join ledger_transfer t on t.district_id = $1 and t.id = p.transfer_id
   where p.district_id = $1 and p.source_id = any($2::uuid[]) and t.pending
     and not exists (select from ledger_resolution r where r.district_id = $1 and r.transfer_id = t.id)
   group by t.id, p.source_id, t.kind, t.recorded_at, t.expires_at order by t.id`);

/** What of an account is good until when. */
export interface GoodUntilRow {
  readonly accountId: string;
  /** The first day on which it is good no longer; null: it stays good. */
  readonly expiresOn: CalendarDate | null;
  readonly amount: number;
}

/** What accounts hold and have not reserved, by the day on which it is good no longer, the first first. */
export const goodUntil = read<GoodUntilRow, [string[]]>('ledger_good_until',
  `select l.account_id as "accountId", l.expires_on as "expiresOn", ${whole('sum(l.remaining)')} as amount
   from ledger_lot l where l.district_id = $1 and l.account_id = any($2::uuid[]) and l.remaining > 0
   group by l.account_id, l.expires_on order by l.expires_on nulls last`);

/** An account that some transaction has moved. */
export interface MovedAccount {
  /** One for each transaction that moved it. */
  readonly id: string;
  readonly accountId: string;
  readonly ownerId: string | null;
  readonly changedIn: string;
}

/** Accounts that transactions from `$2` on have moved last. */
export const accountsMoved = read<MovedAccount, [string]>('ledger_accounts_moved',
  `select a.id || ' ' || a.changed_in as id, a.id as "accountId", a.owner_id as "ownerId", a.changed_in::text as "changedIn"
   from ledger_account a where a.district_id = $1 and a.changed_in >= $2::xid8 order by a.changed_in, a.id`);

/** The chain's head at the end of a day. */
export interface HeadRow {
  readonly day: CalendarDate;
  readonly n: number;
  readonly hash: string;
}

/** Heads that were published, the latest first, before a day. */
export const headPage = read<HeadRow, [before: CalendarDate | null, limit: number]>('ledger_head_page',
  `select h.day, ${whole('h.n')} as n, h.hash from ledger_head h where h.district_id = $1 and ($2::date is null or h.day < $2) order by h.day desc limit $3`);
export const headCount = read<{ n: number }>('ledger_head_count', 'select count(*)::int as n from ledger_head h where h.district_id = $1');
