import { ADMINS, holds, isActor } from '../../access/actor.ts';
import { PLACE_LEVELS, Place, type PlaceLevel } from '../../places/place.entity.ts';
import { lineageOf } from '../../places/places.service.ts';
import { newId } from '../../shared/ids.ts';
import type { Performer } from '../../shared/performer.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Transaction } from '../../shared/transaction.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { words } from '../../shared/words.ts';
import { isOfCalendar, type Indicator, type PeriodKind } from '../language/indicator.ts';
import { isStaffOver, maySteer, mustSteer } from '../steering.ts';
import { AlertRule, type AlertKind, type AlertSide } from './alert-rule.entity.ts';
import { Alert } from './alert.entity.ts';
import { eventsOf } from './finding.rule.ts';

/** What is to be watched. */
export interface NewAlertRule {
  readonly placeId: string;
  /** Of the places watched; that of `placeId` when absent. */
  readonly level?: PlaceLevel | undefined;
  readonly kind: AlertKind;
  readonly indicator: string;
  /** For all kinds but STALE. */
  readonly periodKind?: PeriodKind | undefined;
  /** For THRESHOLD, in the indicator's unit. */
  readonly side?: AlertSide | undefined;
  readonly threshold?: number | undefined;
  /** For STALE. */
  readonly days?: number | undefined;
}

const LONGEST_REASON = 500;
const MOST_DAYS = 366;

/** What is watched, and what is done about alerts. They are raised by {@link AlertRaiser}. */
export class AlertsService {
  readonly #unit: UnitOfWork;
  readonly #indicators: readonly Indicator[];

  constructor(unit: UnitOfWork, indicators: readonly Indicator[]) {
    this.#unit = unit;
    this.#indicators = indicators;
  }

  /**
   * Sets a rule, by the admins of streets and districts; its first alerts come with the next day.
   * @throws Refusal NOT_FOUND or NOT_ALLOWED at `placeId`; INVALID at `level`, `indicator`, `periodKind`, `side`, `threshold` or `days`
   */
  createRule(performer: Performer, asked: NewAlertRule): Promise<AlertRule> {
    return this.#unit.of(performer, 'alert_rule.create', async tx => {
      await mustSteer(tx, asked.placeId);
      const place = await tx.findOne(Place, { id: asked.placeId });
      const level = asked.level ?? place?.level ?? 'DISTRICT';
      if (place && PLACE_LEVELS.indexOf(level) < PLACE_LEVELS.indexOf(place.level)) throw new Refusal('INVALID', 'Places of this level do not lie under it.', ['level']);
      const indicator = this.#indicators.find(({ key }) => key === asked.indicator);
      if (!indicator) throw new Refusal('INVALID', 'There is no such indicator.', ['indicator']);
      return tx.create(AlertRule, {
        id: newId(), placeId: asked.placeId, level, kind: asked.kind, indicator: indicator.key, ...termsOf(indicator, asked),
        createdAt: tx.at, createdById: tx.performer.accountId, endedAt: null,
      });
    });
  }

  /** Lets a rule raise nothing any more; its alerts stay. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE */
  endRule(performer: Performer, ruleId: string): Promise<AlertRule> {
    return this.#unit.of(performer, 'alert_rule.end', async tx => {
      const rule = await tx.get(AlertRule, ruleId);
      const lineage = rule ? await lineageOf(tx, rule.placeId) : [];
      if (!rule || !isStaffOver(performer, lineage)) throw new Refusal('NOT_FOUND', 'No such rule.', ['alertRuleId']);
      if (!maySteer(performer, lineage)) throw new Refusal('NOT_ALLOWED', 'This is for the admins of streets and districts.', ['alertRuleId']);
      if (rule.endedAt) throw new Refusal('WRONG_STATE', 'This rule has ended.', ['alertRuleId']);
      return Object.assign(rule, { endedAt: tx.at });
    });
  }

  /** Says that an alert is seen to, by an admin over the place. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE; INVALID at `reason` */
  acknowledge(performer: Performer, alertId: string, reason?: string): Promise<Alert> {
    return this.#unit.of(performer, 'alert.acknowledge', async tx => {
      const { alert, lineage } = await seen(tx, alertId);
      if (!mayAcknowledge(performer, lineage)) throw new Refusal('NOT_ALLOWED', 'This is for the admins over the place.', ['alertId']);
      alert.handle('ACKNOWLEDGED', performer.accountId, tx.at, reason === undefined ? null : words(reason, LONGEST_REASON, 'reason'));
      return alert;
    });
  }

  /** Says why an alert means nothing; it is not raised again for its period. Not by the community itself. @throws Refusal NOT_FOUND; NOT_ALLOWED; WRONG_STATE; INVALID at `reason` */
  dismiss(performer: Performer, alertId: string, reason: string): Promise<Alert> {
    return this.#unit.of(performer, 'alert.dismiss', async tx => {
      const { alert, lineage } = await seen(tx, alertId);
      if (!maySteer(performer, lineage)) throw new Refusal('NOT_ALLOWED', 'This is for the admins of streets and districts.', ['alertId']);
      alert.handle('DISMISSED', performer.accountId, tx.at, words(reason, LONGEST_REASON, 'reason'));
      return alert;
    });
  }
}

/** Whether somebody may say that an alert is seen to. @param lineage of its place */
export function mayAcknowledge(performer: Performer, lineage: readonly string[]): boolean {
  return performer.accountId === null || (isActor(performer) && holds(performer, ADMINS, lineage));
}

async function seen(tx: Transaction, alertId: string): Promise<{ alert: Alert; lineage: string[] }> {
  const alert = await tx.get(Alert, alertId);
  const lineage = alert ? await lineageOf(tx, alert.placeId) : [];
  if (!alert || !isStaffOver(tx.performer, lineage)) throw new Refusal('NOT_FOUND', 'No such alert.', ['alertId']);
  return { alert, lineage };
}

type Terms = Pick<AlertRule, 'periodKind' | 'side' | 'threshold' | 'days'>;
const NO_TERMS: Terms = { periodKind: null, side: null, threshold: null, days: null };

function termsOf(indicator: Indicator, { kind, periodKind, side, threshold, days }: NewAlertRule): Terms {
  if (kind === 'STALE') {
    if (days === undefined || !Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw new Refusal('INVALID', `Give 1 to ${MOST_DAYS} days.`, ['days']);
    const { cells, seen: people } = eventsOf(indicator);
    if (cells.length + people.length === 0) throw new Refusal('INVALID', 'It counts who is there, and no events that could be missing.', ['indicator']);
    return { ...NO_TERMS, days };
  }
  if (periodKind === undefined || !isOfCalendar(periodKind) || !indicator.periods.includes(periodKind)) {
    throw new Refusal('INVALID', `Give one of ${indicator.periods.filter(isOfCalendar).join(', ')}.`, ['periodKind']);
  }
  if (kind === 'TARGET_MISSED' && indicator.better === 'NEITHER') throw new Refusal('INVALID', 'Neither more nor less of it is better.', ['indicator']);
  if (kind !== 'THRESHOLD') return { ...NO_TERMS, periodKind };
  if (side === undefined) throw new Refusal('INVALID', 'Say on which side of the threshold.', ['side']);
  if (threshold === undefined || !Number.isFinite(threshold)) throw new Refusal('INVALID', 'Give a threshold.', ['threshold']);
  return { ...NO_TERMS, periodKind, side, threshold };
}

/**
 * Registered with the unit of work: a command sent again is answered only to who may still see the alert, or set the rule.
 * @throws Refusal NOT_FOUND
 */
export async function alertStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (result instanceof Alert) await seen(tx, result.id);
  if (result instanceof AlertRule && !maySteer(tx.performer, await lineageOf(tx, result.placeId))) throw new Refusal('NOT_FOUND', 'No such rule.', ['alertRuleId']);
}
