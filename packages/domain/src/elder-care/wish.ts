import { isActor } from '../access/actor.ts';
import type { Resident } from '../people/resident.entity.ts';
import { ownPeople } from '../register/acting.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { mayRedeem } from '../time-bank/policy.rule.ts';
import { rulesOf } from '../time-bank/time-bank-settings.service.ts';
import { CareBooking } from './care-booking.entity.ts';
import type { CareService } from './care-service.entity.ts';
import type { CareSlot } from './care-slot.entity.ts';
import { SENIOR_AGE, isAged } from './eligibility.rule.ts';
import { LIVE_STATES, type CareChannel, type CareUnit } from './moves.ts';

/** What somebody wants. */
export interface NewBooking {
  readonly slotId: string;
  readonly residentId: string;
  /** In what the member's share is paid. */
  readonly pays: CareUnit;
  /** Of what a worker takes down; what elders and proxies enter themselves tells it by itself. */
  readonly channel?: CareChannel | undefined;
}

/** The values of a booking that waits, as all do at first. @throws Refusal INVALID at `pays` or `channel`; NOT_ALLOWED at `pays` */
export async function wished(tx: Transaction, resident: Resident, slot: CareSlot, service: CareService, { pays, channel }: NewBooking) {
  if (pays === 'MINUTE' && service.minutes === null) throw new Refusal('INVALID', 'This is paid in yuan only.', ['pays']);
  if (pays === 'MINUTE' && !mayRedeem(await rulesOf(tx), resident.birthDate, dayOf(tx.at))) {
    throw new Refusal('NOT_ALLOWED', 'Minutes do not pay for services at this age yet.', ['pays']);
  }
  return {
    id: newId(), slotId: slot.id, serviceId: service.id, centreId: service.centreId, residentId: resident.id, placeId: resident.placeId,
    senior: isAged(resident.birthDate, SENIOR_AGE, dayOf(slot.startsAt)), noKin: resident.noKin, atHome: service.atHome, startsAt: slot.startsAt, endsAt: slot.endsAt,
    state: 'WAITLISTED' as const, awaits: null, offeredUntil: null, channel: await channelOf(tx, resident.id, channel), sponsorId: service.sponsorId ?? null,
    programId: service.sponsorShare > 0 && !service.sponsorId ? (service.programId ?? null) : null, sponsorAmount: service.sponsorShare, memberUnit: pays, memberAmount: pays === 'MINUTE' ? (service.minutes ?? 0) : service.memberShare(), sponsorHoldId: null,
    memberHoldId: null, requestedById: tx.performer.accountId, requestedAt: tx.at, bookedAt: null, checkedInAt: null, fulfilledAt: null, endedAt: null, cause: null,
    reason: null, dataOrigin: resident.dataOrigin,
  };
}

/** @throws Refusal CONFLICT at `slotId` for who is in this slot already, or elsewhere at that time */
export async function mustBeFree(tx: Transaction, residentId: string, { id, startsAt, endsAt }: CareSlot): Promise<void> {
  if (await tx.findOne(CareBooking, { residentId, slotId: id, state: { $in: [...LIVE_STATES, 'FULFILLED'] } })) {
    throw new Refusal('CONFLICT', 'They are booked or waiting there already.', ['slotId']);
  }
  const others = await tx.find(CareBooking, { residentId, startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt }, state: { $in: ['PENDING', 'BOOKED', 'CHECKED_IN', 'FULFILLED'] } });
  if (others.length > 0) throw new Refusal('CONFLICT', 'They have booked something else at that time.', ['slotId']);
}

/** @throws Refusal INVALID at `channel` for a worker's without one */
async function channelOf(tx: Transaction, residentId: string, channel: CareChannel | undefined): Promise<CareChannel> {
  const { performer } = tx;
  if (isActor(performer) && performer.residentId === residentId) return 'APP';
  if (isActor(performer) && (await ownPeople(tx, performer)).has(residentId)) return 'PROXY';
  if (channel === undefined || channel === 'APP' || channel === 'PROXY') throw new Refusal('INVALID', 'Say whether they asked on the telephone, at the window or at home.', ['channel']);
  return channel;
}
