import { WellbeingVisit } from '../../elder-care/wellbeing-visit.entity.ts';
import { indicator, PERIOD_KINDS } from '../language/indicator.ts';
import { count } from '../language/measure.ts';
import { source } from '../language/source.ts';

const byDueDay = source('wellbeing_visit.by_due_day', { entity: WellbeingVisit, schema: WellbeingVisit.schema }, v => ({ place: v.placeId, at: v.dueAt }));

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
