import type { Sight } from '../access/sight.ts';
import { changedAfter } from '../shared/changed.ts';
import { columnsOf, read, type RowOf } from '../shared/read.ts';
import { ExchangeStep } from './exchange-step.entity.ts';
import { ExchangeReceiver } from './exchange-receiver.entity.ts';
import { Exchange } from './exchange.entity.ts';
import type { ExchangeStatus, ListingKind, ListingStatus } from './moves.ts';
import { ServiceListing } from './service-listing.entity.ts';

/** What somebody has earned for services within a span of time, one service (`$5`) left out. */
export const earnedOn = read<{ minutes: number }, [string, Date, Date, string]>('exchange_earned_on',
  `select coalesce(sum(e.credited_minutes), 0)::int as minutes from exchange e
   where e.district_id = $1 and e.giver_id = $2 and e.starts_at >= $3 and e.starts_at < $4 and e.id <> $5`);

/** Accounts of residents, and of who acts for them at a moment. */
export const accountsOf = read<{ id: string }, [string[], Date]>('exchange_accounts_of',
  `select a.id from account a where a.district_id = $1 and a.resident_id = any($2::uuid[])
   union select p.holder_id from proxy p where p.district_id = $1 and p.resident_id = any($2::uuid[])
     and p.valid_from <= $3 and (p.valid_to is null or p.valid_to > $3)`);

/** What may be seen: one's own (`$2`: oneself and whom one acts for), and what lies under the places one works at (`$3`). */
const seen = (place: string) => `exists (select from place_ancestor v where v.district_id = $1 and v.place_id = ${place} and v.ancestor_id = any($3::uuid[]))`;
const under = (place: string, asked: string) =>
  `(${asked}::uuid is null or exists (select from place_ancestor f where f.district_id = $1 and f.place_id = ${place} and f.ancestor_id = ${asked}))`;

export type ExchangeRow = RowOf<Exchange>;
const EXCHANGE = columnsOf(Exchange.schema, 'e');
const exchangeSeen = (e: string) => `(${e}.giver_id = any($2::uuid[]) or ${seen(`${e}.place_id`)}
  or exists (select from exchange_receiver r where r.district_id = $1 and r.exchange_id = ${e}.id and r.resident_id = any($2::uuid[])))`;
const VISIBLE = exchangeSeen('e');
export const exchangeSight: Sight = { table: Exchange.schema.tableName, node: { kind: 'Exchange', id: 'id' }, seen: exchangeSeen };
/** Who was served is seen by who sees the service. */
export const receiverSight: Sight = {
  table: ExchangeReceiver.schema.tableName, node: { kind: 'Exchange', id: 'exchange_id' },
  seen: receiver => `exists (select from exchange e where e.district_id = $1 and e.id = ${receiver}.exchange_id and ${VISIBLE})`,
};

/** Services by id, those that the viewer may see. */
export const exchangesById = read<ExchangeRow, [string[], string[], string[]]>('exchanges_by_id',
  `select ${EXCHANGE} from exchange e where e.district_id = $1 and ${VISIBLE} and e.id = any($4::uuid[])`);

/** Filters of a list of services; null filters nothing. The last two: only those on the review list, only those drawn and not audited. */
const FILTERS = `and ${under('e.place_id', '$4')} and ($5::text[] is null or e.status = any($5))
  and ($6::uuid is null or e.giver_id = $6 or exists (select from exchange_receiver r where r.district_id = $1 and r.exchange_id = e.id and r.resident_id = $6))
  and ($7::boolean is null or (e.review_since is not null) = $7)
  and ($8::boolean is null or (e.sampled and e.audited_at is null) = $8)`;

export type ExchangeFilterValues = [
  own: string[], worksAt: string[], under: string | null, statuses: ExchangeStatus[] | null, residentId: string | null, toReview: boolean | null, toAudit: boolean | null,
];

/** A page of services, the latest recorded first, before a position (recorded, id). */
export const exchangePage = read<ExchangeRow, [...ExchangeFilterValues, Date | null, string | null, number]>('exchange_page',
  `select ${EXCHANGE} from exchange e where e.district_id = $1 and ${VISIBLE} ${FILTERS}
   and ($9::timestamptz is null or (e.recorded_at, e.id) < ($9, $10::uuid)) order by e.recorded_at desc, e.id desc limit $11`);

export const exchangeCount = read<{ n: number }, ExchangeFilterValues>('exchange_count',
  `select count(*)::int as n from exchange e where e.district_id = $1 and ${VISIBLE} ${FILTERS}`);

/** Services that changed after a position, of those that the viewer may see; `$4` a place above them, or null. */
export const exchangesChanged = read<ExchangeRow, [string[], string[], string | null, string, string, number]>('exchanges_changed',
  `select ${EXCHANGE} from exchange e where e.district_id = $1 and ${VISIBLE} and ${under('e.place_id', '$4')} and ${changedAfter('e', '$5', '$6')} limit $7`);

/** Who is served by some services. */
export const receiversOf = read<{ exchangeId: string; residentId: string }, [string[]]>('exchange_receivers',
  `select exchange_id as "exchangeId", resident_id as "residentId" from exchange_receiver
   where district_id = $1 and exchange_id = any($2::uuid[]) order by exchange_id, resident_id`);

/** Who serves together in some sessions. */
export const giversOfSessions = read<{ sessionId: string; giverId: string }, [string[]]>('exchange_session_givers',
  `select session_id as "sessionId", giver_id as "giverId" from exchange where district_id = $1 and session_id = any($2::uuid[]) order by id`);

export type ExchangeStepRow = RowOf<ExchangeStep>;
/** The history of some services, oldest first. */
export const stepsOfExchanges = read<ExchangeStepRow, [string[]]>('exchange_steps',
  `select ${columnsOf(ExchangeStep.schema, 's')} from exchange_step s where s.district_id = $1 and s.exchange_id = any($2::uuid[])
   order by s.exchange_id, s.recorded_at, s.id`);

/** Names of people who serve or are served, for those who see the service. */
export const namesOf = read<{ id: string; name: string }, [string[]]>('exchange_names',
  'select id, name from resident where district_id = $1 and id = any($2::uuid[])');

export type ServiceListingRow = RowOf<ServiceListing>;
const LISTING = columnsOf(ServiceListing.schema, 'l');
const LISTING_VISIBLE = `(l.resident_id = any($2::uuid[]) or ${seen('l.place_id')})`;

export const listingsById = read<ServiceListingRow, [string[], string[], string[]]>('service_listings_by_id',
  `select ${LISTING} from service_listing l where l.district_id = $1 and ${LISTING_VISIBLE} and l.id = any($4::uuid[])`);

const LISTING_FILTERS = `and ${under('l.place_id', '$4')} and ($5::text[] is null or l.kind = any($5)) and ($6::text[] is null or l.status = any($6))
  and ($7::uuid is null or l.resident_id = $7)`;
export type ListingFilterValues = [
  own: string[], worksAt: string[], under: string | null, kinds: ListingKind[] | null, statuses: ListingStatus[] | null, residentId: string | null,
];

/** A page of offers and requests, the latest first, before a position (recorded, id). */
export const listingPage = read<ServiceListingRow, [...ListingFilterValues, Date | null, string | null, number]>('service_listing_page',
  `select ${LISTING} from service_listing l where l.district_id = $1 and ${LISTING_VISIBLE} ${LISTING_FILTERS}
   and ($8::timestamptz is null or (l.recorded_at, l.id) < ($8, $9::uuid)) order by l.recorded_at desc, l.id desc limit $10`);

export const listingCount = read<{ n: number }, ListingFilterValues>('service_listing_count',
  `select count(*)::int as n from service_listing l where l.district_id = $1 and ${LISTING_VISIBLE} ${LISTING_FILTERS}`);
