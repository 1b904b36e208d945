import { isActor } from '../access/actor.ts';
import { Resident } from '../people/resident.entity.ts';
import { actsFor, worksOver } from '../register/acting.ts';
import { addYears, dayOf, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { BridgeItem, type BridgeItemKind } from './bridge-item.entity.ts';
import { BuddyPair } from './buddy-pair.entity.ts';
import { trainedByActor } from './shown.read.ts';

/** As in the law on the rights and interests of the elderly. */
const SENIOR_AGE = 60;

/** Whether somebody was 60 or older on a day. */
export function isSenior(birthDate: CalendarDate, on: CalendarDate): boolean {
  return addYears(birthDate, SENIOR_AGE) <= on;
}

/** Whether the performer is somebody's buddy now. */
export async function isBuddyOf(tx: Transaction, seniorId: string): Promise<boolean> {
  const { performer } = tx;
  const buddyId = isActor(performer) ? performer.residentId : null;
  return buddyId !== null && (await tx.findOne(BuddyPair, { seniorId, buddyId, endedAt: null })) !== null;
}

/** Whether the performer trains in a course for which somebody has a place, or which they attended. */
export async function isTrainerOf(tx: Transaction, residentId: string): Promise<boolean> {
  const { performer } = tx;
  return isActor(performer) && (await tx.rows(trainedByActor, performer.accountId, performer.organisationId, residentId)).some(({ trains }) => trains);
}

/** Whether the performer works over where somebody lives, trains them, or is their buddy. */
export async function standsBy(tx: Transaction, { id, placeId }: Pick<Resident, 'id' | 'placeId'>): Promise<boolean> {
  return (await worksOver(tx, tx.performer, placeId)) || (await isTrainerOf(tx, id)) || (await isBuddyOf(tx, id));
}

/** Whether the performer may look at what somebody has learned and done: also themselves, and who acts for them. */
export async function mayLookAt(tx: Transaction, resident: Pick<Resident, 'id' | 'placeId'>): Promise<boolean> {
  return (isActor(tx.performer) && (await actsFor(tx, tx.performer, resident.id))) || standsBy(tx, resident);
}

/** Somebody who lives here, as they are until commit. @throws Refusal NOT_FOUND, also for whom `may` is not true of; WRONG_STATE for who does not live here any more */
export async function person(tx: Transaction, id: string, may: (resident: Resident) => Promise<boolean>, field = 'residentId'): Promise<Resident> {
  const resident = await tx.keep(Resident, id);
  if (!resident || !(await may(resident))) throw new Refusal('NOT_FOUND', 'No such resident.', [field]);
  if (resident.erasedAt || (resident.livesTo && resident.livesTo <= dayOf(tx.at))) throw new Refusal('WRONG_STATE', 'This person does not live here any more.', [field]);
  return resident;
}

/** A line of one of the district's lists. @throws Refusal NOT_FOUND at `bridgeItemId`; WRONG_STATE for one that was closed */
export async function openItem(tx: Transaction, id: string, kind: BridgeItemKind): Promise<BridgeItem> {
  const item = await tx.findOne(BridgeItem, { id, kind });
  if (!item) throw new Refusal('NOT_FOUND', `No such ${kind.toLowerCase()}.`, ['bridgeItemId']);
  if (item.closedAt) throw new Refusal('WRONG_STATE', 'Nothing new is recorded of this.', ['bridgeItemId']);
  return item;
}

/** When something happened: as said, or now. @throws Refusal INVALID at `field` for what lies ahead, or before somebody was born */
export function happened(tx: Transaction, asked: Date | undefined, field: string, birthDate?: CalendarDate): Date {
  const at = asked ?? tx.at;
  if (at > tx.at) throw new Refusal('INVALID', 'This has not happened yet.', [field]);
  if (birthDate && dayOf(at) < birthDate) throw new Refusal('INVALID', 'Nobody did this before being born.', [field]);
  return at;
}
