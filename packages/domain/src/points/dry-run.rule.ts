import { dayOf } from '../shared/clock.ts';
import type { PointsEvent } from './event-type.ts';
import { mayEarn, pointsWithin, type Earner, type Got, type Terms } from './terms.rule.ts';

/** What a rule would have given. */
export interface DryRun {
  /** Events of its type that there were. */
  readonly events: number;
  /** Of these, such as would have given points in full or in part. */
  readonly counted: number;
  /** Such as a cap would have cut, or left nothing of. */
  readonly capped: number;
  /** Accounts that would have got points. */
  readonly owners: number;
  readonly points: number;
  /** The most that one account would have got. */
  readonly most: number;
}

/** Tries terms on events, which come in the order in which they happened. */
export function dryRun(terms: Terms, events: readonly PointsEvent[], earners: ReadonlyMap<string, Earner>): DryRun {
  const got = new Map<string, number>();
  const add = (key: string, points: number) => got.set(key, (got.get(key) ?? 0) + points);
  const owners = new Set<string>();
  const result = { events: events.length, counted: 0, capped: 0, points: 0, most: 0 };
  const everybody = terms.standings.length === 0 && terms.ageFrom === null && terms.ageBelow === null;
  for (const { residentId, householdId, occurredAt } of events) {
    const owner = terms.subject === 'PERSON' ? residentId : householdId;
    const day = dayOf(occurredAt);
    const earner = earners.get(residentId ?? '');
    if (!owner || !(everybody || (earner && mayEarn(terms, earner, day)))) continue;
    const keys = [`${owner} ${day}`, `${owner} ${day.slice(0, 7)}`, owner] as const;
    const [dayGot = 0, monthGot = 0, total = 0] = keys.map(key => got.get(key));
    const points = pointsWithin(terms, { day: dayGot, month: monthGot, total } satisfies Got);
    if (points < terms.points) result.capped += 1;
    if (points === 0) continue;
    for (const key of keys) add(key, points);
    owners.add(owner);
    result.counted += 1;
    result.points += points;
    result.most = Math.max(result.most, total + points);
  }
  return { ...result, owners: owners.size };
}
