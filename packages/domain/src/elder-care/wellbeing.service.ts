import { isActor, type Actor } from '../access/actor.ts';
import { Resident } from '../people/resident.entity.ts';
import { participant, worksOver } from '../register/acting.ts';
import { dayOf, startOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system, type Performer } from '../shared/performer.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import { visitsOverdue } from './elder-care.read.ts';
import { MutualAidPair } from './mutual-aid-pair.entity.ts';
import { tellAlarm } from './wellbeing.notice.ts';
import { WellbeingPlan } from './wellbeing-plan.entity.ts';
import { isAlarming, isAway, nextVisit, presentOn, type Away, type WellbeingLevel, type WellbeingOutcome } from './wellbeing.rule.ts';
import { WellbeingVisit } from './wellbeing-visit.entity.ts';

/** What a visit has shown. */
export interface Finding {
  /** Null when nobody was at home: the visit stays due. */
  readonly outcome: WellbeingOutcome | null;
  readonly note?: string | undefined;
  readonly occurredAt?: Date | undefined;
}

const LONGEST = 1_000;
const AT_A_TIME = 500;

/** 探访关爱. Elders are visited as often as their risk says; each visit that is due is a row, done or not. */
export class WellbeingService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Assesses an elder's risk, by staff over where they live; null ends the visits. A visit that is overdue stays so.
   * @throws Refusal NOT_FOUND; WRONG_STATE for who does not live here any more; INVALID at `reason`
   */
  assess(performer: Performer, residentId: string, level: WellbeingLevel | null, reason: string): Promise<WellbeingPlan> {
    return this.#unit.of(performer, 'wellbeing_plan.assess', async tx => {
      const resident = await participant(tx, performer, residentId);
      if (!(await worksOver(tx, performer, resident.placeId))) throw new Refusal('NOT_FOUND', 'No such resident.', ['residentId']);
      const assessed = { level, reason: words(reason, LONGEST, 'reason'), assessedAt: tx.at, assessedById: performer.accountId };
      const [known] = await tx.getAll(WellbeingPlan, { residentId });
      const plan = known ?? (await tx.create(WellbeingPlan, { id: newId(), residentId, placeId: resident.placeId, ...assessed, awayFrom: null, awayTo: null, dataOrigin: resident.dataOrigin }));
      Object.assign(plan, assessed, { placeId: resident.placeId });
      await planAnew(tx, plan, level && nextVisit(level, dayOf(tx.at)));
      return plan;
    });
  }

  /**
   * Says when an elder is away: by themselves, who acts for them, or staff. Visits of that time are put off until they are back; without `to` they are away until further notice, and `from` null says that they are back.
   * @throws Refusal NOT_FOUND for who is not visited; INVALID at `to`
   */
  setAway(performer: Performer, residentId: string, from: CalendarDate | null, to: CalendarDate | null): Promise<WellbeingPlan> {
    return this.#unit.of(performer, 'wellbeing_plan.set_away', async tx => {
      const resident = await participant(tx, performer, residentId);
      const [plan] = await tx.getAll(WellbeingPlan, { residentId });
      if (!plan) throw new Refusal('NOT_FOUND', 'They are not visited.', ['residentId']);
      if (to !== null && (from === null || to <= from)) throw new Refusal('INVALID', 'They come back after they have left.', ['to']);
      Object.assign(plan, { awayFrom: from, awayTo: to, placeId: resident.placeId } satisfies Partial<WellbeingPlan>);
      const [due] = await tx.getAll(WellbeingVisit, { residentId, state: 'DUE' });
      if (!due || isAway(plan, dayOf(due.dueAt))) await planAnew(tx, plan, due ? dayOf(due.dueAt) : dayOf(tx.at));
      return plan;
    });
  }

  /**
   * Records a visit: by staff over where they live, or who of the mutual-aid team visits them. A bad finding reaches the admins at once.
   * @throws Refusal NOT_FOUND; WRONG_STATE at `visitId`; INVALID at `note` or `occurredAt`
   */
  record(actor: Actor, visitId: string, { outcome, note, occurredAt }: Finding): Promise<WellbeingVisit> {
    return this.#unit.of(actor, 'wellbeing_visit.record', async tx => {
      const visit = await tx.get(WellbeingVisit, visitId);
      if (!visit || !(await mayVisit(tx, actor, visit))) throw new Refusal('NOT_FOUND', 'No such visit.', ['visitId']);
      const [at, said] = [occurredAt ?? tx.at, note === undefined ? null : words(note, LONGEST, 'note')];
      if (outcome === null) {
        visit.mustBeDue();
        Object.assign(visit, { triedAt: at, note: said } satisfies Partial<WellbeingVisit>);
        return visit;
      }
      visit.done(outcome, said, at, actor.accountId, tx.at);
      await planNext(tx, visit.residentId, dayOf(at));
      if (isAlarming(outcome)) await tellAlarm(tx, visit);
      return visit;
    });
  }

  /** By the worker, at the turn of the day: visits whose day has passed are missed, and the next are due today. */
  async endDay(from: Rows): Promise<void> {
    const today = dayOf(this.#unit.clock.now());
    for (const { id } of await from.rows(visitsOverdue, startOf(today), AT_A_TIME)) {
      await this.#unit.of(system(from.districtId), 'wellbeing_visit.miss', async tx => {
        const visit = await tx.get(WellbeingVisit, id);
        if (visit?.state !== 'DUE' || visit.dueAt >= startOf(today)) return;
        const resident = await tx.findOne(Resident, { id: visit.residentId });
        const here = resident && !resident.erasedAt && !(resident.livesTo && resident.livesTo <= dayOf(visit.dueAt));
        visit.end(here ? 'MISSED' : 'EXCUSED');
        const [plan] = await tx.getAll(WellbeingPlan, { residentId: visit.residentId });
        if (!plan) return;
        if (here) await expectVisit(tx, Object.assign(plan, { placeId: resident.placeId }), today);
        else plan.level = null;
      });
    }
  }
}

/** Staff over where they live, and who of the mutual-aid team visits them. */
export async function mayVisit(tx: Transaction, performer: Performer, { residentId, placeId }: Pick<WellbeingVisit, 'residentId' | 'placeId'>): Promise<boolean> {
  if (await worksOver(tx, performer, placeId)) return true;
  const visitorId = isActor(performer) ? performer.residentId : null;
  return visitorId !== null && (await tx.findOne(MutualAidPair, { visitorId, residentId, endedAt: null })) !== null;
}

/** One visit is due on another day, or none: what was due is let go, unless its day has come. */
async function planAnew(tx: Transaction, plan: WellbeingPlan, day: CalendarDate | null): Promise<void> {
  const [due] = await tx.getAll(WellbeingVisit, { residentId: plan.residentId, state: 'DUE' });
  const today = dayOf(tx.at);
  if (due && day !== null && dayOf(due.dueAt) <= today && !isAway(plan, dayOf(due.dueAt))) return;
  due?.end('EXCUSED');
  await tx.flush(); // one visit is due at a time, in the database too
  if (day !== null) await expectVisit(tx, plan, day);
}

/** After a visit: the next one, in place of what was due since if this one was recorded late. */
async function planNext(tx: Transaction, residentId: string, day: CalendarDate): Promise<void> {
  const [plan] = await tx.getAll(WellbeingPlan, { residentId });
  const [due] = await tx.getAll(WellbeingVisit, { residentId, state: 'DUE' });
  if (!plan?.level) return;
  if (due) due.putOff(presentOn(plan, nextVisit(plan.level, day)) ?? dayOf(due.dueAt));
  else await expectVisit(tx, plan, nextVisit(plan.level, day));
}

async function expectVisit(tx: Transaction, plan: WellbeingPlan & Away, day: CalendarDate): Promise<void> {
  const present = presentOn(plan, day);
  if (!plan.level || present === null) return;
  await tx.flush();
  await tx.create(WellbeingVisit, {
    id: newId(), residentId: plan.residentId, placeId: plan.placeId, level: plan.level, dueAt: startOf(present), state: 'DUE', doneAt: null, doneById: null, outcome: null,
    note: null, triedAt: null, dataOrigin: plan.dataOrigin, recordedAt: tx.at,
  });
}
