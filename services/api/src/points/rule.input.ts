import type { Standing } from '@linli/domain/people/resident.entity';
import type { Evidence, Subject } from '@linli/domain/points/points-rule-version.entity';
import type { Terms } from '@linli/domain/points/terms.rule';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { StandingEnum } from '../register/register.enums.ts';
import { EvidenceEnum, SubjectEnum } from './points.enums.ts';
import { RuleType, SchemeType, VersionType } from './rule.type.ts';

@InputType({ description: '积分等级 A level of the scheme.' })
class PointsLevelInput {
  @Field(() => String, { description: '名称 Up to 20 characters.' })
  name!: string;

  @Field(() => Int, { description: '起点 Points earned in all, more than for the level before.' })
  from!: number;
}

@InputType({ description: '积分制设置 The settings of the district\'s scheme.' })
export class PointsSchemeSetUpInput extends CommandInput {
  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => Int, { description: '公示天数 0 to 90.' })
  noticeDays!: number;

  @Field(() => Int, { nullable: true, description: '有效天数 1 to 3,650; null for ever.' })
  expiryDays?: number | null;

  @Field(() => Int, { description: '预留小时数 1 to 720.' })
  holdHours!: number;

  @Field(() => [PointsLevelInput], { description: '等级 At most 20, by rising points.' })
  levels!: PointsLevelInput[];

  @Field(() => Boolean, { defaultValue: false, description: '排行榜 Whether leaderboards are kept, of those who wish to stand on them.' })
  leaderboards!: boolean;
}

@InputType({ description: '规则内容 What a version of a rule says.' })
export class PointsTermsInput {
  @Field(() => Int, { description: '分值 For one event, 1 to 100,000.' })
  points!: number;

  @Field(() => EvidenceEnum, { description: '凭证要求' })
  evidence!: Evidence;

  @Field(() => SubjectEnum, { description: '积分归属' })
  subject!: Subject;

  @Field(() => Int, { nullable: true, description: '每日上限 Points on one day.' })
  dayCap?: number | null;

  @Field(() => Int, { nullable: true, description: '每月上限 Points in one month.' })
  monthCap?: number | null;

  @Field(() => Int, { nullable: true, description: '累计上限 Points by this rule in all.' })
  totalCap?: number | null;

  @Field(() => [StandingEnum], { defaultValue: [], description: '适用户籍 Who may earn; everybody when empty.' })
  standings!: Standing[];

  @Field(() => Int, { nullable: true, description: '年龄起 From this age on.' })
  ageFrom?: number | null;

  @Field(() => Int, { nullable: true, description: '年龄止 Below this age.' })
  ageBelow?: number | null;
}

export function termsOf({ dayCap = null, monthCap = null, totalCap = null, ageFrom = null, ageBelow = null, ...given }: PointsTermsInput): Terms {
  return { ...given, dayCap, monthCap, totalCap, ageFrom, ageBelow };
}

@InputType({ description: '新建规则 A rule, with the first draft of what it says.' })
export class PointsRuleCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点 Where it holds, with everything under it.' })
  placeId!: string;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => String, { description: '事件类型 Key of a type of event.' })
  eventType!: string;

  @Field(() => PointsTermsInput, { description: '规则内容' })
  terms!: PointsTermsInput;
}

@InputType({ description: '起草新版本 The next version, in place of a draft that there is.' })
export class PointsRuleDraftInput extends CommandInput {
  @Field(() => ID, { description: '规则' })
  ruleId!: string;

  @Field(() => PointsTermsInput, { description: '规则内容' })
  terms!: PointsTermsInput;
}

@InputType({ description: '修改草案 A draft that is changed.' })
export class PointsRuleRewordInput extends CommandInput {
  @Field(() => ID, { description: '规则版本' })
  versionId!: string;

  @Field(() => PointsTermsInput, { description: '规则内容' })
  terms!: PointsTermsInput;
}

@InputType({ description: '发布 A draft that is put in force.' })
export class PointsRulePublishInput extends CommandInput {
  @Field(() => ID, { description: '规则版本' })
  versionId!: string;

  @Field(() => CalendarDay, { description: '生效日 Today at the earliest; after another version tomorrow.' })
  beginsOn!: CalendarDate;
}

@InputType({ description: '终止规则 A rule that ends.' })
export class PointsRuleEndInput extends CommandInput {
  @Field(() => ID, { description: '规则' })
  ruleId!: string;

  @Field(() => CalendarDay, { description: '终止日 First day on which it holds no more; tomorrow at the earliest.' })
  endsOn!: CalendarDate;
}

@ObjectType('PointsSchemePayload', { simpleResolvers: true, description: 'Answer to the command on the scheme.' })
export class SchemePayload extends Payload {
  @Field(() => SchemeType, { nullable: true, description: 'The scheme as it is now; null when refused.' })
  scheme?: SchemeType | null;
}

@ObjectType('PointsRulePayload', { simpleResolvers: true, description: 'Answer to the commands on a rule.' })
export class RulePayload extends Payload {
  @Field(() => RuleType, { nullable: true, description: 'The rule as it is now; null when refused.' })
  rule?: RuleType | null;
}

@ObjectType('PointsRuleVersionPayload', { simpleResolvers: true, description: 'Answer to the commands on a version.' })
export class VersionPayload extends Payload {
  @Field(() => VersionType, { nullable: true, description: 'The version as it is now; null when refused.' })
  version?: VersionType | null;
}
