import { lineageOf } from '../../places/places.service.ts';
import { Place } from '../../places/place.entity.ts';
import { dayOf, startOf, type CalendarDate } from '../../shared/clock.ts';
import { newId } from '../../shared/ids.ts';
import type { Performer } from '../../shared/performer.ts';
import { one } from '../../shared/read.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Transaction } from '../../shared/transaction.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { words } from '../../shared/words.ts';
import type { Counting } from '../engine/measures.ts';
import { periodOf, type Period } from '../engine/period.rule.ts';
import { readValues } from '../engine/values.ts';
import { isOfCalendar, type Indicator, type PeriodKind } from '../language/indicator.ts';
import { isStaffOver, mustSteer } from '../steering.ts';
import { digestOf } from './digest.ts';
import { IndicatorSeal } from './indicator-seal.entity.ts';
import { SealedFigure } from './sealed-figure.entity.ts';
import { countedBefore, sealedPlaces } from './seals.read.ts';

/** What is to be sealed. */
export interface NewSeal {
  readonly placeId: string;
  readonly kind: PeriodKind;
  /** A day in the period. */
  readonly day: CalendarDate;
  /** Keys; all that exist by this kind of period when absent. */
  readonly indicators?: readonly string[] | undefined;
  /** What is signed off, in words. */
  readonly comment: string;
}

const LONGEST_COMMENT = 1000;

/** Seals the figures of closed periods, by the admins of streets and districts. Nothing unseals them. */
export class SealsService {
  readonly #unit: UnitOfWork;
  readonly #counting: Counting;

  constructor(unit: UnitOfWork, counting: Counting) {
    this.#unit = unit;
    this.#counting = counting;
  }

  /**
   * Seals a closed period at a street or district with its communities.
   * @throws Refusal NOT_FOUND or NOT_ALLOWED at `placeId`, INVALID there for a community; INVALID at `kind`, `indicators` or `comment`;
   *   WRONG_STATE at `day` while the period runs, and while something of it waits to be counted, or at `placeId` where nothing was onboarded then; CONFLICT where it is sealed already
   */
  seal(performer: Performer, { placeId, kind, day, indicators, comment }: NewSeal): Promise<IndicatorSeal> {
    return this.#unit.of(performer, 'indicator_seal.seal', async tx => {
      await mustSteer(tx, placeId);
      const place = await tx.findOne(Place, { id: placeId });
      if (place?.level !== 'DISTRICT' && place?.level !== 'STREET') throw new Refusal('INVALID', 'Streets and districts are sealed.', ['placeId']);
      if (!isOfCalendar(kind)) throw new Refusal('INVALID', 'Periods of the calendar are sealed.', ['kind']);
      const period = periodOf(kind, day);
      if (await tx.findOne(IndicatorSeal, { placeId, periodKind: kind, fromDay: period.from })) throw new Refusal('CONFLICT', 'It is sealed already; correct the seal.', ['day']);
      const asked = indicators?.map(key => this.#counting.indicators.find(indicator => indicator.key === key));
      const sealed = asked ?? this.#counting.indicators.filter(({ periods }) => periods.includes(kind));
      if (sealed.length === 0 || !sealed.every(indicator => indicator?.periods.includes(kind))) throw new Refusal('INVALID', 'There is no such indicator by this kind of period.', ['indicators']);
      return this.#write(tx, { placeId, period, indicators: [...new Set(sealed)] as Indicator[], comment, corrects: null });
    });
  }

  /**
   * Seals the same period anew with the figures as they are now; the seal before stays, and this one names it.
   * @throws Refusal NOT_FOUND or NOT_ALLOWED; WRONG_STATE at `sealId` when it was corrected; INVALID at `comment`
   */
  correct(performer: Performer, sealId: string, comment: string): Promise<IndicatorSeal> {
    return this.#unit.of(performer, 'indicator_seal.correct', async tx => {
      const corrects = await tx.findOne(IndicatorSeal, { id: sealId });
      if (!corrects || !isStaffOver(performer, await lineageOf(tx, corrects.placeId))) throw noSeal();
      await mustSteer(tx, corrects.placeId);
      if (await tx.findOne(IndicatorSeal, { correctsId: sealId })) throw new Refusal('WRONG_STATE', 'It was corrected already; correct the latest seal.', ['sealId']);
      const keys = new Set((await tx.find(SealedFigure, { sealId })).map(({ indicator }) => indicator));
      const indicators = this.#counting.indicators.filter(({ key, periods }) => keys.has(key) && periods.includes(corrects.periodKind));
      return this.#write(tx, { placeId: corrects.placeId, period: periodOf(corrects.periodKind, corrects.fromDay), indicators, comment, corrects });
    });
  }

  async #write(tx: Transaction, { placeId, period, indicators, comment, corrects }: {
    placeId: string; period: Period; indicators: readonly Indicator[]; comment: string; corrects: IndicatorSeal | null;
  }): Promise<IndicatorSeal> {
    const { kind, from, to } = period;
    if (to > dayOf(tx.at)) throw new Refusal('WRONG_STATE', 'The period is not over.', ['day']);
    const said = words(comment, LONGEST_COMMENT, 'comment');
    const clock = await one(tx, countedBefore, to);
    if (!clock || clock.waiting || clock.definitions !== this.#counting.definitions) throw new Refusal('WRONG_STATE', 'Figures of this period are being counted; try again in a moment.', ['day']);
    const placeIds = (await tx.rows(sealedPlaces, placeId, startOf(from), startOf(to))).map(({ id }) => id);
    if (placeIds.length === 0) throw new Refusal('WRONG_STATE', 'No place here worked with the system in this period.', ['placeId']);
    const values = await readValues(tx, this.#counting, { placeIds, indicators, periods: [period], now: tx.at });
    const figures = values.map(({ placeId: at, indicator: { key, version }, numerator, denominator, value, squares }) =>
      ({ placeId: at, indicator: key, version, numerator, denominator, value, squares }));
    const head = {
      id: newId(), placeId, periodKind: kind, fromDay: from, toDay: to, revision: Number(clock.revision), definitions: clock.definitions, comment: said,
      sealedAt: tx.at, sealedById: tx.performer.accountId,
    };
    const digest = digestOf({ districtId: tx.districtId, ...head }, corrects?.digest ?? null, figures);
    const seal = await tx.create(IndicatorSeal, { ...head, correctsId: corrects?.id ?? null, digest });
    await tx.bulkInsert(SealedFigure, figures.map(figure => ({ id: newId(), sealId: seal.id, ...figure })));
    return seal;
  }
}

function noSeal(): Refusal {
  return new Refusal('NOT_FOUND', 'No such seal.', ['sealId']);
}

/** Registered with the unit of work: a command sent again is answered only to who may still see the seal. @throws Refusal NOT_FOUND */
export async function sealStillSeen(tx: Transaction, result: unknown): Promise<void> {
  if (result instanceof IndicatorSeal && !isStaffOver(tx.performer, await lineageOf(tx, result.placeId))) throw noSeal();
}
