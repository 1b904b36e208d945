import { indicator } from '../language/indicator.ts';
import { distinct, seen } from '../language/measure.ts';
import { byAttending } from './activities.kpi.ts';
import { floatingResidents } from './population.kpi.ts';
import { byGiving } from './time-bank.kpi.ts';

/** 流动人口参与率. Floating residents who took part at least once in the period ÷ floating residents. Source: docs/indicators. */
export const participationRate = indicator('points.participation_rate', {
  title: { zh: '流动人口参与率', en: 'Floating residents who take part' },
  unit: 'RATIO',
  better: 'HIGHER',
  numerator: distinct('points.floating_participants', [
    seen(byAttending, a => a.residentId, a => a.standing.is('FLOATING').and(a.voidedAt.isMissing())),
    seen(byGiving, e => e.giverId, e => e.giverStanding.is('FLOATING').and(e.status.isOneOf('CONFIRMED', 'ADJUSTED'))),
  ]),
  denominator: floatingResidents,
  varies: 'PROPORTION',
  population: { zh: '期末在住的流动人口', en: 'floating residents living there at the end of the period' },
  across: { zh: '期内参与过的流动人口与期末在住的流动人口相比', en: 'floating residents who took part in the period beside those living there at its end' },
  attribution: { zh: '按活动到场或志愿服务的时间，计在当时的居住地', en: 'by the time of the activity or volunteer act, where they lived then' },
  exclusions: { zh: '未确认或作废的服务、作废的到场记录除外', en: 'services that were not confirmed, and what was voided' },
  minimumN: 10,
  periods: ['MONTH', 'QUARTER', 'YEAR'],
  source: 'Practice reported from Jiyuan: one floating resident in ten, then six',
  version: 1,
});
