import type { RuleRow, SchemeRow, VersionRow } from '@linli/domain/points/points.read';
import type { DryRun } from '@linli/domain/points/dry-run.rule';
import type { Standing } from '@linli/domain/people/resident.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import { StandingEnum } from '../register/register.enums.ts';
import { EvidenceEnum, SubjectEnum } from './points.enums.ts';

/** 等级. */
@ObjectType('PointsLevel', { simpleResolvers: true, description: '积分等级 What somebody is called who has earned so many points, spent or not.' })
export class LevelType {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => Int, { description: '起点 Points earned in all, from which on.' })
  from!: number;
}

/** 积分制. */
@ObjectType('PointsScheme', { simpleResolvers: true, description: '积分制 How the district gives points.' })
export class SchemeType implements Pick<SchemeRow, 'name' | 'noticeDays' | 'expiryDays' | 'holdHours' | 'levels' | 'leaderboards'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => Int, { description: '公示天数 Days for which points stand on public notice before they are given.' })
  noticeDays!: number;

  @Field(() => Int, { nullable: true, description: '有效天数 Days for which points are good; null for ever.' })
  expiryDays!: number | null;

  @Field(() => Int, { description: '预留小时数 Hours for which points and stock stay reserved.' })
  holdHours!: number;

  @Field(() => [LevelType], { description: '等级 By rising points.' })
  levels!: SchemeRow['levels'] & LevelType[];

  @Field(() => Boolean, { description: '排行榜 Whether leaderboards are kept, of those who wish to stand on them.' })
  leaderboards!: boolean;
}

/** 积分事件. */
@ObjectType('PointsEventType', { simpleResolvers: true, description: '积分事件类型 A type of event that points may be given for.' })
export class EventTypeType {
  @Field(() => String, { description: '标识 By which rules name it.' })
  key!: string;

  @Field(() => String, { description: '中文名称 In Chinese.' })
  titleZh!: string;

  @Field(() => String, { description: '英文名称 In English.' })
  titleEn!: string;
}

/** 规则版本. */
@ObjectType('PointsRuleVersion', { simpleResolvers: true, description: '规则版本 One wording of a rule; once published it stays as it is.' })
export class VersionType implements Omit<VersionRow, 'id' | 'districtId' | 'ruleId' | 'publishedById' | 'createdAt'> {
  @Field(() => Int, { description: '版本号 1, 2, … within the rule.' })
  number!: number;

  @Field(() => Int, { description: '分值 For one event.' })
  points!: number;

  @Field(() => EvidenceEnum, { description: '凭证要求' })
  evidence!: VersionRow['evidence'];

  @Field(() => SubjectEnum, { description: '积分归属' })
  subject!: VersionRow['subject'];

  @Field(() => Int, { nullable: true, description: '每日上限 Points on one day; null without a limit.' })
  dayCap!: number | null;

  @Field(() => Int, { nullable: true, description: '每月上限 Points in one month; null without a limit.' })
  monthCap!: number | null;

  @Field(() => Int, { nullable: true, description: '累计上限 Points by this rule in all; null without a limit.' })
  totalCap!: number | null;

  @Field(() => [StandingEnum], { description: '适用户籍 Who may earn; everybody when empty.' })
  standings!: Standing[];

  @Field(() => Int, { nullable: true, description: '年龄起 From this age on.' })
  ageFrom!: number | null;

  @Field(() => Int, { nullable: true, description: '年龄止 Below this age.' })
  ageBelow!: number | null;

  @Field(() => CalendarDay, { nullable: true, description: '生效日 First day on which it holds; null while it is a draft.' })
  beginsOn!: CalendarDate | null;

  @Field(() => DateTime, { nullable: true, description: '发布时间 Null while it is a draft.' })
  publishedAt!: Date | null;
}

/** 积分规则. */
@ObjectType('PointsRule', { implements: NodeType, simpleResolvers: true, description: '积分规则 For which events points are given somewhere.' })
export class RuleType extends NodeType implements Pick<RuleRow, 'name' | 'eventType' | 'endsOn' | 'createdAt'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { description: '事件类型 Key of the type of event.' })
  eventType!: string;

  @Field(() => CalendarDay, { nullable: true, description: '终止日 First day on which it holds no more; null while it goes on.' })
  endsOn!: CalendarDate | null;

  @Field(() => DateTime, { description: '创建时间' })
  createdAt!: Date;
}

export const RuleConnection = connectionOf('PointsRule', () => RuleType);

/** 规则试算. */
@ObjectType('PointsDryRun', { simpleResolvers: true, description: '规则试算 What a version would have given for events of the past; nothing is written.' })
export class DryRunType implements DryRun {
  @Field(() => Int, { description: '事件数 Events of its type that there were.' })
  events!: number;

  @Field(() => Int, { description: '得分事件数 Such as would have given points.' })
  counted!: number;

  @Field(() => Int, { description: '受限事件数 Such as a cap would have cut, or left nothing of.' })
  capped!: number;

  @Field(() => Int, { description: '得分户数或人数 Accounts that would have got points.' })
  owners!: number;

  @Field(() => Int, { description: '积分合计' })
  points!: number;

  @Field(() => Int, { description: '最高得分 The most that one account would have got.' })
  most!: number;
}

