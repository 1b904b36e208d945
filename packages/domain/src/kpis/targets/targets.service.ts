import { lineageOf } from '../../places/places.service.ts';
import { mustAdministerDistrict } from '../../register/acting.ts';
import type { CalendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { Performer } from '../../shared/performer.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Transaction } from '../../shared/transaction.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { periodOf } from '../engine/period.rule.ts';
import type { Indicator, PeriodKind } from '../language/indicator.ts';
import { maySteer, mustSteer } from '../steering.ts';
import { ComparisonSetting } from './comparison-setting.entity.ts';
import { IndicatorTarget } from './indicator-target.entity.ts';

/** Which target: of an indicator, at a place, in the period of a kind that a day falls in. */
export interface TargetKey {
  readonly placeId: string;
  readonly indicator: string;
  readonly kind: PeriodKind;
  readonly day: CalendarDate;
}

/** What is to be reached, and how places are compared. By the admins of streets and districts: nobody sets their own community's. */
export class TargetsService {
  readonly #unit: UnitOfWork;
  readonly #indicators: readonly Indicator[];

  constructor(unit: UnitOfWork, indicators: readonly Indicator[]) {
    this.#unit = unit;
    this.#indicators = indicators;
  }

  /**
   * Sets a target, or sets it anew. @param value in the indicator's unit
   * @throws Refusal NOT_FOUND for the place; NOT_ALLOWED; INVALID at `indicator`, `kind` or `value`
   */
  set(performer: Performer, asked: TargetKey & { readonly value: number }): Promise<IndicatorTarget> {
    return this.#unit.of(performer, 'indicator_target.set', async tx => {
      const where = await this.#known(tx, asked);
      const indicator = this.#indicators.find(({ key }) => key === asked.indicator);
      if (!Number.isFinite(asked.value) || asked.value < 0 || (indicator?.unit === 'RATIO' && asked.value > 1)) {
        throw new Refusal('INVALID', indicator?.unit === 'RATIO' ? 'A share lies between 0 and 1.' : 'A target is a number from 0 up.', ['value']);
      }
      const { value } = asked;
      const [known] = await tx.getAll(IndicatorTarget, where);
      if (known) return Object.assign(known, { value, setAt: tx.at, setById: performer.accountId });
      return tx.create(IndicatorTarget, { id: newId(), ...where, toDay: periodOf(asked.kind, asked.day).to, value, setAt: tx.at, setById: performer.accountId });
    });
  }

  /** Takes a target away. @throws Refusal NOT_FOUND, also where none is set; NOT_ALLOWED; INVALID */
  remove(performer: Performer, asked: TargetKey): Promise<void> {
    return this.#unit.of(performer, 'indicator_target.remove', async tx => {
      const [known] = await tx.getAll(IndicatorTarget, await this.#known(tx, asked));
      if (!known) throw new Refusal('NOT_FOUND', 'No such target is set.', ['indicator']);
      await tx.remove(known);
    });
  }

  /** Says whether ranks are shown. @throws Refusal NOT_ALLOWED */
  showRanks(performer: Performer, showsRanks: boolean): Promise<ComparisonSetting> {
    return this.#unit.of(performer, 'comparison.show_ranks', async tx => {
      await mustAdministerDistrict(tx, performer);
      const [known] = await tx.getAll(ComparisonSetting, {});
      if (known) return Object.assign(known, { showsRanks, updatedAt: tx.at });
      return tx.create(ComparisonSetting, { id: newId(), showsRanks, updatedAt: tx.at });
    });
  }

  /** What names a target's row, if it may be changed by the performer. */
  async #known(tx: Transaction, { placeId, indicator: key, kind, day }: TargetKey) {
    await mustSteer(tx, placeId);
    const indicator = this.#indicators.find(each => each.key === key);
    if (!indicator) throw new Refusal('INVALID', 'There is no such indicator.', ['indicator']);
    if (!indicator.periods.includes(kind)) throw new Refusal('INVALID', `It exists by ${indicator.periods.join(', ')}.`, ['kind']);
    if (kind === 'ROLLING_12') throw new Refusal('INVALID', 'It ends anew every day.', ['kind']);
    return { placeId, indicator: key, periodKind: kind, fromDay: periodOf(kind, day).from };
  }
}

/**
 * Registered with the unit of work: a target that was set is answered again only to who may still set it.
 * @throws Refusal NOT_FOUND
 */
export async function targetStillSet(tx: Transaction, result: unknown): Promise<void> {
  if (!(result instanceof IndicatorTarget)) return;
  if (!maySteer(tx.performer, await lineageOf(tx, result.placeId))) throw new Refusal('NOT_FOUND', 'No such place.', ['placeId']);
}
