import { isActor } from '../access/actor.ts';
import { Household } from '../people/household.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { actsFor, ownPeople, participant, worksOver } from '../register/acting.ts';
import { dayOf } from '../shared/clock.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { bornBy, type Survey } from './survey.entity.ts';

/** Whose answer it is: one of the two. */
export interface Whose {
  readonly residentId?: string | null | undefined;
  readonly householdId?: string | null | undefined;
}

/** Somebody who is asked: a resident, or a household. */
export interface Respondent {
  readonly residentId: string | null;
  readonly householdId: string | null;
  readonly placeId: string;
  readonly dataOrigin: DataOrigin;
  /** Answers for themselves, or is answered for by who acts for them; else staff over where they live enter it. */
  readonly own: boolean;
  /** Of the input that names them, for refusals. */
  readonly field: 'residentId' | 'householdId' | 'code';
}

/**
 * Who answers, as the performer may name them; their row stays as it is until this unit has committed.
 * @throws Refusal NOT_FOUND for who is not there, does not live there any more, or whom the performer neither acts for nor works over; INVALID for both or neither
 */
export async function respondent(tx: Transaction, performer: Performer, { residentId = null, householdId = null }: Whose): Promise<Respondent> {
  const both = new Refusal('INVALID', 'Give either a resident or a household.', ['residentId']);
  const household = householdId === null ? null : await answering(tx, performer, householdId);
  if (residentId === null) {
    if (!household) throw both;
    return household;
  }
  const { placeId, dataOrigin } = await participant(tx, performer, residentId);
  if (household) throw both;
  return { residentId, householdId, placeId, dataOrigin, own: isActor(performer) && (await actsFor(tx, performer, residentId)), field: 'residentId' };
}

/** A household that somebody acts for as a member or a member's proxy, or that lives where they work. */
async function answering(tx: Transaction, performer: Performer, householdId: string): Promise<Respondent> {
  const household = await tx.keep(Household, householdId);
  const own = household !== null && isActor(performer) && (await membersOf(tx, household.id, { id: { $in: [...(await ownPeople(tx, performer))] } })).length > 0;
  if (!household || household.dissolvedAt || (!own && !(await worksOver(tx, performer, household.placeId)))) {
    throw new Refusal('NOT_FOUND', 'No such household.', ['householdId']);
  }
  return { residentId: null, householdId: household.id, placeId: household.placeId, dataOrigin: household.dataOrigin, own, field: 'householdId' };
}

/** @throws Refusal NOT_FOUND at `surveyId` for a survey that does not ask where they live; INVALID for a resident where households are asked, or the reverse; NOT_ALLOWED for who is too young */
export async function mustBeAsked(tx: Transaction, survey: Survey | null, { residentId, householdId, placeId, field }: Respondent): Promise<Survey> {
  if (!survey || !(await lineageOf(tx, placeId)).includes(survey.placeId)) throw new Refusal('NOT_FOUND', 'No such survey.', ['surveyId']);
  if ((survey.respondents === 'RESIDENTS') !== (residentId !== null)) throw new Refusal('INVALID', `It asks ${survey.respondents.toLowerCase()}.`, [field]);
  const old = { birthDate: { $lte: bornBy(survey) } };
  const asked = residentId === null ? await membersOf(tx, householdId ?? '', old) : await tx.find(Resident, { id: residentId, ...old });
  if (asked.length === 0) throw new Refusal('NOT_ALLOWED', `It asks people from ${survey.minAge} years on.`, [field]);
  return survey;
}

function membersOf(tx: Transaction, householdId: string, where: object): Promise<Resident[]> {
  return tx.find(Resident, { ...where, householdId, erasedAt: null, $or: [{ livesTo: null }, { livesTo: { $gt: dayOf(tx.at) } }] });
}
