import { CareBooking } from '@linli/domain/elder-care/care-booking.entity';
import { CareSlot } from '@linli/domain/elder-care/care-slot.entity';
import type { Resident } from '@linli/domain/people/resident.entity';
import type { BulkValues } from '@linli/domain/shared/bulk';
import { dayOf } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { weekdayOf, type DemoMonth, type DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity } from '../places.ts';
import type { Random } from '../random.ts';
import { loneElders } from './elders.ts';

/** Of the elders without kin, how many are served at home in the first month and in M24. */
const SERVED = { first: 12, last: 40 } as const;
/** Errands are run on Tuesdays and Fridays, for so many at a time, from half past eight to half past eleven. */
const [WEEKDAYS, AT_A_TIME, FROM, TO] = [[2, 5], 14, 510, 690] as const;
/** Of the elders who are served, those served twice in a month. */
const TWICE = 0.4;
const [MINUTE, DAY] = [60_000, 86_400_000];

/** A station that runs errands for elders without kin at no charge: more of them each month. @returns whom */
export async function runErrands(past: Past, random: Random, community: MadeCommunity, { months, start, now }: DemoTime): Promise<readonly Resident[]> {
  const { centres } = past.domain.elderCare;
  past.goTo(start);
  const elders = await loneElders(past, community);
  const { id: centreId } = await centres.create(past.by, { placeId: community.id, name: `${community.plan.name}养老服务站`, capacity: 20 });
  const { id: serviceId } = await centres.offer(past.by, {
    centreId, name: '孤寡老人上门代办', kind: 'HOME_ERRAND', atHome: true, price: 0, sponsorShare: 0, minAge: 60, noKinOnly: true, needsApproval: false, chargesMissed: false,
  });
  const made = months.flatMap(month => errandsOf(random, month, elders, now).map(({ slot, bookings }) => ({
    slot: { ...slot, serviceId }, bookings: bookings.map(booking => ({ ...booking, serviceId, centreId })),
  })));
  await past.unit(async tx => {
    await tx.bulkInsert(CareSlot, made.map(({ slot }) => slot));
    await tx.bulkInsert(CareBooking, made.flatMap(({ bookings }) => bookings));
  });
  return elders;
}

interface Errands {
  readonly slot: Omit<NewRow<CareSlot>, 'serviceId'>;
  readonly bookings: readonly BulkValues<CareBooking>[];
}

/** Everybody who is served in a month, once or twice, each time in another of its slots. */
function errandsOf(random: Random, { number, from, to, part }: DemoMonth, elders: readonly Resident[], now: Date): Errands[] {
  const days: Date[] = [];
  for (let day = from; day < to; day = new Date(day.getTime() + DAY)) {
    if (WEEKDAYS.some(weekday => weekday === weekdayOf(day)) && day.getTime() + TO * MINUTE < now.getTime()) days.push(day);
  }
  const count = Math.min(SERVED.last, Math.round((SERVED.first + ((SERVED.last - SERVED.first) * (number - 1)) / 23) * part));
  const slots = days.map(() => new Set<Resident>());
  for (const elder of elders.filter(({ livesFrom }) => livesFrom <= dayOf(from)).slice(0, count)) {
    for (let times = random.chance(TWICE) ? 2 : 1; times > 0; times--) {
      const open = slots.filter(slot => slot.size < AT_A_TIME && !slot.has(elder));
      if (open.length > 0) random.pick(open).add(elder);
    }
  }
  return slots.map((served, n) => slotOf(days[n] ?? from, [...served]));
}

function slotOf(day: Date, served: readonly Resident[]): Errands {
  const [startsAt, endsAt] = [new Date(day.getTime() + FROM * MINUTE), new Date(day.getTime() + TO * MINUTE)];
  const slot = { id: newId(), startsAt, endsAt, closesAt: startsAt, capacity: AT_A_TIME, taken: served.length, calledOffAt: null, dataOrigin: 'GENERATED' } as const;
  const bookedAt = new Date(startsAt.getTime() - 2 * DAY);
  return {
    slot,
    bookings: served.map(({ id: residentId, placeId }) => ({
      id: newId(), slotId: slot.id, residentId, placeId, senior: true, noKin: true, atHome: true, startsAt, endsAt, state: 'FULFILLED', channel: 'TELEPHONE', sponsorAmount: 0,
      memberUnit: 'FEN', memberAmount: 0, requestedAt: bookedAt, bookedAt, checkedInAt: startsAt, fulfilledAt: endsAt, dataOrigin: 'GENERATED',
    })),
  };
}
