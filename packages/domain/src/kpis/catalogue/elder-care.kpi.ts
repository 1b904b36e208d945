import { CareBooking } from '../../elder-care/care-booking.entity.ts';
import { WellbeingVisit } from '../../elder-care/wellbeing-visit.entity.ts';
import { indicator, PERIOD_KINDS } from '../language/indicator.ts';
import { count, distinct, seen } from '../language/measure.ts';
import { source } from '../language/source.ts';
import { noKinSeniors } from './population.kpi.ts';

const visits = { entity: WellbeingVisit, schema: WellbeingVisit.schema };

const byDueDay = source('wellbeing_visit.by_due_day', visits, v => ({ place: v.placeId, at: v.dueAt }));
export const byVisit = source('wellbeing_visit.by_visit', visits, v => ({ place: v.placeId, at: v.doneAt.ifAny() }));
/** What was given, where the elder lived then. */
export const byFulfilment = source('care_booking.by_fulfilment', { entity: CareBooking, schema: CareBooking.schema }, b => ({ place: b.placeId, at: b.fulfilledAt.ifAny() }));

/** 探访率. Visits made ÷ visits due by the elder's risk. Source: docs/indicators. */
export const wellbeingVisitRate = indicator('elder.wellbeing_visit_rate', {
  title: { zh: '探访率', en: 'Wellbeing visits made' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('elder.visits_made', byDueDay, v => v.state.is('DONE')),
  denominator: count('elder.visits_due', byDueDay, v => v.state.isNot('DUE').and(v.state.isNot('EXCUSED'))),
  population: { zh: '按风险等级应探访的次数', en: 'visits due by the elders\' risk' },
  attribution: { zh: '按应探访的最后一日', en: 'by the last day on which the visit was due' },
  exclusions: { zh: '外出期间免访的、未到期的除外；当日未遇仍为待探访', en: 'excused while they were away, and not due yet; nobody at home is no visit' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Guidance on visiting and caring for elders living alone: frequency by risk',
  version: 1,
});

/** 孤寡老人居家服务覆盖率. Different elders without kin who were served at home ÷ elders without kin. Source: docs/indicators. */
export const homeServiceCoverage = indicator('elder.home_service_coverage', {
  title: { zh: '孤寡老人居家服务覆盖率', en: 'Elders without kin served at home' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: distinct('elder.no_kin_served_at_home', [seen(byFulfilment, b => b.residentId, b => b.atHome.and(b.noKin).and(b.senior))]),
  denominator: noKinSeniors,
  population: { zh: '期末在住的60岁及以上孤寡老人', en: 'residents aged 60 and over without kin, living there at the end of the period' },
  across: { zh: '期内在家接受服务的与期末在住的孤寡老人相比', en: 'those served at home in the period beside those living there at its end' },
  attribution: { zh: '按服务完成时间，计在当时的居住地', en: 'by when the service was given, where they lived then' },
  exclusions: { zh: '到中心接受的服务除外；同一人期内只计一次', en: 'services given at the centre; a person counts once in a period' },
  minimumN: 10,
  periods: ['MONTH', 'QUARTER', 'YEAR'],
  source: 'Practice reported from Jiyuan: home errands for elders who live without kin',
  version: 1,
});
