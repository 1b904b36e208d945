import type { MatchReason } from '@linli/domain/time-bank/matching.rule';
import type {
  Confirmation, ExchangeMoveName, ExchangeStatus, ListingChannel, ListingKind, ListingStatus, Side,
} from '@linli/domain/time-bank/moves';
import type { Exclusion, GiftsTo, Payer } from '@linli/domain/time-bank/policy.rule';
import { enumOf } from '../graphql/enums.ts';

export const ExchangeStatusEnum = enumOf<ExchangeStatus>('ExchangeStatus', '服务状态 Where a service stands.', {
  MATCHED: '已匹配', SCHEDULED: '已约定', CHECKED_IN: '已签到', SUBMITTED: '待确认', CONFIRMED: '已确认', DISPUTED: '有争议', ADJUSTED: '已更正', VOIDED: '已作废',
  CANCELLED: '已取消', NO_SHOW: '未到场',
});
export const ConfirmationEnum = enumOf<Confirmation>('ExchangeConfirmation', '确认方式 How a receiver confirms.', {
  APP: '手机确认', PIN: '密码 The receiver\'s PIN, on anybody\'s device.', CARD: '服务卡 The code on the receiver\'s card.', CALL_BACK: '电话回访 Recorded by staff.',
});
export const SideEnum = enumOf<Side>('ExchangeSide', '一方 Who serves, or who is served.', { GIVER: '服务方', RECEIVER: '受益方' });
export const ListingKindEnum = enumOf<ListingKind>('ServiceListingKind', '供需 Whether it is offered or asked for.', { OFFER: '供给', REQUEST: '需求' });
export const ListingChannelEnum = enumOf<ListingChannel>('ServiceListingChannel', '登记渠道 How it was entered.', {
  APP: '本人手机', PROXY: '代办人', TELEPHONE: '电话', WINDOW: '窗口', VISIT: '上门',
});
export const ListingStatusEnum = enumOf<ListingStatus>('ServiceListingStatus', '登记状态 Where it stands.', {
  OPEN: '待匹配', MATCHED: '已匹配', FULFILLED: '已完成', WITHDRAWN: '已撤回',
});
export const PayerEnum = enumOf<Payer>('TimeBankPayer', '支付方 Who pays for a service.', {
  RECEIVER: '受益人 The receiver, of their own minutes.', FUND: '互助基金 The community\'s fund.', WORLD: '系统发放 Minutes come into being.',
});
export const GiftsToEnum = enumOf<GiftsTo>('TimeBankGiftsTo', '转赠范围 To whom minutes may be given.', { NOBODY: '不得转赠', KIN: '仅限亲属', ANYBODY: '任何居民' });
export const ExclusionEnum = enumOf<Exclusion>('TimeBankExclusion', '回避范围 Whom nobody serves for minutes.', {
  CLOSE_KIN: '近亲属', CLOSE_KIN_AND_HOUSEHOLD: '近亲属和同户人员',
});
export const MatchReasonEnum = enumOf<MatchReason>('MatchReason', '匹配理由 Why somebody is proposed, or comes later.', {
  SKILL: '有相应技能', NEAR: '住得近', AVAILABLE: '时间合适', EXPERIENCED: '服务较多', NO_SHOWS: '曾未到场',
});
const MOVES: Record<ExchangeMoveName | 'match' | 'review', string> = {
  match: '匹配', schedule: '约定时间', checkIn: '签到', submit: '提交时长', confirm: '确认', dispute: '提出异议', adjust: '更正', void: '作废', cancel: '取消', noShow: '未到场',
  audit: '抽查', review: '转待核实',
};
/** `checkIn` → `CHECK_IN`, as the API writes words. */
export function moveWord(move: string): string {
  return move.replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
}
export const ExchangeMoveEnum = enumOf<string>('ExchangeMove', '操作 A move that a service can make.',
  Object.fromEntries(Object.entries(MOVES).map(([move, meaning]) => [moveWord(move), meaning])));
