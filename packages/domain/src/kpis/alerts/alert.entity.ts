import { defineEntity } from '@mikro-orm/core';
import { CHANGED_IN, type ChangedIn } from '../../shared/changed.ts';
import type { CalendarDate } from '../../shared/clock.ts';
import { Refusal } from '../../shared/refusal.ts';

export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'DISMISSED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** A period that limits were drawn from. */
export interface BasisFigure {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly value: number;
}

const AlertSchema = defineEntity({
  name: 'Alert',
  tableName: 'alert',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    ruleId: p.uuid(),
    placeId: p.uuid(),
    /** The period that the figure is of; of STALE, the days without a record up to the one on which that was seen. */
    fromDay: p.date().$type<CalendarDate>(),
    /** The first day after it. */
    toDay: p.date().$type<CalendarDate>(),
    /** As counted when it was raised; the figure itself may have changed since. */
    numerator: p.double().$type<number>().nullable(),
    denominator: p.double().$type<number>().nullable(),
    /** In the indicator's unit, as the limits are. */
    value: p.double().$type<number>().nullable(),
    /** Between which it would have raised nothing; null where there is no limit on that side. */
    low: p.double().$type<number>().nullable(),
    high: p.double().$type<number>().nullable(),
    /** The centre line of a control chart, and the periods that it was drawn from. */
    centre: p.double().$type<number>().nullable(),
    basis: p.json<readonly BasisFigure[]>(),
    state: p.string().$type<AlertState>(),
    raisedAt: p.datetime(),
    handledAt: p.datetime().nullable(),
    handledById: p.uuid().nullable(),
    /** What was said when it was acknowledged or dismissed. */
    reason: p.text().nullable(),
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 预警. That a rule held at a place in a period, with what shows it. Invariant: at most one of a rule, place and beginning of a period. */
export class Alert extends AlertSchema.class {
  static readonly schema = AlertSchema;

  /** @throws Refusal WRONG_STATE unless it is open, or acknowledged and now to be dismissed */
  handle(state: Exclude<AlertState, 'OPEN'>, by: string | null, at: Date, reason: string | null): void {
    if (this.state === 'DISMISSED' || this.state === state) throw new Refusal('WRONG_STATE', 'This alert was handled already.', ['alertId']);
    Object.assign(this, { state, handledById: by, handledAt: at, reason } satisfies Partial<Alert>);
  }
}
AlertSchema.setClass(Alert);
