import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { PeriodInput, TargetType } from './indicator.type.ts';

@InputType({ description: '设定目标 What a place is to reach.' })
export class IndicatorTargetSetInput extends CommandInput {
  @Field(() => ID, { description: '地点 It holds for the places under it that have none of their own.' })
  placeId!: string;

  @Field(() => String, { description: '指标 Its key.' })
  indicator!: string;

  @Field(() => PeriodInput, { description: '时段 A target of a year holds for its months, too, where the figure does not add up over time.' })
  period!: PeriodInput;

  @Field(() => Float, { description: '目标值 In the indicator\'s unit: 0.9 of a share.' })
  value!: number;
}

@InputType({ description: '取消目标' })
export class IndicatorTargetRemoveInput extends CommandInput {
  @Field(() => ID, { description: '地点' })
  placeId!: string;

  @Field(() => String, { description: '指标 Its key.' })
  indicator!: string;

  @Field(() => PeriodInput, { description: '时段 The one it was set for.' })
  period!: PeriodInput;
}

@ObjectType({ simpleResolvers: true, description: '目标设定结果' })
export class IndicatorTargetPayload extends Payload {
  @Field(() => TargetType, { nullable: true, description: '目标 As it stands; null when refused.' })
  target?: TargetType;
}

@ObjectType({ simpleResolvers: true, description: '目标取消结果' })
export class IndicatorTargetRemovePayload extends Payload {}

@InputType({ description: '名次显示开关' })
export class ComparisonShowRanksInput extends CommandInput {
  @Field(() => Boolean, { description: '显示名次 Ranks are shown as intervals only; off unless switched on.' })
  showsRanks!: boolean;
}

@ObjectType({ simpleResolvers: true, description: '名次显示结果' })
export class ComparisonShowRanksPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: '显示名次 As it stands; null when refused.' })
  showsRanks?: boolean;
}
