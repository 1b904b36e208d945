import type { Hours } from '@linli/domain/time-bank/availability.rule';
import type { Weighed } from '@linli/domain/time-bank/matching.rule';
import type { PolicyRules } from '@linli/domain/time-bank/policy.rule';
import type { ServiceCertificateRow } from '@linli/domain/time-bank/certificates.read';
import type { VolunteerRow } from '@linli/domain/time-bank/volunteers.read';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { ResidentType } from '../register/resident.type.ts';
import { ExclusionEnum, GiftsToEnum, MatchReasonEnum, PayerEnum } from './time-bank.enums.ts';

/** 时间银行规则. */
@ObjectType('TimeBankPolicy', { simpleResolvers: true, description: '时间银行规则 A district\'s rules as data. Minutes never expire and are never paid out in money.' })
export class TimeBankPolicyType implements PolicyRules {
  @Field(() => Int, { nullable: true, description: '余额上限 Most minutes in one\'s account by service; what is earned beyond is donated. Null for none.' })
  capMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: '每日上限 Most minutes earned for services of one day; what is earned beyond is donated. Null for none.' })
  dailyMinutes!: number | null;

  @Field(() => Int, { description: '计时单位 Minutes are counted in whole steps of this, rounded down.' })
  roundTo!: number;

  @Field(() => Int, { nullable: true, description: '兑换年龄 From which age one\'s own minutes pay for services; null at any age.' })
  redeemAge!: number | null;

  @Field(() => GiftsToEnum, { description: '转赠范围 To whom minutes may be given; to the fund always.' })
  giftsTo!: PolicyRules['giftsTo'];

  @Field(() => ExclusionEnum, { description: '回避范围 Whom nobody serves for minutes, besides oneself.' })
  excluded!: PolicyRules['excluded'];

  @Field(() => Boolean, { description: '集体服务计入个人 Whether hours of group sessions are earned; else they are donated.' })
  groupEarns!: boolean;

  @Field(() => [PayerEnum], { description: '支付顺序 Who pays, in this order.' })
  payers!: PolicyRules['payers'];

  @Field(() => Int, { description: '初始时长 What elders who live alone or have no kin are granted once, in minutes.' })
  openingMinutes!: number;

  @Field(() => Int, { description: '初始时长年龄 From which age.' })
  openingAge!: number;

  @Field(() => Int, { description: '核实期限 Days that a submitted service waits for its receiver before workers look after it.' })
  reviewDays!: number;

  @Field(() => Int, { description: '抽查比例 Of a hundred confirmed services, how many are drawn for an audit.' })
  auditPercent!: number;
}

/** 服务项目. */
@ObjectType('ServiceType', { simpleResolvers: true, description: '服务项目 What volunteers do for others; also the skills that they have.' })
export class ServiceTypeType {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => String, { description: '代码' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => DateTime, { nullable: true, description: '停用时间 Since when it is offered no longer.' })
  closedAt!: Date | null;
}

/** 可服务时段. */
@ObjectType('ServiceHours', { simpleResolvers: true, description: '可服务时段 Hours of a weekday, half-open, in Asia/Shanghai.' })
export class ServiceHoursType implements Hours {
  @Field(() => Int, { description: '星期 1 Monday to 7 Sunday.' })
  weekday!: number;

  @Field(() => Int, { description: '起 Minutes from midnight.' })
  from!: number;

  @Field(() => Int, { description: '止 Minutes from midnight.' })
  to!: number;
}

/** 志愿者. */
@ObjectType('Volunteer', { implements: NodeType, simpleResolvers: true, description: '志愿者 A resident who serves others, for a time.' })
export class VolunteerType extends NodeType implements Pick<VolunteerRow, 'weeklyMinutes' | 'activeFrom' | 'activeTo' | 'dataOrigin'> {
  @Field(() => [ServiceHoursType], { description: '可服务时段 When they have time.' })
  availability!: Hours[];

  @Field(() => Int, { description: '每周可服务时长 Minutes of a week.' })
  weeklyMinutes!: number;

  @Field(() => CalendarDay, { description: '开始日期 First day of serving.' })
  activeFrom!: CalendarDate;

  @Field(() => CalendarDay, { nullable: true, description: '结束日期 First day of serving no more; null while they do.' })
  activeTo!: CalendarDate | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: VolunteerRow['dataOrigin'];
}

export const VolunteerConnection = connectionOf('Volunteer', () => VolunteerType);
export const VolunteerChanges = changesOf('Volunteer', () => VolunteerType);

/** 参与人. */
@ObjectType('TimeBankPerson', { simpleResolvers: true, description: '参与人 Somebody who serves, is served, or has minutes.' })
export class TimeBankPersonType {
  @Field(() => String, { description: '姓名 Masked, 张**.' })
  name!: string;

  @Field(() => ResidentType, { nullable: true, description: '居民 Null for somebody whose record one may not see.' })
  resident!: ResidentType | null;
}

/** 服务证明. */
@ObjectType('ServiceCertificate', { simpleResolvers: true, description: '服务证明 What somebody has served within some days, to be shown to others.' })
export class ServiceCertificateType implements Pick<ServiceCertificateRow, 'firstDay' | 'lastDay' | 'minutes' | 'donated' | 'code' | 'issuedAt'> {
  @Field(() => CalendarDay, { description: '起始日期 The first day, included.' })
  firstDay!: CalendarDate;

  @Field(() => CalendarDay, { description: '截止日期 The last day, included.' })
  lastDay!: CalendarDate;

  @Field(() => Int, { description: '服务时长 Minutes of service as the ledger had them.' })
  minutes!: number;

  @Field(() => Int, { description: '其中捐赠 Of these, minutes that went to the fund.' })
  donated!: number;

  @Field(() => String, { description: '验证码 By which whoever holds it can check it.' })
  code!: string;

  @Field(() => DateTime, { description: '开具时间' })
  issuedAt!: Date;
}

/** 核验结果. */
@ObjectType('ServiceCertificateCheck', { simpleResolvers: true, description: '核验结果 What a certificate says, as it was issued, and whether it is still so.' })
export class ServiceCertificateCheckType {
  @Field(() => String, { description: '姓名 Masked, 张**.' })
  name!: string;

  @Field(() => ServiceCertificateType, { description: '证明 As it was issued.' })
  certificate!: ServiceCertificateType;

  @Field(() => Boolean, { description: '与账本一致 Whether the ledger still has these minutes; not, when a service was adjusted since.' })
  holds!: boolean;
}

/** 时间账户. */
@ObjectType('TimeBankMember', { simpleResolvers: true, description: '时间账户 What a resident has in the time bank, in minutes.' })
export class TimeBankMemberType {
  @Field(() => TimeBankPersonType, { description: '居民 Whose it is.' })
  person!: TimeBankPersonType;

  @Field(() => Int, { description: '余额 Minutes, with those that are reserved.' })
  balance!: number;

  @Field(() => Int, { description: '已预留 Minutes reserved for services that are to come.' })
  reserved!: number;

  @Field(() => Int, { description: '累计服务时长 Minutes of confirmed services, earned or donated.' })
  served!: number;

  @Field(() => Int, { description: '其中捐赠 Of these, minutes that went to the fund.' })
  donated!: number;

  @Field(() => VolunteerType, { nullable: true, description: '志愿者 As what they serve, or served last.' })
  volunteer!: VolunteerType | null;
}

/** 匹配理由. */
@ObjectType('WeighedReason', { simpleResolvers: true, description: '匹配理由 One reason, and what it is worth.' })
export class WeighedReasonType implements Weighed {
  @Field(() => MatchReasonEnum, { description: '理由' })
  reason!: Weighed['reason'];

  @Field(() => Int, { description: '分值 Negative for what speaks against.' })
  points!: number;
}

/** 匹配建议. */
@ObjectType('ExchangeProposal', { simpleResolvers: true, description: '匹配建议 Somebody who could answer a request, and why.' })
export class ExchangeProposalType {
  @Field(() => VolunteerType, { description: '志愿者' })
  volunteer!: VolunteerType;

  @Field(() => Int, { description: '匹配分 0 to 100: the sum of the reasons.' })
  score!: number;

  @Field(() => [WeighedReasonType], { description: '理由 All of them.' })
  reasons!: readonly Weighed[];
}

/** 兑付能力. */
@ObjectType('TimeBankLiability', { simpleResolvers: true, description: '兑付能力 Minutes that are outstanding, against what the community can serve.' })
export class TimeBankLiabilityType {
  @Field(() => Int, { description: '未兑换时长 Minutes that residents have.' })
  outstandingMinutes!: number;

  @Field(() => Int, { description: '志愿者数 Volunteers who serve now.' })
  volunteers!: number;

  @Field(() => Int, { description: '每周服务能力 Minutes that they can serve in a week.' })
  weeklyMinutes!: number;
}
