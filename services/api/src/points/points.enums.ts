import type { AwardState, PointOwner, Withdrawal } from '@linli/domain/points/points-award.entity';
import type { GoodKind } from '@linli/domain/points/points-good.entity';
import type { ObjectionDecision } from '@linli/domain/points/points-objection.entity';
import type { Evidence, Subject } from '@linli/domain/points/points-rule-version.entity';
import type { Identification, RedemptionState } from '@linli/domain/points/redemption.entity';
import type { WasteKind } from '@linli/domain/points/waste-drop.entity';
import { enumOf } from '../graphql/enums.ts';

export const EvidenceEnum = enumOf<Evidence>('PointsEvidence', '凭证 What shows a deed.', {
  NONE: '无需凭证 Nothing but the record.', NOTE: '文字说明 Words.', FILE: '附件 A file, attached before the public notice ends.',
});

export const SubjectEnum = enumOf<Subject>('PointsSubject', '积分归属 Whose account the points go to.', { PERSON: '个人 The person\'s.', HOUSEHOLD: '家庭 Their household\'s.' });

export const PointOwnerEnum = enumOf<PointOwner>('PointsOwnerKind', '账户类型 Whose account of points.', { RESIDENT: '居民 One person\'s.', HOUSEHOLD: '户 A household\'s.' });

export const AwardStateEnum = enumOf<AwardState>('PointsAwardState', '发放状态 Where points stand.', {
  PROPOSED: '公示中 On public notice.', ACTIVE: '已生效 In the account.', WITHDRAWN: '已撤回 Not given, or taken back.',
});

export const WithdrawalEnum = enumOf<Withdrawal>('PointsWithdrawal', '撤回原因 Why points were not given, or taken back.', {
  OBJECTION: '异议成立 An objection stands.', NO_EVIDENCE: '缺少凭证 What the rule asks for was not attached.', RECORD_WRONG: '登记有误 It was recorded wrongly.',
});

export const ObjectionDecisionEnum = enumOf<ObjectionDecision>('PointsObjectionDecision', '异议处理 How an objection was decided.', {
  STANDS: '成立 It stands; the points are not given.', WITHDRAWN: '不成立 It does not hold; they are.',
});

export const WasteKindEnum = enumOf<WasteKind>('WasteKind', '垃圾类别 What was dropped.', {
  KITCHEN: '厨余垃圾', RECYCLABLE: '可回收物', HAZARDOUS: '有害垃圾', OTHER: '其他垃圾',
});

export const GoodKindEnum = enumOf<GoodKind>('PointsGoodKind', '兑换类别 What points are redeemed for.', { GOODS: '实物 A thing.', SERVICE: '优先服务 A service with priority.' });

export const RedemptionStateEnum = enumOf<RedemptionState>('RedemptionState', '兑换状态 Where a redemption stands.', {
  QUOTED: '已报价 Priced, nothing reserved.', RESERVED: '已预留 Points and stock are reserved.', FULFILLED: '已领取 Handed over.',
  SETTLED: '已结算 Settled with whoever provides it.', CANCELLED: '已取消 Called off; everything was given back.', EXPIRED: '已过期 Its time is over; everything was given back.',
});

export const IdentificationEnum = enumOf<Identification>('Identification', '身份核验 How the worker knew who it was, without a code.', {
  ID_CARD: '身份证', RESIDENT_CARD: '居民卡', KNOWN_IN_PERSON: '本人熟识',
});
