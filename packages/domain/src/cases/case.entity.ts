import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';
import { addWorkingMinutes, workingMinutesBetween } from '../shared/working-calendar.ts';
import {
  CASE_MOVES, isOpen, startsFrom,
  type CaseChannel, type CaseKind, type CaseMoveName, type CaseOutcome, type CaseStatus, type CaseUrgency, type FollowUpSource,
} from './moves.ts';

/** Days after closing in which a case may be reopened or rated. */
export const AFTERCARE_DAYS = 30;
/** How often an assignee may return a case; after that the street assigns, and it cannot be returned. */
export const MOST_RETURNS = 2;

const CaseSchema = defineEntity({
  name: 'Case',
  tableName: 'service_case',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** The deepest place known, where it is handled, followed up and rated. */
    placeId: p.uuid(),
    /** Where it was received, first responded to (set ⇔ `firstResponseAt` is), and falls due: what has happened keeps its place. */
    receivedPlaceId: p.uuid(),
    respondedPlaceId: p.uuid().nullable(),
    duePlaceId: p.uuid(),
    addressId: p.uuid().nullable(),
    /** What the resident quotes when asking about it. */
    trackingNumber: p.string(),
    kind: p.string().$type<CaseKind>(),
    categoryId: p.uuid(),
    urgency: p.string().$type<CaseUrgency>(),
    channel: p.string().$type<CaseChannel>(),
    title: p.string(),
    description: p.text(),
    /** The account whose matter it is, and the resident; null for anonymous reports, those taken by telephone, and where nobody knows. */
    requesterId: p.uuid().nullable(),
    residentId: p.uuid().nullable(),
    contactName: p.string().nullable(),
    contactPhoneSealed: p.text().nullable(),
    status: p.string().$type<CaseStatus>(),
    outcome: p.string().$type<CaseOutcome>().nullable(),
    /** 1, and one more at each reopening. */
    cycle: p.integer(),
    receivedAt: p.datetime(),
    recordedAt: p.datetime(),
    /** First substantive response: contact made or work begun. */
    firstResponseAt: p.datetime().nullable(),
    /** Current deadline; extensions and suspensions move it. */
    dueAt: p.datetime(),
    /** The deadline as first promised in this cycle. */
    originalDueAt: p.datetime(),
    suspendedAt: p.datetime().nullable(),
    /** When the deadline passed with the case still open; a mark for lists and boards. */
    overdueAt: p.datetime().nullable(),
    /** When this cycle began, where it began by a reopening. */
    reopenedAt: p.datetime().nullable(),
    /** Working minutes of this cycle's suspensions that are over. */
    suspendedMinutes: p.integer(),
    handledAt: p.datetime().nullable(),
    /** Working minutes that handling took in this cycle, suspensions left out; set ⇔ `handledAt` is. */
    handledNetMinutes: p.integer().nullable(),
    closedAt: p.datetime().nullable(),
    /** Closed without the resident's answer. */
    unconfirmed: p.boolean(),
    /** Who received it first and stays responsible. */
    firstReceiverId: p.uuid().nullable(),
    /** Who has it: a worker … */
    assigneeId: p.uuid().nullable(),
    /** … or everybody of an organisation; never both. */
    assigneeOrganisationId: p.uuid().nullable(),
    handlerId: p.uuid().nullable(),
    returns: p.integer(),
    /** The latest follow-up that reached somebody. */
    followedUpAt: p.datetime().nullable(),
    followUpSource: p.string().$type<FollowUpSource>().nullable(),
    confirmedResolved: p.boolean().nullable(),
    ratedAt: p.datetime().nullable(),
    /** 1 very dissatisfied … 5 very satisfied. */
    rating: p.integer().nullable(),
    ratingChanged: p.boolean(),
    mergedIntoId: p.uuid().nullable(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/**
 * One resident's matter. Invariants: `status` moves only as {@link CASE_MOVES} lists; `closedAt` is set exactly
 * while CLOSED; `handledAt` exactly while HANDLED or CLOSED.
 */
export class Case extends CaseSchema.class {
  static readonly schema = CaseSchema;

  accept(receiverId: string | null): void {
    this.moveBy('accept');
    this.firstReceiverId ??= receiverId;
  }

  reject(): void {
    this.moveBy('reject');
  }

  /** @throws Refusal INVALID when `parent` is itself merged, rejected or this case. */
  merge(parent: Case): void {
    if (parent.id === this.id || parent.status === 'MERGED' || parent.status === 'REJECTED') {
      throw new Refusal('INVALID', 'A case cannot be merged into this one.', ['intoCaseId']);
    }
    this.moveBy('merge');
    this.outcome = 'DUPLICATE';
    this.mergedIntoId = parent.id;
  }

  assign(assigneeId: string): void {
    this.moveBy('assign');
    this.belongsTo(assigneeId, null);
  }

  assignToOrganisation(organisationId: string): void {
    this.moveBy('assign');
    this.belongsTo(null, organisationId);
  }

  /** @throws Refusal WRONG_STATE after {@link MOST_RETURNS} returns. */
  return(): void {
    if (this.returns >= MOST_RETURNS) throw new Refusal('WRONG_STATE', `A case can be returned ${MOST_RETURNS} times.`);
    this.moveBy('return');
    this.returns += 1;
    this.belongsTo(null, null);
  }

  start(at: Date): void {
    this.moveBy('start');
    this.responded(at);
  }

  suspend(at: Date): void {
    this.moveBy('suspend');
    this.suspendedAt = at;
  }

  /** The working time that was left at the suspension is left again; the original deadline is kept. */
  resume(at: Date): void {
    this.moveBy('resume');
    const since = this.suspendedAt ?? at;
    if (this.dueAt > since) this.fallDue(addWorkingMinutes(at, workingMinutesBetween(since, this.dueAt)));
    this.suspendedMinutes += Math.floor(workingMinutesBetween(since, at));
    this.suspendedAt = null;
  }

  /** @throws Refusal INVALID when the new deadline is not later than the current one. */
  extend(dueAt: Date): void {
    if (dueAt <= this.dueAt) throw new Refusal('INVALID', 'The new deadline must be later than the current one.', ['dueAt']);
    this.moveBy('extend');
    this.fallDue(dueAt);
    this.overdueAt = null;
  }

  handle(outcome: CaseOutcome, handlerId: string | null, at: Date): void {
    this.moveBy('handle');
    this.wasHandled(outcome, handlerId, at);
  }

  handleOnSpot(outcome: CaseOutcome, handlerId: string | null, at: Date): void {
    this.moveBy('handleOnSpot');
    this.firstReceiverId ??= handlerId;
    this.belongsTo(handlerId, null);
    this.responded(at);
    this.wasHandled(outcome, handlerId, at);
  }

  /** Only a follow-up that reached somebody counts; an attempt is kept in the history alone. */
  followUp(answer: { contacted: boolean; resolved: boolean | null; source: FollowUpSource }, at: Date): void {
    this.moveBy('followUp');
    if (!answer.contacted) return;
    this.followedUpAt = at;
    this.followUpSource = answer.source;
    this.confirmedResolved = answer.resolved;
  }

  /** Words for the history, which change nothing else. */
  addNote(): void {
    this.moveBy('addNote');
  }

  close(at: Date, unconfirmed = false): void {
    this.moveBy('close');
    this.closedAt = at;
    this.unconfirmed = unconfirmed;
  }

  /**
   * It comes to another place: its grid was split or merged, or its address moved. What has happened stays where it
   * happened; a deadline that lies ahead comes along.
   * @param assigneeId who has it from then on, where its assignee does not work there
   * @throws Refusal WRONG_STATE unless it is open
   */
  relocate(placeId: string, at: Date, assigneeId = this.assigneeId): void {
    if (!isOpen(this.status)) throw new Refusal('WRONG_STATE', `A case that is ${this.status} stays where it is.`);
    this.placeId = placeId;
    this.assigneeId = assigneeId;
    if (this.dueAt > at) this.duePlaceId = placeId;
  }

  /**
   * Begins a new cycle; the old cycle's times stay in the steps.
   * @param recordedAt counts for the days after closing, so that telling an earlier time does not help
   * @param at when it was reopened
   * @param placeId where it goes on, when its grid has closed meanwhile
   * @throws Refusal WRONG_STATE more than {@link AFTERCARE_DAYS} days after closing.
   */
  reopen(dueAt: Date, recordedAt: Date, at = recordedAt, placeId = this.placeId): void {
    this.withinAftercare(recordedAt);
    this.moveBy('reopen');
    this.cycle += 1;
    this.placeId = placeId;
    Object.assign(this, {
      outcome: null, reopenedAt: at, suspendedMinutes: 0, handledAt: null, handledNetMinutes: null, handlerId: null, closedAt: null, unconfirmed: false, overdueAt: null, suspendedAt: null,
      followedUpAt: null, followUpSource: null, confirmedResolved: null, ratedAt: null, rating: null, ratingChanged: false,
      returns: 0, originalDueAt: dueAt,
    } satisfies Partial<Case>);
    this.fallDue(dueAt);
  }

  /**
   * @param recordedAt as for {@link Case.reopen}
   * @throws Refusal WRONG_STATE when the rating was changed before, or the case closed too long ago.
   */
  rate(rating: number, at: Date, recordedAt: Date): void {
    if (!Number.isInteger(rating) || rating < 1 || rating > 5) throw new Refusal('INVALID', 'A rating is 1 to 5.', ['rating']);
    this.withinAftercare(recordedAt);
    if (this.ratingChanged) throw new Refusal('WRONG_STATE', 'A rating may be changed once.');
    this.moveBy('rate');
    this.ratingChanged = this.rating !== null;
    this.rating = rating;
    this.ratedAt = at;
  }

  /** Whether the deadline has passed without the matter being handled, and nobody has marked it yet. */
  isOverdue(at: Date): boolean {
    return isOpen(this.status) && this.status !== 'SUSPENDED' && this.dueAt <= at && this.overdueAt === null;
  }

  /** Whether the resident's answer to the handling is known: a follow-up that reached somebody, or a rating. */
  isAnswered(): boolean {
    return this.followedUpAt !== null || this.ratedAt !== null;
  }

  /** The latest thing known to have happened; nothing that follows can have happened before it. */
  standsSince(): Date {
    const known = [this.firstResponseAt, this.suspendedAt, this.handledAt, this.closedAt, this.reopenedAt];
    return known.reduce<Date>((latest, at) => (at && at > latest ? at : latest), this.receivedAt);
  }

  /** @throws Refusal WRONG_STATE when the transition table does not list the move from here. */
  private moveBy(move: CaseMoveName): void {
    if (!startsFrom(move).includes(this.status)) {
      throw new Refusal('WRONG_STATE', `A case that is ${this.status} cannot ${move}.`);
    }
    const { to } = CASE_MOVES[move];
    if (to !== 'SAME') this.status = to;
  }

  private belongsTo(assigneeId: string | null, organisationId: string | null): void {
    this.assigneeId = assigneeId;
    this.assigneeOrganisationId = organisationId;
  }

  private responded(at: Date): void {
    if (this.firstResponseAt) return;
    this.firstResponseAt = at;
    this.respondedPlaceId = this.placeId;
  }

  private fallDue(dueAt: Date): void {
    this.dueAt = dueAt;
    this.duePlaceId = this.placeId;
  }

  private wasHandled(outcome: CaseOutcome, handlerId: string | null, at: Date): void {
    this.outcome = outcome;
    this.handlerId = handlerId;
    this.handledAt = at;
    this.handledNetMinutes = Math.max(0, Math.floor(workingMinutesBetween(this.reopenedAt ?? this.receivedAt, at)) - this.suspendedMinutes);
  }

  private withinAftercare(at: Date): void {
    if (this.closedAt && at.getTime() - this.closedAt.getTime() > AFTERCARE_DAYS * 86_400_000) {
      throw new Refusal('WRONG_STATE', `This is possible for ${AFTERCARE_DAYS} days after closing.`);
    }
  }
}
CaseSchema.setClass(Case);
