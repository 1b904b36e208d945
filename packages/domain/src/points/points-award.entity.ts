import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';

/** 公示中, 已生效, 已撤回. */
export const AWARD_STATES = ['PROPOSED', 'ACTIVE', 'WITHDRAWN'] as const;
export type AwardState = (typeof AWARD_STATES)[number];

/** Why points were not given, or taken back: an objection stands, what the rule asks for was never attached, the record was wrong. */
export const WITHDRAWALS = ['OBJECTION', 'NO_EVIDENCE', 'RECORD_WRONG'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** Whose account: one person's, or their household's. */
export const POINT_OWNERS = ['RESIDENT', 'HOUSEHOLD'] as const;
export type PointOwner = (typeof POINT_OWNERS)[number];

const PointsAwardSchema = defineEntity({
  name: 'PointsAward',
  tableName: 'points_award',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    ruleId: p.uuid(),
    /** The wording that it was earned by. */
    versionId: p.uuid(),
    eventType: p.string(),
    /** Names the event among those of its type: one event counts once for a rule and an account. */
    eventKey: p.string(),
    ownerKind: p.string().$type<PointOwner>(),
    ownerId: p.uuid(),
    /** Who did it, where that is known. */
    residentId: p.uuid().nullable(),
    /** Where it happened. */
    placeId: p.uuid(),
    points: p.integer(),
    state: p.string().$type<AwardState>(),
    /** Evidence in words. */
    note: p.text().nullable(),
    occurredAt: p.datetime(),
    /** The day that caps count it on. */
    occurredOn: p.date().$type<CalendarDate>(),
    proposedAt: p.datetime(),
    proposedById: p.uuid().nullable(),
    /** Objections are heard until then. */
    noticeEndsAt: p.datetime(),
    /** When it came into the account, and by which transfer. */
    activatedAt: p.datetime().nullable(),
    transferId: p.uuid().nullable(),
    withdrawnAt: p.datetime().nullable(),
    withdrawal: p.string().$type<Withdrawal>().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 积分发放. Points for one event by one rule. Invariants: in the account exactly while ACTIVE; what was withdrawn stays so. */
export class PointsAward extends PointsAwardSchema.class {
  static readonly schema = PointsAwardSchema;

  /** @throws Refusal WRONG_STATE at `awardId` once the notice has ended or it was withdrawn */
  mustBeOnNotice(at: Date): void {
    if (this.state !== 'PROPOSED' || at >= this.noticeEndsAt) throw new Refusal('WRONG_STATE', 'The public notice has ended.', ['awardId']);
  }

  activate(transferId: string, at: Date): void {
    Object.assign(this, { state: 'ACTIVE', activatedAt: at, transferId } satisfies Partial<PointsAward>);
  }

  /** @throws Refusal WRONG_STATE when it was withdrawn before */
  withdraw(why: Withdrawal, at: Date): void {
    if (this.state === 'WITHDRAWN') throw new Refusal('WRONG_STATE', 'These points were withdrawn already.', ['awardId']);
    Object.assign(this, { state: 'WITHDRAWN', withdrawnAt: at, withdrawal: why } satisfies Partial<PointsAward>);
  }
}
PointsAwardSchema.setClass(PointsAward);
