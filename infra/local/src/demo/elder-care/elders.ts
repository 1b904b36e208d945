import { Resident } from '@linli/domain/people/resident.entity';
import { addYears } from '@linli/domain/shared/clock';
import type { DemoTime } from '../months.ts';
import type { Past } from '../past.ts';
import type { MadeCommunity } from '../places.ts';

/** Who was 60 as the demo begins and has lived in a community all the time, the oldest first. */
export async function eldersOf(past: Past, { gridIds }: MadeCommunity, { firstDay }: DemoTime): Promise<Resident[]> {
  const found = await past.unit(tx => tx.find(Resident, {
    placeId: { $in: [...gridIds] }, livesTo: null, livesFrom: { $lte: firstDay }, birthDate: { $lt: addYears(firstDay, -60) },
  }));
  return found.toSorted((a, b) => a.birthDate.localeCompare(b.birthDate) || a.name.localeCompare(b.name));
}

/** Elders without kin of a community, those first who have lived there longest. */
export async function loneElders(past: Past, { gridIds }: MadeCommunity): Promise<Resident[]> {
  const found = await past.unit(tx => tx.find(Resident, { placeId: { $in: [...gridIds] }, noKin: true, livesTo: null }));
  return found.toSorted((a, b) => a.livesFrom.localeCompare(b.livesFrom) || a.birthDate.localeCompare(b.birthDate));
}
