import type { AwardState } from '@linli/domain/points/points-award.entity';
import type { ObjectionDecision } from '@linli/domain/points/points-objection.entity';
import type { WasteKind } from '@linli/domain/points/waste-drop.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { DateTime } from '../graphql/scalars.ts';
import { AwardType, DropType, ObjectionType } from './award.type.ts';
import { AwardStateEnum, ObjectionDecisionEnum, WasteKindEnum } from './points.enums.ts';

@InputType({ description: '筛选 Which points to list; whatever is absent filters nothing.' })
export class PointsAwardFilter {
  @Field(() => ID, { nullable: true, description: '地点 Earned at this place or under it.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 Earned by this resident.' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '规则 By this rule.' })
  ruleId?: string | null;

  @Field(() => [AwardStateEnum], { nullable: true, description: '状态 In one of these states.' })
  states?: AwardState[] | null;
}

@InputType({ description: '筛选 Which drops to list; whatever is absent filters nothing.' })
export class WasteDropFilter {
  @Field(() => ID, { nullable: true, description: '地点 At this place or under it.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 By this resident.' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '户 Of this household.' })
  householdId?: string | null;
}

@InputType({ description: '登记得分 A deed that is entered by hand.' })
export class PointsAwardEnterInput extends CommandInput {
  @Field(() => ID, { description: '规则 For deeds by hand, holding where the resident lives.' })
  ruleId!: string;

  @Field(() => ID, { description: '居民 Who did it.' })
  residentId!: string;

  @Field(() => DateTime, { nullable: true, description: '发生时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;

  @Field(() => String, { nullable: true, description: '凭证说明 What shows it, up to 500 characters.' })
  note?: string | null;

  @Field(() => String, { nullable: true, description: '事件编号 Its number in a list: the same counts once for one account.' })
  eventKey?: string | null;
}

@InputType({ description: '提出异议 An objection to points on public notice.' })
export class PointsAwardObjectInput extends CommandInput {
  @Field(() => ID, { description: '积分发放' })
  awardId!: string;

  @Field(() => String, { description: '理由 Up to 500 characters.' })
  reason!: string;
}

@InputType({ description: '处理异议 An objection that is decided.' })
export class PointsObjectionDecideInput extends CommandInput {
  @Field(() => ID, { description: '异议' })
  objectionId!: string;

  @Field(() => ObjectionDecisionEnum, { description: '处理结果' })
  decision!: ObjectionDecision;

  @Field(() => String, { description: '答复 Up to 500 characters.' })
  answer!: string;
}

@InputType({ description: '收回积分 Points that were recorded wrongly.' })
export class PointsAwardRevokeInput extends CommandInput {
  @Field(() => ID, { description: '积分发放' })
  awardId!: string;
}

@InputType({ description: '登记投放 A drop of sorted waste: of a person, or of a household.' })
export class WasteDropRecordInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: '居民 Who brought it.' })
  residentId?: string | null;

  @Field(() => ID, { nullable: true, description: '户 Whose it was, where nobody knows who brought it.' })
  householdId?: string | null;

  @Field(() => WasteKindEnum, { description: '垃圾类别' })
  kind!: WasteKind;

  @Field(() => Boolean, { description: '分类正确' })
  correct!: boolean;

  @Field(() => DateTime, { nullable: true, description: '投放时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again with the same number it is the same drop.' })
  external?: ExternalInput | null;
}

@InputType({ description: '作废投放 A drop that was recorded wrongly.' })
export class WasteDropVoidInput extends CommandInput {
  @Field(() => ID, { description: '投放' })
  dropId!: string;
}

@ObjectType('PointsAwardPayload', { simpleResolvers: true, description: 'Answer to the commands on what is earned.' })
export class AwardPayload extends Payload {
  @Field(() => AwardType, { nullable: true, description: 'The points as they stand now; null when refused.' })
  award?: AwardType | null;
}

@ObjectType('PointsObjectionPayload', { simpleResolvers: true, description: 'Answer to the commands on an objection.' })
export class ObjectionPayload extends Payload {
  @Field(() => ObjectionType, { nullable: true, description: 'The objection as it is now; null when refused.' })
  objection?: ObjectionType | null;
}

@ObjectType('WasteDropPayload', { simpleResolvers: true, description: 'Answer to the commands on a drop.' })
export class DropPayload extends Payload {
  @Field(() => DropType, { nullable: true, description: 'The drop as it is now; null when refused.' })
  drop?: DropType | null;
}
