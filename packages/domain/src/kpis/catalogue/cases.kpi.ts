import { Case } from '../../cases/case.entity.ts';
import { indicator, PERIOD_KINDS } from '../language/indicator.ts';
import { count, sum } from '../language/measure.ts';
import { source } from '../language/source.ts';
import { residents } from './population.kpi.ts';

const mapped = { entity: Case, schema: Case.schema };

/** What has happened counts where it happened, whatever place the case has come to since. */
const byReceipt = source('case.by_receipt', mapped, c => ({ place: c.receivedPlaceId, at: c.receivedAt }));
const byResponse = source('case.by_response', mapped, c => ({ place: c.respondedPlaceId.ifAny(), at: c.firstResponseAt.ifAny() }));
const byDeadline = source('case.by_deadline', mapped, c => ({ place: c.duePlaceId, at: c.dueAt }));
const byFollowUp = source('case.by_follow_up', mapped, c => ({ place: c.placeId, at: c.followedUpAt.ifAny() }));
const byRating = source('case.by_rating', mapped, c => ({ place: c.placeId, at: c.ratedAt.ifAny() }));

/** 首次响应时长. Hours from receipt to the first substantive response ÷ cases responded to. Source: docs/indicators. */
export const firstResponseHours = indicator('case.first_response_hours', {
  title: { zh: '首次响应时长', en: 'Hours to first response' },
  unit: 'HOURS',
  better: 'LOWER',
  numerator: sum('case.response_minutes', byResponse, c => c.firstResponseAt.minutesSince(c.receivedAt)),
  denominator: count('case.responded', byResponse),
  population: { zh: '已有实质响应的诉求', en: 'cases with a substantive response' },
  attribution: { zh: '按首次响应时间', en: 'by the time of the first response' },
  exclusions: { zh: '日历小时，含节假日', en: 'calendar hours, holidays included' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Practice reported from Jiyuan: three days down to one',
  version: 2,
});

/** 按期办结率. Handled by the deadline ÷ deadline fell in the period. Source: docs/indicators. */
export const onTimeRate = indicator('case.on_time_rate', {
  title: { zh: '按期办结率', en: 'Handled on time' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.on_time', byDeadline, c => c.handledAt.notAfter(c.dueAt)),
  denominator: count('case.due', byDeadline, c => c.status.isNot('REJECTED').and(c.status.isNot('MERGED'))),
  population: { zh: '期内到期的诉求', en: 'cases whose deadline fell in the period' },
  attribution: { zh: '按办理期限', en: 'by the current deadline' },
  exclusions: { zh: '不予受理和并案的除外', en: 'rejected and merged cases' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Common definition of 12345 hotline assessments',
  version: 2,
});

/** 解决率. Confirmed resolved ÷ followed up. Source: docs/indicators. */
export const resolutionRate = indicator('case.resolution_rate', {
  title: { zh: '解决率', en: 'Confirmed resolved' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.confirmed_resolved', byFollowUp, c => c.confirmedResolved),
  denominator: count('case.followed_up', byFollowUp),
  population: { zh: '已回访到的诉求', en: 'cases whose follow-up reached somebody' },
  attribution: { zh: '按回访时间', en: 'by the time of the follow-up' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Common definition of 12345 hotline assessments',
  version: 1,
});

/** 满意率. Rated 3 to 5 ÷ rated. Source: docs/indicators. */
export const satisfactionRate = indicator('case.satisfaction_rate', {
  title: { zh: '满意率', en: 'Satisfied' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.satisfied', byRating, c => c.rating.atLeast(3)),
  denominator: count('case.rated', byRating),
  population: { zh: '已评价的诉求', en: 'cases that were rated' },
  attribution: { zh: '按评价时间', en: 'by the time of the rating' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Government service rating (好差评): the three upper of five levels',
  version: 1,
});

/** 投诉率. Complaints per 1,000 residents. Neither better nor worse by itself. Source: docs/indicators. */
export const complaintRate = indicator('case.complaint_rate', {
  title: { zh: '投诉率', en: 'Complaints per 1,000 residents' },
  unit: 'PER_1000',
  better: 'NEITHER',
  varies: 'RATE',
  numerator: count('case.complaints', byReceipt, c => c.kind.is('COMPLAINT')),
  denominator: residents,
  population: { zh: '居住在本地的居民', en: 'residents living there at the end of the period' },
  across: { zh: '期内受理的投诉与期末居住的居民相比', en: 'complaints received in the period beside residents living there at its end' },
  attribution: { zh: '按受理时间', en: 'by the time of receipt' },
  minimumN: 100,
  periods: PERIOD_KINDS,
  source: 'Practice reported from Guangzhou: complaints down by 40 percent',
  version: 2,
});
