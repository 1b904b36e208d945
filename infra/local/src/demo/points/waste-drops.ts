import { Household } from '@linli/domain/people/household.entity';
import { WasteDrop, type WasteKind } from '@linli/domain/points/waste-drop.entity';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { COMMUNITY_B } from '../layout.ts';
import type { DemoMonth, DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity, MadeDistrict } from '../places.ts';
import { Weighted, type Random } from '../random.ts';

/** Households of community B that sort their waste, by month from M13 on: from M22 on more of it is rewarded. */
const SORTING = [261, 261, 261, 261, 261, 261, 261, 261, 261, 430, 610, 765, 765] as const;
const FIRST = 13;
/** Of the others, those who bring something once a month. */
const NOW_AND_THEN = 0.2;
/** Of all that is brought, what is not sorted as it should be. */
const WRONG = 0.06;
const WEEK = 7 * 86_400_000;
const KINDS = new Weighted<WasteKind>([['KITCHEN', 6], ['RECYCLABLE', 3], ['OTHER', 2], ['HAZARDOUS', 1]]);

/** Where waste is sorted, and what was brought there. */
export interface Sorters {
  readonly community: MadeCommunity;
  readonly households: readonly Household[];
  /** In the order of time. */
  readonly drops: readonly NewRow<WasteDrop>[];
}

/** Makes up the drops of community B: whoever sorts brings something in three of a month's four weeks. @returns undefined where there is no such community */
export async function makeWasteDrops(past: Past, random: Random, made: MadeDistrict, time: DemoTime): Promise<Sorters | undefined> {
  const community = made.streets.flatMap(({ communities }) => communities).find(({ plan }) => plan.code === COMMUNITY_B.code);
  if (!community) return undefined;
  return past.unit(async tx => {
    const households = await tx.find(Household, { placeId: { $in: [...community.gridIds] }, dissolvedAt: null }, { orderBy: { id: 'asc' } });
    const months = time.months.filter(({ number }) => number >= FIRST);
    const drops = months.flatMap(month => dropsOf(random, households, month)).filter(({ occurredAt }) => occurredAt < time.now)
      .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    await tx.bulkInsert(WasteDrop, drops);
    return { community, households, drops };
  });
}

function dropsOf(random: Random, households: readonly Household[], { number, from }: DemoMonth): NewRow<WasteDrop>[] {
  return households.flatMap((household, n) => {
    const sorts = n < (SORTING[number - FIRST] ?? 0);
    if (!sorts && !random.chance(NOW_AND_THEN)) return [];
    const left = random.below(4);
    const weeks = sorts ? [0, 1, 2, 3].filter(week => week !== left) : [left];
    const right = weeks.map(week => drop(random, household, new Date(from.getTime() + week * WEEK + random.below(WEEK)), true));
    return random.chance(WRONG) ? [...right, drop(random, household, new Date(from.getTime() + random.below(4 * WEEK)), false)] : right;
  });
}

function drop(random: Random, { id: householdId, placeId }: Household, occurredAt: Date, correct: boolean): NewRow<WasteDrop> {
  return {
    id: newId(), residentId: null, householdId, placeId, kind: KINDS.pick(random), correct, occurredAt, recordedAt: occurredAt, recordedById: null, voidedAt: null,
    externalSystem: null, externalId: null, dataOrigin: 'GENERATED',
  };
}
