import { WasteDrop } from '../../points/waste-drop.entity.ts';
import { indicator } from '../language/indicator.ts';
import { distinct, seen } from '../language/measure.ts';
import { source } from '../language/source.ts';
import { households } from './population.kpi.ts';

const byDrop = source('waste_drop.by_drop', { entity: WasteDrop, schema: WasteDrop.schema }, d => ({ place: d.placeId, at: d.occurredAt }));

/** 垃圾分类参与率. Households with a correct drop in at least three of the month's four weeks ÷ households. Source: docs/indicators. */
export const sortingRate = indicator('waste_sorting.participation_rate', {
  title: { zh: '垃圾分类参与率', en: 'Households that sort their waste' },
  unit: 'RATIO',
  better: 'HIGHER',
  numerator: distinct('waste_sorting.households', [seen(byDrop, d => d.householdId, d => d.correct.and(d.voidedAt.isMissing()))], 'IN_THREE_WEEKS'),
  denominator: households,
  varies: 'PROPORTION',
  population: { zh: '在册家庭户', en: 'households in the register' },
  across: { zh: '当月参与的家庭户与月末在册家庭户相比', en: 'households that took part in the month beside those in the register at its end' },
  attribution: { zh: '按投放时间；一个月分四周：1–7日、8–14日、15–21日、22日至月末', en: 'by the time of the drop; the month has four weeks: days 1–7, 8–14, 15–21, and from 22 on' },
  exclusions: { zh: '作废的投放、不正确的投放除外；一个月里不足三周有正确投放的，不算参与', en: 'voided and wrong drops; a household with correct drops in fewer than three weeks does not count' },
  minimumN: 10,
  periods: ['MONTH'],
  source: 'Practice of waste sorting assessments: at least one correct drop in three of the four weeks',
  version: 1,
});
