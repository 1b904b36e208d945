import { CaseClosing } from '../../cases/case-closing.entity.ts';
import { Case } from '../../cases/case.entity.ts';
import { indicator, PERIOD_KINDS } from '../language/indicator.ts';
import { count, duration, sum } from '../language/measure.ts';
import { source } from '../language/source.ts';
import { residents } from './population.kpi.ts';

const mapped = { entity: Case, schema: Case.schema };

/** What has happened counts where it happened, whatever place the case has come to since. */
const byReceipt = source('case.by_receipt', mapped, c => ({ place: c.receivedPlaceId, at: c.receivedAt }));
const byResponse = source('case.by_response', mapped, c => ({ place: c.respondedPlaceId.ifAny(), at: c.firstResponseAt.ifAny() }));
const byDeadline = source('case.by_deadline', mapped, c => ({ place: c.duePlaceId, at: c.dueAt }));
const byOriginalDeadline = source('case.by_original_deadline', mapped, c => ({ place: c.duePlaceId, at: c.originalDueAt }));
const byHandling = source('case.by_handling', mapped, c => ({ place: c.placeId, at: c.handledAt.ifAny() }));
const byFollowUp = source('case.by_follow_up', mapped, c => ({ place: c.placeId, at: c.followedUpAt.ifAny() }));
const byRating = source('case.by_rating', mapped, c => ({ place: c.placeId, at: c.ratedAt.ifAny() }));

/** Once it is known whether they have held. */
const byAftercare = source('case_closing.by_aftercare', { entity: CaseClosing, schema: CaseClosing.schema }, c => ({ place: c.placeId, at: c.aftercareEndsAt }));

const due = count('case.due', byDeadline, c => c.status.isNot('REJECTED').and(c.status.isNot('MERGED')));
const handled = count('case.handled', byHandling);

/** 首次响应时长. Hours from receipt to the first substantive response ÷ cases responded to. Source: docs/indicators. */
export const firstResponseHours = indicator('case.first_response_hours', {
  title: { zh: '首次响应时长', en: 'Hours to first response' },
  unit: 'HOURS',
  better: 'LOWER',
  numerator: sum('case.response_minutes', byResponse, c => c.firstResponseAt.minutesSince(c.receivedAt)),
  denominator: count('case.responded', byResponse),
  varies: 'MEAN',
  squares: sum('case.response_minutes_squared', byResponse, c => c.firstResponseAt.minutesSince(c.receivedAt).squared()),
  lasts: duration(byReceipt, c => ({ from: c.receivedAt, until: c.firstResponseAt }), c => c.status.isNot('REJECTED').and(c.status.isNot('MERGED'))),
  population: { zh: '已有实质响应的诉求', en: 'cases with a substantive response' },
  attribution: { zh: '按首次响应时间', en: 'by the time of the first response' },
  exclusions: { zh: '日历小时，含节假日', en: 'calendar hours, holidays included' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Practice reported from Jiyuan: three days down to one',
  version: 2,
});

/** 办理时长. Working hours from receipt, or reopening, to handling without suspensions ÷ cases handled. Source: docs/indicators. */
export const handlingHours = indicator('case.handling_hours', {
  title: { zh: '办理时长', en: 'Working hours to handle' },
  unit: 'HOURS',
  better: 'LOWER',
  numerator: sum('case.handling_minutes', byHandling, c => c.handledNetMinutes),
  denominator: handled,
  varies: 'MEAN',
  squares: sum('case.handling_minutes_squared', byHandling, c => c.handledNetMinutes.squared()),
  population: { zh: '期内办结的诉求', en: 'cases handled in the period' },
  attribution: { zh: '按办结时间', en: 'by the time of handling' },
  exclusions: { zh: '工作时间，挂起期间除外；重新办理的从重新办理起算', en: 'working time only, without suspensions; of a case reopened since then' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Deadlines of cases are in working time, and suspensions stop them',
  version: 1,
});

/** 按期办结率. Handled by the deadline ÷ deadline fell in the period. Source: docs/indicators. */
export const onTimeRate = indicator('case.on_time_rate', {
  title: { zh: '按期办结率', en: 'Handled on time' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.on_time', byDeadline, c => c.handledAt.notAfter(c.dueAt)),
  denominator: due,
  population: { zh: '期内到期的诉求', en: 'cases whose deadline fell in the period' },
  attribution: { zh: '按办理期限', en: 'by the current deadline' },
  exclusions: { zh: '不予受理和并案的除外', en: 'rejected and merged cases' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Common definition of 12345 hotline assessments',
  version: 2,
});

/** 按原期限办结率. The same by the deadline that was promised first: extensions do not help. Source: docs/indicators. */
export const originallyOnTimeRate = indicator('case.originally_on_time_rate', {
  title: { zh: '按原期限办结率', en: 'Handled by the original deadline' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.originally_on_time', byOriginalDeadline, c => c.handledAt.notAfter(c.originalDueAt)),
  denominator: count('case.originally_due', byOriginalDeadline, c => c.status.isNot('REJECTED').and(c.status.isNot('MERGED'))),
  population: { zh: '原办理期限在期内的诉求', en: 'cases whose original deadline fell in the period' },
  attribution: { zh: '按首次承诺的办理期限', en: 'by the deadline as first promised' },
  exclusions: { zh: '不予受理和并案的除外；延期、挂起不顺延', en: 'rejected and merged cases; extensions and suspensions do not move it' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Beside the rate by the current deadline, which extensions raise',
  version: 1,
});

/** 逾期未响应率. Past their deadline and nobody has responded yet ÷ deadline fell in the period. Source: docs/indicators. */
export const unansweredRate = indicator('case.unanswered_rate', {
  title: { zh: '逾期未响应率', en: 'Overdue and not responded to' },
  unit: 'RATIO',
  better: 'LOWER',
  varies: 'PROPORTION',
  numerator: count('case.overdue_unanswered', byDeadline, c =>
    c.firstResponseAt.isMissing().and(c.status.isNot('REJECTED')).and(c.status.isNot('MERGED'))),
  denominator: due,
  population: { zh: '期内到期的诉求', en: 'cases whose deadline fell in the period' },
  attribution: { zh: '按办理期限', en: 'by the current deadline' },
  exclusions: { zh: '不予受理和并案的除外', en: 'rejected and merged cases' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Beside the hours to first response, in which a case that nobody answers is in no period',
  version: 1,
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

/** 回访到位率. Cases whose follow-up reached somebody ÷ cases handled. Source: docs/indicators. */
export const followUpShare = indicator('case.follow_up_share', {
  title: { zh: '回访到位率', en: 'Reached by follow-up' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.handled_and_followed_up', byHandling, c => c.followedUpAt.isSet()),
  denominator: handled,
  population: { zh: '期内办结的诉求', en: 'cases handled in the period' },
  attribution: { zh: '按办结时间', en: 'by the time of handling' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Beside the rate of those confirmed resolved: of how many one knows',
  version: 1,
});

/** 评价率. Cases that were rated ÷ cases handled. Source: docs/indicators. */
export const ratingShare = indicator('case.rating_share', {
  title: { zh: '评价率', en: 'Rated' },
  unit: 'RATIO',
  better: 'HIGHER',
  varies: 'PROPORTION',
  numerator: count('case.handled_and_rated', byHandling, c => c.ratedAt.isSet()),
  denominator: handled,
  population: { zh: '期内办结的诉求', en: 'cases handled in the period' },
  attribution: { zh: '按办结时间', en: 'by the time of handling' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Beside the satisfaction: of how many one knows',
  version: 1,
});

/** 重办率. Closings after which the case was reopened within 30 days ÷ closings whose 30 days ended. Source: docs/indicators. */
export const reopenRate = indicator('case.reopen_rate', {
  title: { zh: '重办率', en: 'Reopened after closing' },
  unit: 'RATIO',
  better: 'LOWER',
  varies: 'PROPORTION',
  numerator: count('case.reopened', byAftercare, c => c.reopenedAt.notAfter(c.aftercareEndsAt)),
  denominator: count('case.closings', byAftercare),
  population: { zh: '结案满30日的诉求，每次结案计一次', en: 'closings of cases whose 30 days ended, each closing once' },
  attribution: { zh: '按结案后第30日，计在结案时所在地', en: 'by the end of the 30 days, where the case was closed' },
  exclusions: { zh: '结案未满30日的、结案前退回重办的除外', en: 'closings whose 30 days still run, and cases reopened before they were closed' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Beside the rate handled on time: what is closed before it is settled comes back',
  version: 1,
});

/** 主动发现占比. Found by patrols ÷ all cases received. Source: docs/indicators. */
export const proactiveShare = indicator('case.proactive_share', {
  title: { zh: '主动发现占比', en: 'Share found proactively' },
  unit: 'RATIO',
  better: 'NEITHER',
  varies: 'PROPORTION',
  numerator: count('case.found', byReceipt, c => c.channel.is('PATROL')),
  denominator: count('case.received', byReceipt),
  population: { zh: '期内受理的诉求', en: 'cases received in the period' },
  attribution: { zh: '按受理时间', en: 'by the time of receipt' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: 'Beside the rate of complaints: fewer may mean that fewer are recorded',
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
