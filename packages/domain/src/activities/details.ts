import { STANDINGS, type Standing } from '../people/resident.entity.ts';
import { whole } from '../shared/whole.ts';
import type { RowOf } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import { words } from '../shared/words.ts';
import type { Activity, Audience } from './activity.entity.ts';

/** What is said of an activity. Of a change: what is absent stays, and null empties. */
export interface ActivityDetails {
  readonly title?: string | undefined;
  readonly description?: string | null | undefined;
  readonly venue?: string | null | undefined;
  /** Places; null: without a limit. */
  readonly capacity?: number | null | undefined;
  /** Places on the waitlist. */
  readonly waitlist?: number | undefined;
  readonly signUpFrom?: Date | undefined;
  readonly signUpUntil?: Date | null | undefined;
  readonly openTo?: Audience | undefined;
  readonly standings?: readonly Standing[] | undefined;
  readonly ageFrom?: number | null | undefined;
  readonly ageBelow?: number | null | undefined;
}

/** What a new activity is unless it is said otherwise: for who lives at its place, without a limit. */
export const UNSAID = {
  title: '', description: null, venue: null, capacity: null, waitlist: 0, signUpUntil: null, openTo: 'PLACE', standings: [] as Standing[], ageFrom: null, ageBelow: null,
} as const satisfies Partial<RowOf<Activity>>;

const MOST_PLACES = 100_000;
const OLDEST = 150;

type Said = Pick<RowOf<Activity>, keyof typeof UNSAID | 'signUpFrom'>;

/** What is said together with what was. @throws Refusal INVALID for words and numbers that cannot be, or a time of signing up that is none */
export function detailsOf(asked: ActivityDetails, before: { readonly [K in keyof Said]: Said[K] | undefined }): Said {
  const said = Object.fromEntries(Object.entries(asked).filter(([name, value]) => name in before && value !== undefined)) as Partial<Said>;
  const { title, description, venue, capacity, waitlist, signUpFrom, signUpUntil, openTo, standings, ageFrom, ageBelow } = { ...before, ...said } as Said;
  if (capacity !== null) whole(capacity, 1, MOST_PLACES, 'capacity');
  if (ageFrom !== null) whole(ageFrom, 0, OLDEST, 'ageFrom');
  if (ageBelow !== null) whole(ageBelow, (ageFrom ?? 0) + 1, OLDEST, 'ageBelow');
  if (signUpUntil && signUpUntil <= signUpFrom) throw new Refusal('INVALID', 'Signing up ends after it begins.', ['signUpUntil']);
  if (standings.some(standing => !STANDINGS.includes(standing))) throw new Refusal('INVALID', 'No such standing.', ['standings']);
  return {
    title: words(title, 100, 'title'), description: description === null ? null : words(description, 4_000, 'description'), venue: venue === null ? null : words(venue, 200, 'venue'),
    capacity, waitlist: whole(waitlist, 0, MOST_PLACES, 'waitlist'), signUpFrom, signUpUntil, openTo, standings: [...new Set(standings)], ageFrom, ageBelow,
  };
}
