import { Resident } from '@linli/domain/people/resident.entity';
import { addYears } from '@linli/domain/shared/clock';
import { COMMUNITY_A } from '../layout.ts';
import { DEMO_MONTHS, type DemoMonth, type DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeDistrict } from '../places.ts';
import type { Random } from '../random.ts';
import { Awards } from './awards.ts';
import { redeemAtCounter, type Customer } from './counter.ts';
import { deedsOf, deedsOfDrops, type Helper } from './deeds.ts';
import { objectTo, pilotOf, redeemInApp, reserved } from './front-door.ts';
import { openScheme, rewardMore, tryOutSorting, type Offered, type Wording } from './scheme.ts';
import { makeWasteDrops, type Sorters } from './waste-drops.ts';

/** People who do something for others in the pilot community, and where there is none. */
const HELPERS = { pilot: 24, elsewhere: 8 } as const;
/** The month in which points for drops are tried out, and the one after which more of them count. */
const [TRIED, REWARDED] = [14, 21];
/** Months after which there is so much more that it is worth telling the database. */
const GROWN: readonly number[] = [3, 9, 14, 18, 22];
/** Redemptions a month: for each helper, and of households that sort, from {@link TRIED} on. */
const OF_HELPERS = 0.2;
const OF_SORTERS = [0, 0, 0, 0, 4, 6, 8, 8, 16, 24, 28, 20] as const;
const [DAY, HOUR] = [86_400_000, 3_600_000];
/** Days of a month, from 0, on which points are given; and the first ones on which helpers and sorters redeem them. */
const [GIVEN_ON, HELPERS_FROM, SORTERS_FROM] = [[0, 7, 14, 21], 24, 26] as const;

/**
 * The points scheme over the 24 months: what helpers do and a worker enters, drops of sorted waste where there are any, on
 * notice and then given; redeemed at the counter or by code; good for a year. @param holders residents with an account by grid id
 */
export async function loadPoints(
  past: Past, random: Random, made: MadeDistrict, time: DemoTime, holders: ReadonlyMap<string, Helper>,
): Promise<void> {
  const sorters = await makeWasteDrops(past, random.fork('drops'), made, time);
  const { deeds, goods } = await openScheme(past, made.rootId);
  const helpers = await helpersOf(past, made, time, holders);
  const awards = new Awards();
  const inApp = (pilotOf(made)?.gridIds ?? []).filter(gridId => holders.has(gridId));
  const customers = helpers.filter(({ id }) => inApp.every(gridId => holders.get(gridId)?.id !== id))
    .map(({ id }): Customer => ({ residentId: id, from: 'RESIDENT', ownerId: id }));
  const atB = sorters && new Sorting(past, sorters);
  for (const month of time.months) {
    past.goTo(month.from);
    await past.asWorker(async from => {
      await past.domain.points.awards.activateDue(from);
      await past.domain.ledger.expire(from);
    });
    awards.propose([...deedsOf(random, helpers, deeds, month, time), ...((await atB?.deedsOf(month)) ?? [])]
      .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()));
    for (const day of GIVEN_ON) if (past.goTo(momentOf(month, day, 8))) await awards.give(past);
    await objectTo(past, made, deeds, month);
    if (month.number === DEMO_MONTHS) await redeemInApp(past, goods, inApp);
    await redeemAtCounter(past, random, customers, goods, moments(month, HELPERS_FROM, Math.round(OF_HELPERS * helpers.length)));
    await atB?.redeem(random, goods, month);
    if (GROWN.includes(month.number)) await past.analyse();
    if (month.number === REWARDED) await atB?.rewardMore(month);
  }
  past.goTo(time.now);
  await awards.give(past);
  await awards.leave(past);
  if (inApp[0]) await reserved(past, goods, inApp[0]);
}

/** Community B: its rule, its good, and whoever redeems for a household. */
class Sorting {
  readonly #past: Past;
  readonly #sorters: Sorters;
  #customers: readonly Customer[] = [];
  #wording: Wording | undefined;
  #good: Offered | undefined;

  constructor(past: Past, sorters: Sorters) {
    this.#past = past;
    this.#sorters = sorters;
  }

  async deedsOf({ number, from, end }: DemoMonth) {
    const { community, drops, households } = this.#sorters;
    if (number === TRIED) {
      ({ wording: this.#wording, good: this.#good } = await tryOutSorting(this.#past, community.id));
      const heads = await this.#past.unit(tx => tx.find(Resident, { placeId: { $in: [...community.gridIds] }, relationToHead: 'HEAD', livesTo: null }));
      const byHousehold = new Map(heads.map(({ id, householdId }) => [householdId, id]));
      this.#customers = households.flatMap(({ id: ownerId }): Customer[] => {
        const residentId = byHousehold.get(ownerId);
        return residentId === undefined ? [] : [{ residentId, from: 'HOUSEHOLD', ownerId }];
      });
    }
    return this.#wording ? deedsOfDrops(drops.filter(({ occurredAt }) => occurredAt >= from && occurredAt < end), this.#wording) : [];
  }

  async redeem(random: Random, goods: readonly Offered[], month: DemoMonth): Promise<void> {
    const count = Math.round((OF_SORTERS[month.number - TRIED] ?? 0) * month.part);
    if (this.#good && count > 0) await redeemAtCounter(this.#past, random, this.#customers, [...goods, this.#good], moments(month, SORTERS_FROM, count));
  }

  async rewardMore({ end }: DemoMonth): Promise<void> {
    this.#past.goTo(new Date(end.getTime() - 6 * HOUR));
    if (this.#wording) this.#wording = await rewardMore(this.#past, this.#sorters.community.id, this.#wording);
  }
}

/** Whoever holds an account in the pilot community, and grown-ups of it who have lived there all the time. */
async function helpersOf(past: Past, made: MadeDistrict, { firstDay }: DemoTime, holders: ReadonlyMap<string, Helper>): Promise<Helper[]> {
  const community = pilotOf(made);
  const gridIds = community?.gridIds ?? [];
  const count = community?.plan.code === COMMUNITY_A.code ? HELPERS.pilot : HELPERS.elsewhere;
  const own = gridIds.flatMap(gridId => holders.get(gridId) ?? []);
  const others = await past.unit(tx => tx.find(Resident, {
    placeId: { $in: [...gridIds] }, livesTo: null, livesFrom: { $lte: firstDay }, birthDate: { $lt: addYears(firstDay, -25), $gt: addYears(firstDay, -65) },
  }, { orderBy: { id: 'asc' }, limit: count }));
  return [...own, ...others.filter(({ id }) => own.every(each => each.id !== id))].slice(0, count);
}

/** So many moments on two days of a month. */
function moments(month: DemoMonth, firstDay: number, count: number): Date[] {
  return Array.from({ length: count }, (_, n) => momentOf(month, firstDay + Math.floor((n * 2) / count), 9, n * 11));
}

function momentOf({ from }: DemoMonth, day: number, hour: number, minute = 0): Date {
  return new Date(from.getTime() + day * DAY + hour * HOUR + minute * 60_000);
}
