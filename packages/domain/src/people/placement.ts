import { openPlace } from '../places/open-place.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { NewRow } from '../shared/read.ts';
import type { Transaction } from '../shared/transaction.ts';
import { Residence } from './residence.entity.ts';
import { Resident } from './resident.entity.ts';

/** Where somebody lives, and in which standing. */
export type Placement = Pick<Residence, 'placeId' | 'addressId' | 'standing'>;

/** The residence that says what a resident's own placement says: their first one, when they are entered in bulk. */
export function residenceOf(resident: NewRow<Resident>): NewRow<Residence> {
  const { id: residentId, placeId, addressId, standing, noKin, birthDate, livesFrom, livesTo } = resident;
  return { id: newId(), residentId, placeId, addressId, standing, noKin, birthDate, livesFrom, livesTo };
}

/**
 * Has somebody live here from a day on: for the first time, or again after having left.
 * @param resident locked or made by this unit, as in all that follows
 * @throws Refusal NOT_FOUND for the place; WRONG_STATE where it has closed, or for who lives here already, or has died; INVALID for a day before birth, or before they left
 */
export async function settle(tx: Transaction, resident: Resident, placement: Placement, day: CalendarDate): Promise<void> {
  if (resident.departureReason === 'DIED') throw new Refusal('WRONG_STATE', 'This person has died.');
  const latest = await latestOf(tx, resident);
  if (latest && !latest.livesTo) throw new Refusal('WRONG_STATE', 'This person lives here already.');
  if (day < resident.birthDate) throw new Refusal('INVALID', 'Nobody lives here before being born.', ['livesFrom']);
  if (latest?.livesTo && day < latest.livesTo) throw new Refusal('INVALID', 'Nobody comes back before having left.', ['livesFrom']);
  await openPlace(tx, placement.placeId);
  await begin(tx, resident, placement, day);
  Object.assign(resident, { ...placement, livesFrom: day, livesTo: null, departureReason: null });
}

/**
 * Has somebody live elsewhere in the district, in another standing, or with or without kin as the resident says now, from a day on. Where they lived before that day
 * stays; on the first day of a residence this corrects it.
 * @throws Refusal NOT_FOUND for the place; WRONG_STATE where it has closed, or for who does not live here; INVALID for a day before the last change
 */
export async function move(tx: Transaction, resident: Resident, to: Partial<Placement>, day: CalendarDate): Promise<void> {
  const running = await runningOf(tx, resident);
  if (day < running.livesFrom) throw new Refusal('INVALID', 'The day must not be before the last move.', ['day']);
  const { placeId, addressId, standing } = { ...running, ...to };
  const { noKin } = resident;
  if (placeId === running.placeId && addressId === running.addressId && standing === running.standing && noKin === running.noKin) return;
  if (placeId !== running.placeId) await openPlace(tx, placeId);
  if (day === running.livesFrom) {
    Object.assign(running, { placeId, addressId, standing, noKin });
  } else {
    running.livesTo = day;
    await tx.flush(); // one residence is running at a time, in the database too
    await begin(tx, resident, { placeId, addressId, standing }, day);
  }
  Object.assign(resident, { placeId, addressId, standing, livesFrom: day });
}

/**
 * Has somebody no longer live here from a day on.
 * @throws Refusal WRONG_STATE for who does not live here; INVALID unless they have lived here so before `day`
 */
export async function leave(tx: Transaction, resident: Resident, day: CalendarDate): Promise<void> {
  const running = await runningOf(tx, resident);
  if (day <= running.livesFrom) throw new Refusal('INVALID', 'The day of leaving must be after the day of arrival or of the last move.', ['day']);
  running.livesTo = day;
  resident.livesTo = day;
}

/**
 * Corrects a birth date, in all residences. Who has lived here from birth on still does.
 * @throws Refusal INVALID for a birth after the arrival
 */
export async function correctBirthDate(tx: Transaction, resident: Resident, birthDate: CalendarDate): Promise<void> {
  const residences = await residencesOf(tx, resident);
  const [first] = residences;
  if (first?.livesFrom === resident.birthDate && (!first.livesTo || birthDate < first.livesTo)) first.livesFrom = birthDate;
  if (first && birthDate > first.livesFrom) throw new Refusal('INVALID', 'Nobody lives here before being born.', ['birthDate']);
  for (const residence of residences) residence.birthDate = birthDate;
  resident.birthDate = birthDate;
  resident.livesFrom = residences.at(-1)?.livesFrom ?? resident.livesFrom;
}

/**
 * Has many residents live at another place from a day on, in a few statements, as when a grid is split or merged: their
 * addresses, households and standings stay. Who does not live here any more is passed over.
 */
export async function moveAll(tx: Transaction, residentIds: readonly string[], placeId: string, day: CalendarDate): Promise<void> {
  const running = await tx.getAll(Residence, { residentId: { $in: [...residentIds] }, livesTo: null });
  const [before, since] = [running.filter(({ livesFrom }) => livesFrom < day), running.filter(({ livesFrom }) => livesFrom >= day)];
  await tx.bulkUpdate(Residence, since.map(({ id }) => id), { placeId });
  await tx.bulkUpdate(Resident, since.map(({ residentId }) => residentId), { placeId });
  await tx.bulkUpdate(Residence, before.map(({ id }) => id), { livesTo: day });
  await tx.bulkInsert(Residence, before.map(({ residentId, addressId, standing, noKin, birthDate }) => ({
    id: newId(), residentId, placeId, addressId, standing, noKin, birthDate, livesFrom: day, livesTo: null,
  })));
  await tx.bulkUpdate(Resident, before.map(({ residentId }) => residentId), { placeId, livesFrom: day });
}

async function begin(tx: Transaction, { id, noKin, birthDate }: Resident, { placeId, addressId, standing }: Placement, day: CalendarDate): Promise<void> {
  await tx.create(Residence, { id: newId(), residentId: id, placeId, addressId, standing, noKin, birthDate, livesFrom: day, livesTo: null });
}

/** The residences of a resident, locked, the earliest first. */
async function residencesOf(tx: Transaction, { id }: Resident): Promise<Residence[]> {
  return (await tx.getAll(Residence, { residentId: id })).toSorted((a, b) => (a.livesFrom < b.livesFrom ? -1 : 1));
}

async function latestOf(tx: Transaction, resident: Resident): Promise<Residence | undefined> {
  return (await residencesOf(tx, resident)).at(-1);
}

async function runningOf(tx: Transaction, resident: Resident): Promise<Residence> {
  const latest = await latestOf(tx, resident);
  if (!latest || latest.livesTo) throw new Refusal('WRONG_STATE', 'This person does not live here any more.');
  return latest;
}
