import { dayOf } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import { system } from '../../shared/performer.ts';
import type { Rows } from '../../shared/read.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { periodOf } from '../engine/period.rule.ts';
import type { IndicatorsService } from '../indicators.service.ts';
import type { Indicator } from '../language/indicator.ts';
import { AlertRule } from './alert-rule.entity.ts';
import { Alert } from './alert.entity.ts';
import { tellOfAlerts } from './alert.notice.ts';
import { lastRecorded, rulesInForce, watchedPlaces, type AlertRuleRow } from './alerts.read.ts';
import { MOST_BASIS, beyondThreshold, closedPeriods, eventsOf, missedTarget, silence, unusualChange, type Finding } from './finding.rule.ts';

interface Found {
  readonly placeId: string;
  readonly place: string;
  readonly finding: Finding;
}

/** Raises alerts: as a day begins, every rule is held against the last period that is over, or the days before. */
export class AlertRaiser {
  readonly #unit: UnitOfWork;
  readonly #indicators: IndicatorsService;

  constructor(unit: UnitOfWork, indicators: IndicatorsService) {
    this.#unit = unit;
    this.#indicators = indicators;
  }

  /**
   * Raises what is found of a district. What was raised before for the same rule, place and period is not raised again, so
   * it may run as often as one likes; what is recorded late is found on a later day of the next period.
   * @returns how many were raised
   */
  async raise(from: Rows): Promise<number> {
    let raised = 0;
    for (const rule of await from.rows(rulesInForce)) {
      const indicator = this.#indicators.find(rule.indicator);
      const found = indicator ? await this.#look(from, rule, indicator) : [];
      if (found.length > 0) raised += await this.#write(from.districtId, rule.id, found);
    }
    return raised;
  }

  async #look(from: Rows, rule: AlertRuleRow, indicator: Indicator): Promise<Found[]> {
    const places = await from.rows(watchedPlaces, rule.placeId, rule.level);
    const now = this.#unit.clock.now();
    const found = rule.days === null ? await this.#figures(from, rule, indicator, places, now) : await this.#silences(from, rule.days, indicator, places, now);
    return places.flatMap(({ id, name }) => {
      const finding = found.get(id);
      return finding ? [{ placeId: id, place: name, finding }] : [];
    });
  }

  async #figures(
    from: Rows, { kind, periodKind, side, threshold }: AlertRuleRow, indicator: Indicator, places: readonly { id: string; onboardedAt: Date }[], now: Date,
  ): Promise<Map<string, Finding | null>> {
    const periods = closedPeriods(periodKind ?? 'MONTH', now, kind === 'UNUSUAL_CHANGE' ? MOST_BASIS : 0);
    const [period] = periods;
    const ids = places.map(({ id }) => id);
    if (!period || ids.length === 0) return new Map();
    const [values, targets] = [
      await this.#indicators.values(from, ids, [indicator], periods, now), kind === 'TARGET_MISSED' ? await this.#indicators.targets(from, ids, [indicator], period) : null,
    ];
    return new Map(places.map(({ id, onboardedAt }, at) => {
      // A period in which the place began is not a whole one.
      const [figure, ...before] = values.slice(at * periods.length, (at + 1) * periods.length).filter(value => value.period.from >= dayOf(onboardedAt));
      const target = targets?.get(`${id} ${indicator.key}`)?.value;
      if (figure?.period.from !== period.from) return [id, null];
      if (side !== null && threshold !== null) return [id, beyondThreshold(figure, side, threshold)];
      if (kind === 'TARGET_MISSED') return [id, target === undefined ? null : missedTarget(figure, target)];
      return [id, unusualChange(figure, before)];
    }));
  }

  async #silences(
    from: Rows, days: number, indicator: Indicator, places: readonly { id: string; onboardedAt: Date }[], now: Date,
  ): Promise<Map<string, Finding | null>> {
    const today = dayOf(now);
    // Of what has not been counted by the definitions of today nothing is known: that is no silence.
    const [figure] = await this.#indicators.values(from, places.slice(0, 1).map(({ id }) => id), [indicator], [periodOf(indicator.periods[0] ?? 'MONTH', today)], now);
    if (!figure?.counted) return new Map();
    const { cells, seen } = eventsOf(indicator);
    const numbers = (keys: readonly string[]) => keys.flatMap(key => this.#indicators.counting.numberOf.get(key) ?? []);
    const last = new Map((await from.rows(lastRecorded, places.map(({ id }) => id), numbers(cells), numbers(seen), today)).map(({ placeId, day }) => [placeId, day]));
    return new Map(places.map(({ id, onboardedAt }) => [id, silence(last.get(id) ?? null, dayOf(onboardedAt), today, days)]));
  }

  #write(districtId: number, ruleId: string, found: readonly Found[]): Promise<number> {
    return this.#unit.of(system(districtId), 'alert.raise', async tx => {
      const rule = await tx.keep(AlertRule, ruleId);
      if (!rule || rule.endedAt) return 0;
      const known = new Set((await tx.find(Alert, { ruleId, placeId: { $in: found.map(({ placeId }) => placeId) } })).map(({ placeId, fromDay }) => `${placeId} ${fromDay}`));
      const raised: { alert: Alert; place: string }[] = [];
      for (const { placeId, place, finding } of found.filter(each => !known.has(`${each.placeId} ${each.finding.fromDay}`))) {
        const alert = await tx.create(Alert, {
          id: newId(), ruleId, placeId, ...finding, basis: [...finding.basis], state: 'OPEN', raisedAt: tx.at, handledAt: null, handledById: null, reason: null,
        });
        raised.push({ alert, place });
      }
      await tellOfAlerts(tx, rule, raised);
      return raised.length;
    });
  }
}
