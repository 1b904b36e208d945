import { LedgerEntry } from '../../ledger/ledger-entry.entity.ts';
import { ExchangeReceiver } from '../../time-bank/exchange-receiver.entity.ts';
import { Exchange } from '../../time-bank/exchange.entity.ts';
import { Volunteer } from '../../time-bank/volunteer.entity.ts';
import { indicator, type PeriodKind } from '../language/indicator.ts';
import { distinct, seen, sum } from '../language/measure.ts';
import { runningSource, source, stockSource } from '../language/source.ts';

const services = { entity: Exchange, schema: Exchange.schema };

/** Volunteer acts, where the volunteer lived then. */
export const byGiving = source('exchange.by_giving', services, e => ({ place: e.giverPlaceId.ifAny(), at: e.startsAt.ifAny() }));
const byService = source('exchange.by_service', services, e => ({ place: e.placeId, at: e.startsAt.ifAny() }));
/** Who was served, once the service counts. */
export const byReceiving = source('exchange_receiver.by_service', { entity: ExchangeReceiver, schema: ExchangeReceiver.schema }, r => ({ place: r.placeId.ifAny(), at: r.servedAt.ifAny() }));
const entries = runningSource('ledger_entry.so_far', { entity: LedgerEntry, schema: LedgerEntry.schema }, e => ({ place: e.placeId.ifAny(), at: e.occurredAt }));
const volunteers = stockSource('volunteer.active', { entity: Volunteer, schema: Volunteer.schema }, v => ({ whose: v.residentId, place: v.placeId, from: v.activeFrom, to: v.activeTo }));

const outstanding = sum('timebank.outstanding_minutes', entries, e => e.amount, e => e.unit.is('MINUTE').and(e.ownerKind.is('RESIDENT')));
const PERIODS: readonly PeriodKind[] = ['MONTH', 'QUARTER', 'YEAR', 'CUMULATIVE'];
const SERVED = { zh: '按服务时间，计在服务地点', en: 'by the time of the service, where it was served' };
const BOOKED = { zh: '期末结余，计在入账地点', en: 'at the end of the period, where they were booked' };

/** 时间银行活跃成员. Different residents who gave or received a confirmed service in the period. Source: docs/indicators. */
export const activeMembers = indicator('timebank.active_members', {
  title: { zh: '时间银行活跃成员', en: 'Active members of the time bank' },
  unit: 'COUNT',
  better: 'HIGHER',
  numerator: distinct('timebank.active_members', [
    seen(byService, e => e.giverId, e => e.status.isOneOf('CONFIRMED', 'ADJUSTED')),
    seen(byReceiving, r => r.residentId),
  ]),
  population: { zh: '提供或接受过已确认服务的居民', en: 'residents who gave or received a confirmed service' },
  attribution: SERVED,
  exclusions: { zh: '有争议和作废的服务除外', en: 'disputed and voided services' },
  minimumN: 1,
  periods: PERIODS,
  source: 'Ledger of the time bank',
  version: 1,
});

/** 未兑付时长. What residents have and have not spent. Source: docs/indicators. */
export const outstandingHours = indicator('timebank.outstanding_hours', {
  title: { zh: '未兑付时长', en: 'Outstanding hours' },
  unit: 'HOURS',
  better: 'NEITHER',
  numerator: outstanding,
  population: { zh: '居民账户里的时间币', en: 'minutes in the accounts of residents' },
  attribution: BOOKED,
  minimumN: 1,
  periods: PERIODS,
  source: 'Ledger of the time bank',
  version: 1,
});

/** 兑付率. Minutes that residents have paid with for services ÷ minutes that volunteers were credited with. Source: docs/indicators. */
export const redeemShare = indicator('timebank.redeem_share', {
  title: { zh: '兑付率', en: 'Share redeemed' },
  unit: 'RATIO',
  better: 'NEITHER',
  numerator: sum('timebank.redeemed_minutes', byService, e => e.paidMinutes),
  denominator: sum('timebank.credited_minutes', byService, e => e.creditedMinutes),
  population: { zh: '记入志愿者账户的分钟', en: 'minutes credited to volunteers' },
  attribution: SERVED,
  exclusions: { zh: '由基金或外部支付的、捐出的分钟除外', en: 'minutes paid by a fund or from outside, and donated ones' },
  minimumN: 600,
  periods: ['MONTH', 'QUARTER', 'YEAR', 'ROLLING_12', 'CUMULATIVE'],
  source: 'Ledger of the time bank',
  version: 1,
});

/** 兑付负担. For how many weeks of what volunteers offer there are outstanding minutes. Source: docs/indicators. */
export const liabilityRatio = indicator('timebank.liability_ratio', {
  title: { zh: '兑付负担', en: 'Liability in weeks of service' },
  unit: 'RATIO',
  better: 'LOWER',
  numerator: outstanding,
  denominator: sum('timebank.weekly_minutes', volunteers, v => v.weeklyMinutes),
  population: { zh: '志愿者每周可服务的分钟', en: 'minutes that active volunteers offer in a week' },
  across: { zh: '居民账户结余与志愿者可服务时间相比', en: 'what residents have saved beside what volunteers offer' },
  attribution: BOOKED,
  minimumN: 60,
  periods: PERIODS,
  source: 'Ledger and volunteers of the time bank: 1 is what they can serve in one week',
  version: 1,
});
