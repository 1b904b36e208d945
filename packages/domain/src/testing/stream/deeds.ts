import type { EntityClass } from '@mikro-orm/core';
import { ActivityAttendance } from '../../activities/activity-attendance.entity.ts';
import { ActivitySession } from '../../activities/activity-session.entity.ts';
import { ActivitySignUp } from '../../activities/activity-sign-up.entity.ts';
import { Activity } from '../../activities/activity.entity.ts';
import { CaseClosing } from '../../cases/case-closing.entity.ts';
import { Case } from '../../cases/case.entity.ts';
import { CareBooking } from '../../elder-care/care-booking.entity.ts';
import { CareCentre } from '../../elder-care/care-centre.entity.ts';
import { CareService } from '../../elder-care/care-service.entity.ts';
import { CareSlot } from '../../elder-care/care-slot.entity.ts';
import { WellbeingVisit } from '../../elder-care/wellbeing-visit.entity.ts';
import { accountOf, transfer } from '../../ledger/book.ts';
import { STANDINGS } from '../../people/resident.entity.ts';
import { ProgramFunding } from '../../programs/program-funding.entity.ts';
import { Program } from '../../programs/program.entity.ts';
import { addDays } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { NewRow } from '../../shared/read.ts';
import type { TenantRow, Transaction } from '../../shared/transaction.ts';
import { ExchangeReceiver } from '../../time-bank/exchange-receiver.entity.ts';
import { Exchange } from '../../time-bank/exchange.entity.ts';
import { ServiceType } from '../../time-bank/service-type.entity.ts';
import { Volunteer } from '../../time-bank/volunteer.entity.ts';
import { aCase } from './rows.ts';
import { pick, type Stand } from './stand.ts';
import { locked, some, unit, type Act } from './units.ts';

/** What people do together and for each other, as the rows that are counted of it; who does nothing has nobody to do it. */

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
/** 30 days, in minutes. */
const AFTERCARE = 43_200;

/** What sign-ups and attendances are of. */
export async function anActivity(stand: Stand, tx: Transaction, n: number): Promise<NewRow<Activity>> {
  const activity = {
    id: newId(), placeId: pick(stand.places, n), programId: null, kind: 'COURSE', title: '手机课', description: null, venue: null, capacity: null, waitlist: 0,
    signUpFrom: stand.past(n), signUpUntil: null, openTo: 'PLACE', standings: [], ageFrom: null, ageBelow: null, startsAt: null, endsAt: null,
    signedUp: 0, waiting: 0, lastNumber: 0, cancelledAt: null, cancelReason: null, externalSystem: null, externalId: null, dataOrigin: 'REAL',
    recordedAt: stand.now, recordedById: null,
  } as const;
  await tx.create(Activity, { ...activity, standings: [] });
  return { ...activity, standings: [] };
}

/** Of a case of its own, up to two months ago; some reopened too late to count. */
async function close(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const matter = await tx.create(Case, aCase(stand, a, b, c));
  const closing = CaseClosing.of({ ...matter, closedAt: later(stand.past(c), a % 3 > 0 ? -AFTERCARE : 0) });
  const { id } = await tx.create(CaseClosing, { ...closing, placeId: pick(stand.places, b), reopenedAt: b % 3 === 0 ? later(closing.closedAt, 9 * c) : null });
  return id;
}

async function signUp(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const { id: activityId } = await anActivity(stand, tx, a);
  const [status, at] = [pick(['SIGNED_UP', 'WAITING', 'CANCELLED'] as const, b), stand.past(c)];
  const { id } = await tx.create(ActivitySignUp, {
    id: newId(), activityId, placeId: pick(stand.places, a), residentId: pick(stand.people, b + c), status, number: 1, channel: 'APP', signedUpAt: at,
    signedUpById: null, placedAt: status === 'SIGNED_UP' ? at : null, cancelledAt: status === 'CANCELLED' ? at : null, dataOrigin: 'REAL',
  });
  return id;
}

async function attend(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const [{ id: activityId, placeId }, startsAt] = [await anActivity(stand, tx, a), stand.past(c)];
  const { id: sessionId } = await tx.create(ActivitySession, {
    id: newId(), activityId, placeId, programId: null, kind: 'COURSE', startsAt, endsAt: later(startsAt, 60), minutes: 60, venue: null, trainerId: null,
    trainerOrganisationId: null, attended: 1, cancelledAt: null, cancelReason: null, outcomeIndicator: null,
  });
  const { id } = await tx.create(ActivityAttendance, {
    id: newId(), activityId, sessionId, residentId: pick(stand.people, b), placeId, kind: 'COURSE', programId: null, homePlaceId: pick(stand.places, b + c),
    standing: pick(STANDINGS, c), minutes: 60, way: 'ROLL_CALL', occurredAt: startsAt, recordedAt: stand.now, recordedById: null,
    voidedAt: b % 5 === 0 ? stand.now : null, reason: null, externalSystem: null, externalId: null, dataOrigin: 'REAL',
  });
  return id;
}

/** A service that was given, with the one who was served. */
async function serve(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<[exchange: string, receiver: string]> {
  const [type] = await tx.find(ServiceType, { code: 'company' });
  const [startsAt, counts, placeId] = [stand.past(c), a % 4 > 0, pick(stand.places, a)];
  const minutes = 30 + (c % 90);
  const { id } = await tx.create(Exchange, {
    id: newId(), placeId, serviceTypeId: type?.id ?? '', listingId: null, giverId: pick(stand.people, b), groupSession: false, sessionId: null,
    giverPlaceId: counts ? pick(stand.places, b) : null, giverStanding: counts ? pick(STANDINGS, b + c) : null, status: counts ? 'CONFIRMED' : 'DISPUTED', startsAt,
    endsAt: later(startsAt, minutes), checkedInAt: null, submittedAt: null, minutes, confirmedAt: null, confirmation: null, confirmedById: null,
    reviewSince: null, absent: null, holdId: null, transferId: null, bookings: 0, creditedMinutes: counts ? minutes : 0, donatedMinutes: 0,
    paidMinutes: counts ? c % 30 : 0, sampled: false, auditedAt: null, dataOrigin: 'REAL', recordedAt: stand.now,
  });
  const receiver = await tx.create(ExchangeReceiver, {
    id: newId(), exchangeId: id, residentId: pick(stand.people, b + 1), placeId: counts ? placeId : null, servedAt: counts ? startsAt : null,
  });
  return [id, receiver.id];
}

/** Minutes that somebody is given, or spends again. */
async function moveMinutes(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<void> {
  const [world, own] = [await accountOf(tx, 'MINUTE', 'WORLD', null), await accountOf(tx, 'MINUTE', 'RESIDENT', pick(stand.people, b))];
  const [source, destination] = c % 4 === 0 ? [own, world] : [world, own];
  await transfer(tx, {
    kind: 'SERVICE', unit: 'MINUTE', client: 'test', key: newId(), placeId: a % 9 === 0 ? null : pick(stand.places, a), occurredAt: stand.past(c),
    postings: [{ source, destination, amount: 1 + (c % 60) }],
  });
}

function aVolunteer(stand: Stand, a: number, b: number, c: number): NewRow<Volunteer> {
  const activeFrom = stand.day(c);
  return {
    id: newId(), residentId: pick(stand.people, b), placeId: pick(stand.places, a), skillIds: [], availability: [], weeklyMinutes: 60 + (c % 600), activeFrom,
    activeTo: addDays(activeFrom, a % 60), dataOrigin: 'REAL', recordedAt: stand.now,
  };
}

function aVisit(stand: Stand, a: number, b: number, c: number): NewRow<WellbeingVisit> {
  const state = pick(['DONE', 'MISSED', 'EXCUSED', 'DUE'] as const, b);
  const done = state === 'DONE';
  return {
    id: newId(), residentId: pick(stand.people, a + c), placeId: pick(stand.places, a), level: 'WEEKLY', dueAt: stand.past(c), state, doneAt: done ? stand.now : null,
    doneById: null, outcome: done ? 'WELL' : null, note: null, triedAt: null, dataOrigin: 'REAL', recordedAt: stand.now,
  };
}

/** An errand that a care centre has done, or is to do, at home or at the centre. */
async function book(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const [placeId, startsAt, done] = [pick(stand.places, a), stand.past(c), b % 4 > 0];
  const [atHome, endsAt] = [b % 3 > 0, later(startsAt, 60)];
  const made = { dataOrigin: 'REAL', createdAt: stand.now } as const;
  const { id: centreId } = await tx.create(CareCentre, { id: newId(), placeId, name: '养老服务中心', capacity: 9, ...made });
  const { id: serviceId } = await tx.create(CareService, {
    id: newId(), centreId, placeId, programId: null, name: '代办', kind: 'HOME_ERRAND', atHome, price: 0, sponsorId: null, sponsorShare: 0, minutes: null, minAge: null,
    noKinOnly: false, disabilityLevel: null, cutOff: null, needsApproval: false, chargesMissed: false, closedAt: null, ...made,
  });
  const { id: slotId } = await tx.create(CareSlot, {
    id: newId(), serviceId, startsAt, endsAt, closesAt: startsAt, capacity: 1, taken: 1, calledOffAt: null, dataOrigin: 'REAL',
  });
  const { id } = await tx.create(CareBooking, {
    id: newId(), slotId, serviceId, centreId, residentId: pick(stand.people, b + c), placeId, senior: c % 5 > 0, noKin: a % 3 > 0, atHome, startsAt, endsAt,
    state: done ? 'FULFILLED' : 'NO_SHOW', awaits: null, offeredUntil: null, channel: 'VISIT', sponsorId: null, programId: null, sponsorAmount: 0, memberUnit: 'FEN', memberAmount: 0,
    sponsorHoldId: null, memberHoldId: null, requestedById: null, requestedAt: startsAt, bookedAt: startsAt, checkedInAt: null, fulfilledAt: done ? startsAt : null,
    endedAt: done ? null : startsAt, cause: null, reason: null, dataOrigin: 'REAL',
  });
  return id;
}

/** A program that runs at a place: most copy what others did. */
async function runProgram(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const beginsOn = stand.day(c);
  const { id } = await tx.create(Program, {
    id: newId(), placeId: pick(stand.communities, a), title: '银发数字桥', status: 'RUNNING', beginsOn, endsOn: addDays(beginsOn, 90), budget: 0, parts: [],
    playbookVersionId: null, clonedFromId: null, outcomeIndicator: null, baseline: null, target: null, startedAt: stand.now, endedAt: null,
    adoptedOn: b % 3 > 0 ? beginsOn : null, dataOrigin: 'REAL', createdAt: stand.now,
  });
  return id;
}

/** What a program is given, as it is told; nothing is booked of what came in kind. */
async function fund(stand: Stand, tx: Transaction, a: number, b: number, c: number): Promise<string> {
  const programId = await runProgram(stand, tx, a, b, c);
  const [world, own, money] = [await accountOf(tx, 'FEN', 'WORLD', null), await accountOf(tx, 'FEN', 'PROGRAM', programId), b % 4 > 0];
  const [placeId, amount, receivedAt] = [pick(stand.places, a), 1 + (c % 100_000), stand.past(c)];
  const postings = [{ source: world, destination: own, amount }];
  const booked = money ? await transfer(tx, { kind: 'FUNDING', unit: 'FEN', client: 'test', key: newId(), placeId, occurredAt: receivedAt, postings }) : null;
  const { id } = await tx.create(ProgramFunding, {
    id: newId(), programId, placeId, kind: money ? 'MONEY' : 'IN_KIND', source: c % 3 === 0 ? 'GOVERNMENT' : 'OUTSIDE', organisationId: null, sponsor: '某公司', amount,
    note: null, receivedAt, state: 'RECORDED', transferId: booked?.id ?? null, recordedById: null, recordedAt: stand.now,
  });
  return id;
}

/** Changes one row, or some in bulk, in one of several ways. */
export function changing<E extends TenantRow & { id: string }>(
  entity: EntityClass<E>, kind: keyof Stand['deeds'], ways: (stand: Stand, c: number) => readonly Partial<E>[],
): Act {
  const one = locked(entity, stand => stand.deeds[kind]);
  return (stand, { a, b, c }) => (b % 3 === 0
    ? unit(stand, tx => tx.bulkUpdate(entity, some(stand.deeds[kind], a), pick(ways(stand, c), a)))
    : one(stand, a, found => Object.assign(found, pick(ways(stand, c), b))));
}

/** Several of a kind, each by a function that writes it. */
export function several(kind: keyof Stand['deeds'], write: (stand: Stand, tx: Transaction, a: number, b: number, c: number) => Promise<string>): Act {
  return async (stand, { a, b, c }) => {
    const written = await unit(stand, async tx => {
      const ids: string[] = [];
      for (let n = 0; n < 1 + (a % 3); n++) ids.push(await write(stand, tx, a + n, b + 2 * n, c + 11 * n));
      return ids;
    });
    stand.deeds[kind].push(...written);
  };
}

export const DEEDS = {
  'closing.note': several('closings', close),
  'closing.changed': changing(CaseClosing, 'closings', (stand, c) => [
    { placeId: pick(stand.places, c) }, { reopenedAt: c % 3 === 0 ? null : stand.now }, { closedAt: stand.past(c), aftercareEndsAt: later(stand.past(c), AFTERCARE), reopenedAt: null },
  ]),
  'activity.sign_up': several('signUps', signUp),
  'activity.sign_up_changed': changing(ActivitySignUp, 'signUps', (stand, c): Partial<ActivitySignUp>[] => [
    { placeId: pick(stand.places, c) }, { signedUpAt: stand.past(c) }, { residentId: pick(stand.people, c) }, { status: 'CANCELLED', cancelledAt: stand.now, placedAt: null },
  ]),
  'activity.attend': several('attendances', attend),
  'activity.attendance_changed': changing(ActivityAttendance, 'attendances', (stand, c) => [
    { placeId: pick(stand.places, c) }, { homePlaceId: pick(stand.places, c) }, { occurredAt: stand.past(c) }, { standing: pick(STANDINGS, c) },
    { voidedAt: c % 2 === 0 ? stand.now : null }, { residentId: pick(stand.people, c) },
  ]),
  'exchange.serve': async (stand, { a, b, c }) => {
    const [exchange, receiver] = await unit(stand, tx => serve(stand, tx, a, b, c));
    stand.deeds.exchanges.push(exchange);
    stand.deeds.receivers.push(receiver);
  },
  'exchange.changed': changing(Exchange, 'exchanges', (stand, c): Partial<Exchange>[] => [
    { placeId: pick(stand.places, c) }, { giverPlaceId: pick(stand.places, c), giverStanding: pick(STANDINGS, c) }, { status: 'DISPUTED', creditedMinutes: 0, paidMinutes: 0 },
    { status: 'ADJUSTED', creditedMinutes: c % 100, paidMinutes: c % 40 }, { giverPlaceId: null, giverStanding: null },
  ]),
  'exchange.receiver_changed': changing(ExchangeReceiver, 'receivers', (stand, c) => [
    { placeId: null, servedAt: null }, { placeId: pick(stand.places, c), servedAt: stand.past(c) }, { residentId: pick(stand.people, c) },
  ]),
  'minutes.move': (stand, { a, b, c }) => unit(stand, tx => moveMinutes(stand, tx, a, b, c)),
  'volunteer.begin': several('volunteers', async (stand, tx, a, b, c) => (await tx.create(Volunteer, aVolunteer(stand, a, b, c))).id),
  'volunteer.changed': changing(Volunteer, 'volunteers', (stand, c) => [
    { placeId: pick(stand.places, c) }, { weeklyMinutes: 60 + (c % 900) }, { activeTo: null }, { activeFrom: stand.day(c), activeTo: addDays(stand.day(c), c % 9) },
  ]),
  'visit.plan': several('visits', async (stand, tx, a, b, c) => (await tx.create(WellbeingVisit, aVisit(stand, a, b, c))).id),
  'care.book': several('bookings', book),
  'care.changed': changing(CareBooking, 'bookings', (stand, c): Partial<CareBooking>[] => [
    { placeId: pick(stand.places, c) }, { state: 'FULFILLED', fulfilledAt: stand.past(c) }, { state: 'NO_SHOW', fulfilledAt: null }, { noKin: c % 2 === 0 }, { senior: c % 3 > 0 },
    { atHome: c % 2 === 0 },
  ]),
  'program.run': several('programs', runProgram),
  'program.changed': changing(Program, 'programs', (stand, c): Partial<Program>[] => [
    { adoptedOn: stand.day(c) }, { adoptedOn: null }, { placeId: pick(stand.communities, c) },
  ]),
  'program.fund': several('funding', fund),
  'program.funding_changed': changing(ProgramFunding, 'funding', (stand, c): Partial<ProgramFunding>[] => [
    { state: c % 2 === 0 ? 'REVERSED' : 'RECORDED' }, { source: c % 2 === 0 ? 'OUTSIDE' : 'GOVERNMENT' }, { receivedAt: stand.past(c) }, { placeId: pick(stand.places, c) },
    { amount: 1 + (c % 900) },
  ]),
  'visit.changed': changing(WellbeingVisit, 'visits', (stand, c): Partial<WellbeingVisit>[] => [
    { placeId: pick(stand.places, c) }, { dueAt: stand.past(c) }, { state: 'MISSED', doneAt: null, outcome: null }, { state: 'DONE', doneAt: stand.now, outcome: 'WELL' },
  ]),
} satisfies Record<string, Act>;
