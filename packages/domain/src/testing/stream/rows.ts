import { receivedAtPlace } from '../../cases/beginning.ts';
import type { Case } from '../../cases/case.entity.ts';
import { CASE_KINDS } from '../../cases/moves.ts';
import { trackingNumber } from '../../cases/tracking-number.ts';
import { residentValues } from '../../people/register.ts';
import { Residence } from '../../people/residence.entity.ts';
import { Resident, STANDINGS } from '../../people/resident.entity.ts';
import type { WasteDrop } from '../../points/waste-drop.entity.ts';
import { addDays, addYears } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { NewRow } from '../../shared/read.ts';
import type { Transaction } from '../../shared/transaction.ts';
import { pick, type Stand } from './stand.ts';

/** A stay of somebody whose 60th birthday, arrival and leaving lie around today, in any order that the register allows. */
export function aResidence(stand: Stand, a: number, b: number, c: number): NewRow<Residence> {
  const livesFrom = stand.day(b);
  const turns60 = stand.day(c);
  const birthDate = a % 4 === 0 ? addYears(livesFrom, -(c % 50)) : addYears(turns60, -60);
  return {
    id: newId(), residentId: newId(), placeId: pick(stand.places, a), addressId: null, standing: pick(STANDINGS, b + c), noKin: (a + c) % 3 === 0,
    birthDate: birthDate < livesFrom ? birthDate : livesFrom, livesFrom, livesTo: c % 5 === 0 ? addDays(livesFrom, 1 + (a % 90)) : null,
  };
}

/** Writes residences as they are, each with a resident of its own. */
export async function enterAll(tx: Transaction, residences: readonly NewRow<Residence>[]): Promise<void> {
  await enterResidents(tx, residences);
  await tx.bulkInsert(Residence, residences);
}

/** Only the residents that residences need. */
export function enterResidents(tx: Transaction, residences: readonly NewRow<Residence>[]): Promise<void> {
  return tx.bulkInsert(Resident, residences.map(residence => residentOf(tx, residence)));
}

/** The same for one, row by row. */
export async function enter(tx: Transaction, residence: NewRow<Residence>): Promise<Residence> {
  await tx.create(Resident, residentOf(tx, residence));
  return tx.create(Residence, residence);
}

function residentOf(tx: Transaction, { residentId: id, placeId, standing, birthDate, livesFrom, livesTo }: NewRow<Residence>): NewRow<Resident> {
  return residentValues({ id, placeId, standing, birthDate, livesFrom, livesTo, name: '某人', sex: 'FEMALE', recordedAt: tx.at });
}

/** A case as an import would bring it: already handled, followed up and rated, or not yet. */
export function aCase(stand: Stand, a: number, b: number, c: number): NewRow<Case> {
  const receivedAt = stand.past(c);
  const after = (minutes: number) => new Date(receivedAt.getTime() + minutes * 60_000);
  const handled = b % 3 > 0;
  const rated = handled && a % 2 === 0;
  const dueAt = after(1 + (a * 37) % 20_000);
  return {
    id: newId(), ...receivedAtPlace(pick(stand.places, a)), respondedPlaceId: handled ? pick(stand.places, a + b) : null, addressId: null, trackingNumber: trackingNumber(receivedAt), kind: pick(CASE_KINDS, b), categoryId: stand.at.categoryId,
    urgency: 'ORDINARY', channel: a % 3 === 0 ? 'PATROL' : 'HOTLINE', title: '来电', description: '来电', requesterId: null, residentId: stand.people[(a + c) % (stand.people.length + 2)] ?? null, contactName: null, contactPhoneSealed: null,
    status: handled ? 'HANDLED' : 'RECEIVED', outcome: handled ? 'RESOLVED' : null, cycle: 1, receivedAt, recordedAt: stand.now,
    firstResponseAt: handled ? after(c % 3_000) : null, dueAt, originalDueAt: dueAt, suspendedAt: null, overdueAt: null,
    reopenedAt: null, suspendedMinutes: 0, handledAt: handled ? after((b * 53) % 20_000) : null, handledNetMinutes: handled ? c % 9_000 : null, closedAt: null, unconfirmed: false, firstReceiverId: null, assigneeId: null, assigneeOrganisationId: null, handlerId: null,
    returns: 0, followedUpAt: rated ? after(30_000) : null, followUpSource: rated ? 'CALL_BACK' : null, confirmedResolved: rated ? c % 2 === 0 : null,
    ratedAt: rated ? after(31_000) : null, rating: rated ? 1 + (c % 5) : null, ratingChanged: false, mergedIntoId: null,
    externalSystem: null, externalId: null, dataOrigin: 'REAL',
  };
}

/** What a correction of a case may change, one thing at a time. */
export function aCorrection(stand: Stand, b: number, c: number): Partial<Case> {
  const corrections: readonly Partial<Case>[] = [
    { placeId: pick(stand.places, c) },
    { receivedPlaceId: pick(stand.places, c) },
    { duePlaceId: pick(stand.places, c) },
    { kind: pick(CASE_KINDS, c) },
    { receivedAt: stand.past(c) },
    { dueAt: new Date(stand.past(c).getTime() + 86_400_000 * 10) },
    c % 3 === 0 ? { firstResponseAt: null, respondedPlaceId: null } : { firstResponseAt: stand.past(c), respondedPlaceId: pick(stand.places, c) },
    { followedUpAt: stand.past(c), followUpSource: 'VISIT', confirmedResolved: c % 2 === 0 },
    { followedUpAt: null, followUpSource: null, confirmedResolved: null },
    { ratedAt: stand.past(c), rating: 1 + (c % 5) },
    { ratedAt: null, rating: null },
    {
      placeId: pick(stand.places, c + 1), receivedAt: stand.past(c), receivedPlaceId: pick(stand.places, c + 2), firstResponseAt: stand.past(c),
      respondedPlaceId: pick(stand.places, c + 3),
    },
    { residentId: c % 4 === 0 ? null : pick(stand.people, c) },
    { originalDueAt: new Date(stand.past(c).getTime() + 86_400_000 * 3) },
    { channel: c % 2 === 0 ? 'PATROL' : 'APP' },
    { handledNetMinutes: c % 700 },
    { title: '与指标无关' },
  ];
  return pick(corrections, b);
}

/** A drop of waste, in the weeks around the turn of a month, so that some come in three weeks of one. */
export function aDrop(stand: Stand, a: number, b: number, c: number): NewRow<WasteDrop> {
  const whose = a % 4;
  return {
    id: newId(), residentId: whose === 0 ? null : pick(stand.people, b), householdId: whose === 1 ? null : pick(stand.households, b + c), placeId: pick(stand.places, a),
    kind: 'KITCHEN', correct: c % 5 > 0, occurredAt: aTimeOfDrops(stand, c), recordedAt: stand.now, recordedById: null, voidedAt: null, externalSystem: null,
    externalId: null, dataOrigin: 'REAL',
  };
}

/** Mostly of the last six weeks, some a year ago and more: who was there a year ago counts until then. */
function aTimeOfDrops(stand: Stand, n: number): Date {
  const days = n % 7 === 0 ? 350 + (n % 31) : n % 43;
  return new Date(stand.now.getTime() - days * 86_400_000 - (n % 1_440) * 60_000);
}

/** What a correction of a drop may change. */
export function anotherDrop(stand: Stand, b: number, c: number): Partial<WasteDrop> {
  const corrections: readonly Partial<WasteDrop>[] = [
    { placeId: pick(stand.places, c) },
    { occurredAt: aTimeOfDrops(stand, c) },
    { correct: c % 2 === 0 },
    { voidedAt: c % 3 === 0 ? stand.now : null },
    { residentId: pick(stand.people, c) },
    { residentId: null, householdId: pick(stand.households, c) },
    { householdId: null, residentId: pick(stand.people, c), placeId: pick(stand.places, c + 1), occurredAt: aTimeOfDrops(stand, c) },
    { kind: 'OTHER' },
  ];
  return pick(corrections, b);
}

/** What a correction of a residence may change. */
export function aNewFact(stand: Stand, b: number, c: number): Partial<Residence> {
  const from = stand.day(c);
  const facts: readonly Partial<Residence>[] = [
    { placeId: pick(stand.places, c) },
    { standing: pick(STANDINGS, c) },
    { livesTo: null },
    { livesFrom: from, livesTo: addDays(from, 1 + (c % 60)), birthDate: addYears(addDays(from, (c % 11) - 5), -60) },
    { placeId: pick(stand.places, c + 1), standing: pick(STANDINGS, c) },
    { birthDate: addYears(stand.day(c), -60 - (c % 3)) },
    { noKin: c % 2 === 0 },
    { addressId: stand.addressId },
  ];
  return pick(facts, b);
}
