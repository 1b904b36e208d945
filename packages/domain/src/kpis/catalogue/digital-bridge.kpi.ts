import { ActivitySession } from '../../activities/activity-session.entity.ts';
import { DigitalNeed } from '../../digital-bridge/digital-need.entity.ts';
import { SeniorSkill } from '../../digital-bridge/senior-skill.entity.ts';
import { ServiceTransaction, type ServiceWay } from '../../digital-bridge/service-transaction.entity.ts';
import { ProgramSpending } from '../../programs/program-spending.entity.ts';
import { indicator, PERIOD_KINDS, type Indicator, type PeriodKind } from '../language/indicator.ts';
import { count, distinct, seen, sum } from '../language/measure.ts';
import { source } from '../language/source.ts';
import { seniorResidents } from './population.kpi.ts';

/** What programs of the digital bridge are measured by: what they spend and teach is counted for it. */
const OUTCOMES = ['need_help_rate', 'service_rate', 'by_self_rate', 'assisted_rate', 'at_window_rate', 'course_hours', 'cost_per_gain'].map(name => `digital_bridge.${name}`);
const PRACTICE = 'Practice reported from Jiyuan: the senior digital bridge';
const ROLLING: readonly PeriodKind[] = ['MONTH', 'QUARTER', 'YEAR', 'ROLLING_12', 'CUMULATIVE'];

const byAnswer = source('digital_need.by_answer', { entity: DigitalNeed, schema: DigitalNeed.schema }, n => ({ place: n.placeId, at: n.answeredAt }));
const byService = source('service_transaction.by_service', { entity: ServiceTransaction, schema: ServiceTransaction.schema }, t => ({ place: t.placeId, at: t.occurredAt }));
const bySession = source('activity_session.by_session', { entity: ActivitySession, schema: ActivitySession.schema }, s => ({ place: s.placeId, at: s.startsAt }));
const bySpending = source('program_spending.by_spending', { entity: ProgramSpending, schema: ProgramSpending.schema }, s => ({ place: s.placeId, at: s.spentAt }));
const byGain = source('senior_skill.by_gain', { entity: SeniorSkill, schema: SeniorSkill.schema }, s => ({ place: s.gainedPlaceId.ifAny(), at: s.gainedAt.ifAny() }));

/** 需要帮助率. Answers that say so ÷ valid answers to the surveys of programs. Source: docs/indicators. */
export const needHelpRate = indicator('digital_bridge.need_help_rate', {
  title: { zh: '数字服务需要帮助率', en: 'Need help with what is done online' },
  unit: 'RATIO',
  better: 'LOWER',
  varies: 'PROPORTION',
  numerator: count('digital_bridge.need_help', byAnswer, n => n.needsHelp),
  denominator: count('digital_bridge.valid_answers', byAnswer),
  population: { zh: '需求调查的有效答卷', en: 'valid answers to the surveys of programs' },
  attribution: { zh: '按作答时间，计在当时的居住地', en: 'by when it was answered, where they lived then' },
  exclusions: { zh: '未回答该问题的、匿名的答卷除外', en: 'answers without that question, and anonymous ones' },
  minimumN: 10,
  periods: PERIOD_KINDS,
  source: PRACTICE,
  version: 1,
});

/** 老人政务办理率 and its companions: seniors with at least one service in some of the ways within a year ÷ seniors living there. */
const services = (name: string, title: Indicator['title'], better: Indicator['better'], ...ways: readonly ServiceWay[]): Indicator => indicator(`digital_bridge.${name}`, {
  title,
  unit: 'RATIO',
  better,
  varies: 'PROPORTION',
  numerator: distinct(`digital_bridge.${name}`, [seen(byService, t => t.residentId, t => t.senior.and(t.voidedAt.isMissing()).and(t.way.isOneOf(...ways)))], 'WITHIN_A_YEAR'),
  denominator: seniorResidents,
  across: { zh: '十二个月内办过事的老人除以期末在住的老人', en: 'seniors who were served within the year, by seniors who live there at its end' },
  population: { zh: '期末在住的 60 岁及以上老人', en: 'residents aged 60 and over living there at the end of the period' },
  attribution: { zh: '按办理时间，截至期末的十二个月，计在当时的居住地', en: 'by when it was done, in the twelve months that end with the period, where they lived then' },
  exclusions: { zh: '作废的记录除外；同一人只计一次', en: 'voided ones; a person counts once' },
  minimumN: 10,
  periods: ROLLING,
  source: PRACTICE,
  version: 1,
});

/** 老人政务办理率. By themselves or with help. Source: docs/indicators. */
export const serviceRate = services('service_rate', { zh: '老人政务办理率', en: 'Seniors who use public services online' }, 'HIGHER', 'BY_SELF', 'ASSISTED');
/** 老人自主办理率. */
export const bySelfRate = services('by_self_rate', { zh: '老人自主办理率', en: 'Seniors who use them by themselves' }, 'HIGHER', 'BY_SELF');
/** 老人协助办理率. */
export const assistedRate = services('assisted_rate', { zh: '老人协助办理率', en: 'Seniors who use them with help' }, 'NEITHER', 'ASSISTED');
/** 老人窗口办理率. */
export const atWindowRate = services('at_window_rate', { zh: '老人窗口办理率', en: 'Seniors served at windows' }, 'NEITHER', 'AT_WINDOW');

/** 数字课程时长. Hours of course sessions that took place, of programs measured by the digital bridge. Source: docs/indicators. */
export const courseHours = indicator('digital_bridge.course_hours', {
  title: { zh: '数字课程时长', en: 'Hours of digital courses' },
  unit: 'HOURS',
  better: 'HIGHER',
  numerator: sum('digital_bridge.course_minutes', bySession, s => s.minutes,
    s => s.kind.is('COURSE').and(s.outcomeIndicator.isOneOf(...OUTCOMES)).and(s.attended.atLeast(1)).and(s.cancelledAt.isMissing())),
  population: { zh: '数字桥项目的课程场次', en: 'course sessions of programs of the digital bridge' },
  attribution: { zh: '按上课时间，计在活动所属地点', en: 'by when the session began, at the activity\'s place' },
  exclusions: { zh: '取消的、无人到场的场次除外', en: 'sessions that were called off, or that nobody attended' },
  minimumN: 1,
  periods: PERIOD_KINDS,
  source: PRACTICE,
  version: 1,
});

/** 人均学会成本. Yuan spent by programs measured by the digital bridge ÷ different seniors newly able in a skill. Source: docs/indicators. */
export const costPerGain = indicator('digital_bridge.cost_per_gain', {
  title: { zh: '人均学会成本', en: 'Cost of each senior newly able' },
  unit: 'YUAN',
  better: 'LOWER',
  numerator: sum('digital_bridge.spent_fen', bySpending, s => s.amount, s => s.state.is('RECORDED').and(s.outcomeIndicator.isOneOf(...OUTCOMES))),
  denominator: distinct('digital_bridge.newly_able', [seen(byGain, s => s.residentId)]),
  across: { zh: '项目支出除以新学会的老人', en: 'what programs paid, by the seniors who have newly learned something' },
  population: { zh: '新学会至少一项技能的老人', en: 'seniors newly able in at least one skill' },
  attribution: { zh: '支出按支付时间，计在项目地点；学会按首次独立完成的观察时间，计在当时的居住地', en: 'spending by when it was paid, at the program\'s place; gains by when they were first seen to do it alone, where they lived then' },
  exclusions: { zh: '撤回的支出、实物除外；原本就会的不计', en: 'what was taken back or given in kind; whoever always could' },
  minimumN: 10,
  periods: ['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE'],
  source: PRACTICE,
  version: 1,
});
