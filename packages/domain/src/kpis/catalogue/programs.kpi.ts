import { ProgramFunding } from '../../programs/program-funding.entity.ts';
import { Program } from '../../programs/program.entity.ts';
import { indicator, PERIOD_KINDS } from '../language/indicator.ts';
import { count, distinct, seen, sum, total } from '../language/measure.ts';
import { source } from '../language/source.ts';
import { byAttendance } from './activities.kpi.ts';
import { byFulfilment, byVisit } from './elder-care.kpi.ts';
import { byReceiving } from './time-bank.kpi.ts';

const byAdoption = source('program.by_adoption', { entity: Program, schema: Program.schema }, p => ({ place: p.placeId, at: p.adoptedOn.ifAny() }));
const byReceipt = source('program_funding.by_receipt', { entity: ProgramFunding, schema: ProgramFunding.schema }, f => ({ place: f.placeId, at: f.receivedAt.ifAny() }));

/** 推广社区数. Different communities that run what others ran before them. Source: docs/indicators. */
export const adoptingCommunities = indicator('program.adopting_communities', {
  title: { zh: '推广社区数', en: 'Communities that adopted a playbook' },
  unit: 'COUNT',
  better: 'HIGHER',
  numerator: distinct('program.adopting_communities', [seen(byAdoption, p => p.placeId)]),
  population: { zh: '启动了推广项目的社区', en: 'communities that started a copy of a program or playbook' },
  attribution: { zh: '按项目开始日', en: 'by the first day of the program' },
  exclusions: { zh: '试点社区除外；同一社区期内只计一次', en: 'the pilot; a community counts once in a period' },
  minimumN: 1,
  periods: ['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE'],
  source: 'Practice reported from Jiyuan: one pilot copied by ten communities',
  version: 1,
});

/** 引入资金. Outside money that programs received. Source: docs/indicators. */
export const receivedYuan = indicator('resource.received_yuan', {
  title: { zh: '引入资金', en: 'Outside money received' },
  unit: 'YUAN',
  better: 'NEITHER',
  numerator: sum('resource.received_fen', byReceipt, f => f.amount, f => f.kind.is('MONEY').and(f.source.is('OUTSIDE')).and(f.state.is('RECORDED'))),
  population: { zh: '项目账户收到的社会资金', en: 'money from outside the government in the accounts of programs' },
  attribution: { zh: '按到账时间，计在项目所在地', en: 'by when it was received, at the program\'s place' },
  exclusions: { zh: '实物、财政资金、承诺未到账和冲销的除外', en: 'what came in kind, the government\'s own money, promises, and what was taken back' },
  minimumN: 1,
  periods: PERIOD_KINDS,
  source: 'Ledger; practice reported from Jiyuan: half a million yuan of resources brought in',
  version: 1,
});

/** 服务人次. How often somebody was served, in any of these ways. Source: docs/indicators. */
export const personTimes = indicator('service.person_times', {
  title: { zh: '服务人次', en: 'Services given, by person' },
  unit: 'COUNT',
  better: 'NEITHER',
  numerator: total(
    count('activity.attendances', byAttendance, t => t.voidedAt.isMissing()),
    count('elder.bookings_fulfilled', byFulfilment),
    count('elder.visits_by_day', byVisit),
    count('timebank.times_served', byReceiving),
  ),
  population: { zh: '参加活动、接受养老服务、探访和互助服务的人次', en: 'attendances, care services given, wellbeing visits made, and people served by the time bank' },
  attribution: { zh: '按服务时间', en: 'by when it was given' },
  exclusions: { zh: '作废的签到、未确认和有争议的互助服务除外；同一人每次都计', en: 'voided attendances, services that were not confirmed or are disputed; a person counts each time' },
  minimumN: 1,
  periods: PERIOD_KINDS,
  source: 'Practice reported from Jiyuan: services counted by person',
  version: 1,
});
