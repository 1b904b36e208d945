import { Household } from '../people/household.entity.ts';
import { Resident } from '../people/resident.entity.ts';
import type { DataOrigin } from '../places/place.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { one } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { PointsEvent } from './event-type.ts';
import { PointsAward } from './points-award.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';
import { gotByRule, versionsInForce, type VersionRow } from './points.read.ts';
import { mayEarn, pointsWithin } from './terms.rule.ts';

/** An event with what shows that it happened. */
export interface ShownEvent extends PointsEvent {
  readonly type: string;
  readonly note: string | null;
  readonly dataOrigin: DataOrigin;
}

const DAY = 86_400_000;
const NOTHING = { day: 0, month: 0, total: 0 };

/** For the rooms that announce events, inside their own units: proposes points by every rule that the event falls under. */
export async function earn(tx: Transaction, event: ShownEvent): Promise<void> {
  const scheme = await tx.findOne(PointsScheme, {});
  if (!scheme) return;
  for (const version of await tx.rows(versionsInForce, event.type, dayOf(event.occurredAt), await lineageOf(tx, event.placeId))) {
    await propose(tx, scheme, version, event).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error; // it gives nothing by this rule
    });
  }
}

/**
 * Proposes the points of one rule for one event.
 * @throws Refusal INVALID at `householdId` or `residentId` when nobody is named whose points they would be, at `note` without the evidence;
 *   NOT_ALLOWED for who may not earn by it; CONFLICT at `eventKey` when it has counted already; INSUFFICIENT when the caps are reached
 */
export async function propose(tx: Transaction, scheme: PointsScheme, version: VersionRow, event: ShownEvent): Promise<PointsAward> {
  const { ruleId, subject } = version;
  const [ownerKind, ownerId] = subject === 'PERSON' ? ['RESIDENT', event.residentId] as const : ['HOUSEHOLD', event.householdId] as const;
  const field = subject === 'PERSON' ? 'residentId' : 'householdId';
  if (!ownerId) throw new Refusal('INVALID', `This rule gives points to a ${subject === 'PERSON' ? 'person' : 'household'}.`, [field]);
  if (version.evidence === 'NOTE' && !event.note) throw new Refusal('INVALID', 'Say what shows it.', ['note']);
  // Whoever adds to the same account waits here, so that two together do not pass a cap.
  const owner = subject === 'PERSON' ? await tx.get(Resident, ownerId) : await tx.get(Household, ownerId);
  if (!owner) throw new Refusal('NOT_FOUND', 'Nobody to give them to.', [field]);
  const day = dayOf(event.occurredAt);
  if (version.standings.length > 0 || version.ageFrom !== null || version.ageBelow !== null) {
    const earner = event.residentId === null ? null : await tx.findOne(Resident, { id: event.residentId });
    if (!earner || !mayEarn(version, earner, day)) throw new Refusal('NOT_ALLOWED', 'This rule is not for them.', ['residentId']);
  }
  if (await tx.findOne(PointsAward, { ruleId, ownerId, eventKey: event.key })) {
    throw new Refusal('CONFLICT', 'This has counted already.', ['eventKey']);
  }
  const got = await one(tx, gotByRule, ownerId, ruleId, day);
  const points = pointsWithin(version, got ?? NOTHING);
  if (points === 0) throw new Refusal('INSUFFICIENT', 'The most that this rule gives has been reached.', ['ruleId']);
  return tx.create(PointsAward, {
    id: newId(), ruleId, versionId: version.id, eventType: event.type, eventKey: event.key, ownerKind, ownerId, residentId: event.residentId,
    placeId: event.placeId, points, state: 'PROPOSED', note: event.note, occurredAt: event.occurredAt, occurredOn: day,
    proposedAt: tx.at, proposedById: tx.performer.accountId, noticeEndsAt: new Date(tx.at.getTime() + scheme.noticeDays * DAY),
    activatedAt: null, transferId: null, withdrawnAt: null, withdrawal: null, dataOrigin: event.dataOrigin,
  });
}
