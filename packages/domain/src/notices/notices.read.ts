import type { Role } from '../access/membership.entity.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { Notice } from './notice.entity.ts';

export type NoticeRow = RowOf<Notice>;

const COLUMNS = columnsOf(Notice.schema, 'n');

/** What an inbox shows: `$2` whose it is; null filters nothing. */
const INBOX = `n.district_id = $1 and n.account_id = $2 and ($3::boolean is null or (n.read_at is null) = $3) and ($4::text[] is null or n.kind = any($4))`;

type InboxValues = [accountId: string, unread: boolean | null, kinds: string[] | null];

/** A page of an inbox, unread ones first, the latest of each first, after a position (unread, id). */
export const inboxPage = read<NoticeRow, [...InboxValues, unread: boolean | null, id: string | null, limit: number]>('notice_inbox',
  `select ${COLUMNS} from notice n where ${INBOX} and ($5::boolean is null or (n.read_at is null, n.id) < ($5, $6::uuid))
   order by (n.read_at is null) desc, n.id desc limit $7`);

export const inboxCount = read<{ n: number }, InboxValues>('notice_inbox_count', `select count(*)::int as n from notice n where ${INBOX}`);

/** Unread notices of an account, up to a moment or those named. */
export const unreadOf = read<{ id: string }, [accountId: string, upTo: Date | null, ids: string[] | null]>('notice_unread',
  `select n.id from notice n where n.district_id = $1 and n.account_id = $2 and n.read_at is null
   and ($3::timestamptz is null or n.created_at <= $3) and ($4::uuid[] is null or n.id = any($4)) order by n.id`);

/** How many of these notices are an account's. */
export const countOwn = read<{ n: number }, [accountId: string, ids: string[]]>('notice_count_own',
  'select count(*)::int as n from notice n where n.district_id = $1 and n.account_id = $2 and n.id = any($3::uuid[])');

/** A notice is due at its time; one that had to wait for nothing at once, whatever the clock of the process says that wrote it. */
const DUE = '(n.deliver_at <= $4 or n.deliver_at = n.created_at)';

/**
 * Notices that have become visible or due since the last look: `$2` the oldest transaction under way then, `$3` when that
 * was, `$4` now. Those of transactions under way then may come again.
 */
export const noticesRecorded = read<NoticeRow & { changedIn: string }, [string, Date, Date]>('notices_recorded',
  `select ${COLUMNS}, n.changed_in::text as "changedIn" from notice n
   where n.district_id = $1 and (n.changed_in >= $2::xid8 and ${DUE}
     or n.deliver_at > n.created_at and n.deliver_at > $3 and n.deliver_at <= $4)
   order by n.deliver_at, n.id`);

/**
 * What an account has missed that has seen the notice `$3`, at `$4`: what was delivered later, and what a transaction
 * wrote that was still under way when that one was written. The latest first.
 */
export const noticesMissed = read<NoticeRow & { changedIn: string }, [accountId: string, seen: string, now: Date, limit: number]>('notices_missed',
  `select ${COLUMNS}, n.changed_in::text as "changedIn" from notice n join notice s on s.district_id = $1 and s.account_id = $2 and s.id = $3
   where n.district_id = $1 and n.account_id = $2 and n.id <> s.id and ${DUE}
     and ((n.deliver_at, n.id) > (s.deliver_at, s.id) or n.changed_in >= s.changed_after and n.changed_in <> s.changed_in)
   order by n.deliver_at desc, n.id desc limit $5`);

export interface QuietHoursRow {
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}

/** Which of some accounts can be told anything, with the quiet hours that they chose; `chosen` is false for the default. */
export const accountsToTell = read<QuietHoursRow & { id: string; chosen: boolean }, [string[]]>('notice_accounts',
  `select a.id, q.id is not null as chosen, q.from_minute as "fromMinute", q.to_minute as "toMinute"
   from account a left join quiet_hours q on q.district_id = $1 and q.id = a.id
   where a.district_id = $1 and a.id = any($2::uuid[]) and a.disabled_at is null order by a.id`);

export const quietHoursOf = read<QuietHoursRow, [string]>('quiet_hours_of',
  'select from_minute as "fromMinute", to_minute as "toMinute" from quiet_hours where district_id = $1 and id = $2');

/** Accounts that hold one of the roles over a place at a moment, with how many steps up they hold it. */
export const holdersOver = read<{ accountId: string; depth: number }, [placeId: string, roles: readonly Role[], at: Date]>('notice_holders_over',
  `select m.account_id as "accountId", min(p.depth) as depth from place_ancestor p
   join membership m on m.district_id = $1 and m.place_id = p.ancestor_id and m.role = any($3::text[])
     and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4)
   where p.district_id = $1 and p.place_id = $2 group by m.account_id order by m.account_id`);

/** The account that is a resident's own. */
export const accountOfResident = read<{ id: string }, [string]>('notice_account_of_resident',
  'select a.id from account a where a.district_id = $1 and a.resident_id = $2');

/** That account, and those of who acts for the resident at a moment. */
export const accountsActingFor = read<{ id: string }, [string, Date]>('notice_accounts_acting_for',
  `select a.id from account a where a.district_id = $1 and a.resident_id = $2
   union select p.holder_id from proxy p
     where p.district_id = $1 and p.resident_id = $2 and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)`);
