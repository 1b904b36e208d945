import type { Actor } from '../access/actor.ts';
import { Resident } from '../people/resident.entity.ts';
import { lineageOf } from '../places/places.service.ts';
import { dayOf } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { activate, withdraw } from './activation.ts';
import { tellOfDecision, tellOfObjection, tellOfWithdrawal } from './award.notice.ts';
import { propose } from './earning.ts';
import { manualEvent } from './manual.event.ts';
import { PointsAward } from './points-award.entity.ts';
import { PointsObjection, type ObjectionDecision } from './points-objection.entity.ts';
import { PointsScheme } from './points-scheme.entity.ts';
import { mayManage, mayRecord } from './points.policy.ts';
import { awardsDue, versionsInForce } from './points.read.ts';

/** A deed that is entered by hand. */
export interface NewDeed {
  readonly ruleId: string;
  /** Who did it. */
  readonly residentId: string;
  /** When it happened; now when absent. */
  readonly occurredAt?: Date | undefined;
  /** What shows it, in words. */
  readonly note?: string | undefined;
  /** Its number in a list, a sheet or a photo roll: the same counts once for one account. */
  readonly eventKey?: string | undefined;
}

const LONGEST_NOTE = 500;
/** Awards activated in one unit, and looked at in one go. */
const IN_ONE_UNIT = 50;
const AT_A_TIME = 1000;

/** What is earned: entered, on public notice, objected to, given, and taken back. */
export class PointsAwardsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Enters a deed by hand, for staff over where the resident lives.
   * @throws Refusal NOT_FOUND for the resident, or a rule that does not hold there on that day; INVALID at `occurredAt` for a time in the future; and as a rule refuses
   */
  enter(actor: Performer, asked: NewDeed): Promise<PointsAward> {
    return this.#unit.of(actor, 'points_award.enter', async tx => {
      const resident = await tx.findOne(Resident, { id: asked.residentId });
      const lineage = resident ? await lineageOf(tx, resident.placeId) : [];
      if (!resident || !mayRecord(actor, lineage)) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      if (resident.erasedAt) throw new Refusal('WRONG_STATE', 'This person\'s data was erased.', ['residentId']);
      const occurredAt = asked.occurredAt ?? tx.at;
      if (occurredAt > tx.at) throw new Refusal('INVALID', 'This time is in the future.', ['occurredAt']);
      const scheme = await tx.findOne(PointsScheme, {});
      const version = (await tx.rows(versionsInForce, manualEvent.key, dayOf(occurredAt), lineage)).find(({ ruleId }) => ruleId === asked.ruleId);
      if (!scheme || !version) throw new Refusal('NOT_FOUND', 'No such rule holds there.', ['ruleId']);
      return propose(tx, scheme, version, {
        type: manualEvent.key, key: asked.eventKey === undefined ? newId() : words(asked.eventKey, 100, 'eventKey'), residentId: resident.id,
        householdId: resident.householdId ?? null, placeId: resident.placeId, occurredAt, dataOrigin: resident.dataOrigin,
        note: asked.note === undefined ? null : words(asked.note, LONGEST_NOTE, 'note'),
      });
    });
  }

  /** Anybody signed in may object to points while they stand on public notice, once; an organisation's people know of none. @throws Refusal NOT_FOUND; WRONG_STATE after the notice; CONFLICT for a second; INVALID */
  object(actor: Actor, awardId: string, reason: string): Promise<PointsObjection> {
    return this.#unit.of(actor, 'points_award.object', async tx => {
      const award = await tx.get(PointsAward, awardId);
      if (!award || actor.organisationId !== null) throw noAward();
      award.mustBeOnNotice(tx.at);
      if (await tx.findOne(PointsObjection, { awardId, raisedById: actor.accountId })) throw new Refusal('CONFLICT', 'You have objected already.', ['awardId']);
      const objection = await tx.create(PointsObjection, {
        id: newId(), awardId, raisedById: actor.accountId, reason: words(reason, LONGEST_NOTE, 'reason'), raisedAt: tx.at,
        decision: null, answer: null, decidedById: null, decidedAt: null,
      });
      await tellOfObjection(tx, award, objection);
      return objection;
    });
  }

  /**
   * Decides on an objection, by an admin over the place who did not enter the deed: it stands, and nothing is given; or it does not.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED for who entered the deed; WRONG_STATE when it was decided; INVALID for the answer
   */
  decide(actor: Actor, objectionId: string, decision: ObjectionDecision, answer: string): Promise<PointsObjection> {
    return this.#unit.of(actor, 'points_objection.decide', async tx => {
      const found = await tx.findOne(PointsObjection, { id: objectionId });
      const award = found && (await tx.get(PointsAward, found.awardId));
      if (!award || !mayManage(actor, await lineageOf(tx, award.placeId))) throw new Refusal('NOT_FOUND', 'No such objection.', ['objectionId']);
      const objection = await tx.get(PointsObjection, objectionId);
      if (!objection || objection.decision) throw new Refusal('WRONG_STATE', 'This objection was decided already.', ['objectionId']);
      if (award.proposedById === actor.accountId) throw new Refusal('NOT_ALLOWED', 'Somebody else has to decide on what you entered.', ['objectionId']);
      Object.assign(objection, {
        decision, answer: words(answer, LONGEST_NOTE, 'answer'), decidedById: actor.accountId, decidedAt: tx.at,
      } satisfies Partial<PointsObjection>);
      if (decision === 'STANDS' && award.state === 'PROPOSED') await this.#withdraw(tx, award, 'OBJECTION');
      await tellOfDecision(tx, award, objection);
      return objection;
    });
  }

  /** Takes points back that were recorded wrongly, by an admin over the place. @throws Refusal NOT_FOUND; WRONG_STATE; INSUFFICIENT when they have been spent */
  revoke(actor: Actor, awardId: string): Promise<PointsAward> {
    return this.#unit.of(actor, 'points_award.revoke', async tx => {
      const award = await tx.get(PointsAward, awardId);
      if (!award || !mayManage(actor, await lineageOf(tx, award.placeId))) throw noAward();
      await this.#withdraw(tx, award, 'RECORD_WRONG');
      return award;
    });
  }

  /** Gives the points whose public notice has ended. @returns how many awards there were */
  async activateDue(from: Rows): Promise<number> {
    const due = (await from.rows(awardsDue, this.#unit.clock.now(), AT_A_TIME)).map(({ id }) => id);
    for (let n = 0; n < due.length; n += IN_ONE_UNIT) {
      await this.#unit.of(system(from.districtId), 'points_award.activate', async tx => {
        const awards = await tx.getAll(PointsAward, { id: { $in: due.slice(n, n + IN_ONE_UNIT) }, state: 'PROPOSED' });
        const objected = new Set((await tx.find(PointsObjection, { awardId: { $in: awards.map(({ id }) => id) }, decision: null })).map(({ awardId }) => awardId));
        await activate(tx, awards.filter(({ id }) => !objected.has(id)));
      });
    }
    return due.length;
  }

  async #withdraw(tx: Transaction, award: PointsAward, why: 'OBJECTION' | 'RECORD_WRONG'): Promise<void> {
    await withdraw(tx, award, why);
    await tellOfWithdrawal(tx, award);
  }
}

function noAward(): Refusal {
  return new Refusal('NOT_FOUND', 'No such points.', ['awardId']);
}
