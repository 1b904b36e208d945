import { receivedAtPlace } from '../cases/beginning.ts';
import { Case } from '../cases/case.entity.ts';
import { trackingNumber } from '../cases/tracking-number.ts';
import type { Domain } from '../domain.ts';
import type { AlertRule } from '../kpis/alerts/alert-rule.entity.ts';
import { Alert } from '../kpis/alerts/alert.entity.ts';
import { digestOf } from '../kpis/seals/digest.ts';
import { IndicatorSeal } from '../kpis/seals/indicator-seal.entity.ts';
import type { IndicatorReview } from '../kpis/reviews/indicator-review.entity.ts';
import type { ReviewItem } from '../kpis/reviews/review-item.entity.ts';
import { SealedFigure } from '../kpis/seals/sealed-figure.entity.ts';
import { addDays, calendarDate, dayOf, startOf, type CalendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { NewRow } from '../shared/read.ts';
import type { BuiltDistrict } from './build.ts';

/** Rated cases of one place and day, and how many of them were satisfied. */
export interface Rated {
  readonly placeId: string;
  readonly day: string;
  readonly rated: number;
  readonly satisfied: number;
}

/** Enters rated cases, and counts them. */
export async function buildRated(domain: Domain, { districtId, categoryId }: BuiltDistrict, ...all: readonly Rated[]): Promise<void> {
  const cases = all.flatMap(({ placeId, day, rated, satisfied }) =>
    Array.from({ length: rated }, (_, n) => ratedCase(placeId, categoryId, n < satisfied ? 5 : 1, new Date(startOf(calendarDate(day)).getTime() + 36_000_000))));
  await domain.unit.of(system(districtId), 'case.import', tx => tx.bulkInsert(Case, cases));
  while ((await domain.engine.drain(districtId)) === 'BUSY');
}

/** A case received two days before it was rated. */
export function ratedCase(placeId: string, categoryId: string, rating: number, ratedAt: Date): NewRow<Case> {
  const receivedAt = new Date(ratedAt.getTime() - 2 * 86_400_000);
  return {
    id: newId(), ...receivedAtPlace(placeId), respondedPlaceId: placeId, addressId: null, trackingNumber: trackingNumber(receivedAt), kind: 'HELP', categoryId,
    urgency: 'ORDINARY', channel: 'HOTLINE', title: '来电', description: '来电', requesterId: null, residentId: null, contactName: null, contactPhoneSealed: null,
    status: 'HANDLED', outcome: 'RESOLVED', cycle: 1, receivedAt, recordedAt: ratedAt, firstResponseAt: ratedAt, dueAt: ratedAt, originalDueAt: ratedAt, suspendedAt: null, overdueAt: null,
    reopenedAt: null, suspendedMinutes: 0, handledAt: ratedAt, handledNetMinutes: 960, closedAt: null, unconfirmed: false, firstReceiverId: null, assigneeId: null, assigneeOrganisationId: null, handlerId: null,
    returns: 0, followedUpAt: null, followUpSource: null, confirmedResolved: null, ratedAt, rating, ratingChanged: false, mergedIntoId: null,
    externalSystem: null, externalId: null, dataOrigin: 'REAL',
  };
}

/** What is done with figures, of a district of its own. */
export interface BuiltFigures {
  readonly rule: AlertRule;
  /** Open, of the first community. */
  readonly alert: Alert;
  /** A seal of the street, and the one that corrects it. */
  readonly seal: IndicatorSeal;
  readonly correction: IndicatorSeal;
  /** A draft on the first of them. */
  readonly review: IndicatorReview;
  readonly item: ReviewItem;
}

/** A rule with an alert that it raised, seals, and a review. @param mark stands in its texts */
export async function buildFigures(domain: Domain, at: BuiltDistrict, mark = '测试'): Promise<BuiltFigures> {
  const by = system(at.districtId);
  const rule = await domain.alerts.createRule(by, { placeId: at.street, level: 'COMMUNITY', kind: 'STALE', indicator: 'activity.attendance', days: 366 });
  const today = dayOf(domain.clock.now());
  const alert = await domain.unit.of(by, 'test.raise', tx => tx.create(Alert, {
    id: newId(), ruleId: rule.id, placeId: at.communities[0], fromDay: addDays(today, -400), toDay: today, numerator: null, denominator: null, value: null, low: null, high: null,
    centre: null, basis: [], state: 'OPEN', raisedAt: tx.at, handledAt: null, handledById: null, reason: null,
  }));
  await domain.alerts.acknowledge(by, alert.id, mark);
  const seal = await buildSeal(domain, at, mark, null);
  const correction = await buildSeal(domain, at, mark, seal);
  const review = await domain.reviews.begin(by, seal.id);
  return { rule, alert, seal, correction, review, item: await domain.reviews.add(by, review.id, { kind: 'COMMENT', text: mark, placeId: at.street }) };
}

/** A seal of the street's first quarter of 2024, before it worked with the system. */
function buildSeal(domain: Domain, { districtId, street }: BuiltDistrict, comment: string, corrects: IndicatorSeal | null): Promise<IndicatorSeal> {
  return domain.unit.of(system(districtId), 'test.seal', async tx => {
    const figures = [{ placeId: street, indicator: 'case.complaint_rate', version: 1, numerator: 1, denominator: 2000, value: 0.5, squares: null }];
    const head = {
      id: newId(), placeId: street, periodKind: 'QUARTER' as const, fromDay: calendarDate('2024-01-01'), toDay: calendarDate('2024-04-01'), revision: 1, definitions: 'test', comment,
      sealedAt: tx.at, sealedById: null,
    };
    const seal = await tx.create(IndicatorSeal, { ...head, correctsId: corrects?.id ?? null, digest: digestOf({ districtId, ...head }, corrects?.digest ?? null, figures) });
    await tx.bulkInsert(SealedFigure, figures.map(figure => ({ id: newId(), sealId: seal.id, ...figure })));
    return seal;
  });
}

/** The first day of a month `back` months before that of a day. */
export function monthsBefore(day: CalendarDate, back: number): CalendarDate {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - back;
  return calendarDate(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`);
}
