import { CareStay } from '@linli/domain/elder-care/care-stay.entity';
import type { Resident } from '@linli/domain/people/resident.entity';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { weekdayOf, type DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { Random } from '../random.ts';

/** From this month on, on working days; who comes, comes on three days of five. */
const [BEGIN, COMES] = [16, 0.6] as const;
/** When they come and leave, in minutes of the day. */
const [COME, LEAVE] = [500, 990] as const;
const [MINUTE, DAY] = [60_000, 86_400_000];

/** The days of those who spend them at a centre; who is there now has not left. */
export async function makeStays(past: Past, random: Random, centreId: string, elders: readonly Resident[], { months, now }: DemoTime): Promise<void> {
  const stays: NewRow<CareStay>[] = [];
  for (let day = months[BEGIN - 1]?.from ?? now; day < now; day = new Date(day.getTime() + DAY)) {
    if (weekdayOf(day) > 5) continue;
    for (const { id: residentId, placeId } of elders) {
      const [cameAt, leftAt] = [COME, LEAVE].map(minute => new Date(day.getTime() + (minute + random.below(45)) * MINUTE)) as [Date, Date];
      if (!random.chance(COMES) || cameAt > now) continue;
      stays.push({ id: newId(), centreId, residentId, placeId, senior: true, cameAt, leftAt: leftAt < now ? leftAt : null, dataOrigin: 'GENERATED' });
    }
  }
  await past.unit(tx => tx.bulkInsert(CareStay, stays));
}
