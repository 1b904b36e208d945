import { columnsOf, read, type RowOf } from '../../shared/read.ts';
import { IndicatorReview } from './indicator-review.entity.ts';
import { ReviewItem } from './review-item.entity.ts';

export type ReviewRow = RowOf<IndicatorReview>;
export type ReviewItemRow = RowOf<ReviewItem>;
const REVIEW = columnsOf(IndicatorReview.schema, 'r');

/** Reviews are for the staff over their places (`$2` the places one works at): they speak of all communities. */
const SEEN = 'exists (select from place_ancestor v where v.district_id = $1 and v.place_id = r.place_id and v.ancestor_id = any($2::uuid[]))';
export const reviewsById = read<ReviewRow, [string[], string[]]>('indicator_reviews_by_id', `select ${REVIEW} from indicator_review r where r.district_id = $1 and r.id = any($3::uuid[]) and ${SEEN}`);
export type ReviewFilter = [worksAt: string[], placeId: string | null];
const REVIEWS = `from indicator_review r where r.district_id = $1 and ${SEEN} and ($3::uuid is null or r.place_id = $3)`;
export const reviewPage = read<ReviewRow, [...ReviewFilter, string | null, number]>('indicator_review_page',
  `select ${REVIEW} ${REVIEWS} and ($4::uuid is null or r.id < $4) order by r.id desc limit $5`);
export const reviewCount = read<{ n: number }, ReviewFilter>('indicator_review_count', `select count(*)::int as n ${REVIEWS}`);

export const itemsOfReviews = read<ReviewItemRow, [string[]]>('review_items_of',
  `select ${columnsOf(ReviewItem.schema, 'i')} from review_item i where i.district_id = $1 and i.review_id = any($2::uuid[]) order by i.id`);

export const reviewForRights = read<{ placeId: string }, [string]>('indicator_review_for_rights',
  'select r.place_id as "placeId" from indicator_review r where r.district_id = $1 and r.id = $2');

/** Names and levels of places, for papers. */
export const namesOfPlaces = read<{ id: string; name: string; level: string }, [string[]]>('review_places',
  'select p.id, p.name, p.level from place p where p.district_id = $1 and p.id = any($2::uuid[])');
export const signerName = read<{ name: string }, [string]>('review_signer', 'select a.display_name as name from account a where a.district_id = $1 and a.id = $2');
