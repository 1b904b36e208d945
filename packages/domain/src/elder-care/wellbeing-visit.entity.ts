import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { dayOf, startOf, type CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { WellbeingLevel, WellbeingOutcome, WellbeingState } from './wellbeing.rule.ts';

const WEEK = 7 * 86_400_000;

const WellbeingVisitSchema = defineEntity({
  name: 'WellbeingVisit',
  tableName: 'wellbeing_visit',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** Where they live, or lived then. */
    placeId: p.uuid(),
    level: p.string().$type<WellbeingLevel>(),
    /** When the last day to visit them begins; until then they may be visited at any time. */
    dueAt: p.datetime(),
    state: p.string().$type<WellbeingState>(),
    /** Set ⇔ DONE. */
    doneAt: p.datetime().nullable(),
    doneById: p.uuid().nullable(),
    outcome: p.string().$type<WellbeingOutcome>().nullable(),
    note: p.text().nullable(),
    /** When somebody last found nobody at home. */
    triedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 探访. One visit that was due, whatever became of it: what the visit rate is counted from. */
export class WellbeingVisit extends WellbeingVisitSchema.class {
  static readonly schema = WellbeingVisitSchema;

  /**
   * It was made. One that was counted as missed was not, when the phone had only no network on its day.
   * @throws Refusal WRONG_STATE at `visitId` when it was made already, or was not due then; INVALID at `occurredAt` in the future, or more than a week ago
   */
  done(outcome: WellbeingOutcome, note: string | null, at: Date, by: string | null, now: Date): void {
    if (at > now || now.getTime() - at.getTime() > WEEK) throw new Refusal('INVALID', 'A visit is recorded after it was made, within a week.', ['occurredAt']);
    if (this.state !== 'MISSED' || dayOf(at) > dayOf(this.dueAt)) this.mustBeDue();
    Object.assign(this, { state: 'DONE', outcome, note, doneAt: at, doneById: by } satisfies Partial<WellbeingVisit>);
  }

  end(state: 'MISSED' | 'EXCUSED'): void {
    this.mustBeDue();
    this.state = state;
  }

  putOff(day: CalendarDate): void {
    this.dueAt = startOf(day);
  }

  mustBeDue(): void {
    if (this.state !== 'DUE') throw new Refusal('WRONG_STATE', 'This visit is not due any more.', ['visitId']);
  }
}
WellbeingVisitSchema.setClass(WellbeingVisit);
