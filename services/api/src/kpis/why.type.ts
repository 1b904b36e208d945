import type { Movement } from '@linli/domain/kpis/why/movements';
import { Field, Float, ObjectType } from 'type-graphql';
import { PlaceType } from '../places/place.type.ts';
import { IndicatorValueType } from './indicator.type.ts';

@ObjectType('FigureMovement', { simpleResolvers: true, description: '增减 What came to one side of a figure and what left it: after = before + entered − left; what changed is in it at both times.' })
export class MovementType implements Movement {
  @Field(() => Float, { description: '变化前' })
  before!: number;

  @Field(() => Float, { description: '变化后' })
  after!: number;

  @Field(() => Float, { description: '新增 Of a stock, who came between the ends of the periods; of events, all of the later period; against a moment, what was counted since.' })
  entered!: number;

  @Field(() => Float, { description: '减少 Of a stock, who went; of events, all of the earlier period; against a moment, what was taken back since.' })
  left!: number;

  @Field(() => Float, { description: '变动 In the figure at both times, counted in another way by now: of a stock, who moved within the place or counts otherwise; against a moment, what was corrected from one day to another; of events of two periods nothing.' })
  changed!: number;
}

@ObjectType('FigureChangePart', { simpleResolvers: true, description: '构成 One place\'s part in the change of the whole.' })
export class ChangePartType {
  @Field(() => PlaceType, { nullable: true, description: '地点 Null for what was recorded at the place above itself.' })
  place!: PlaceType | null;

  @Field(() => Float, { description: '变化前分子' })
  numeratorBefore!: number;

  @Field(() => Float, { nullable: true, description: '变化前分母' })
  denominatorBefore!: number | null;

  @Field(() => Float, { description: '变化后分子' })
  numeratorAfter!: number;

  @Field(() => Float, { nullable: true, description: '变化后分母' })
  denominatorAfter!: number | null;

  @Field(() => Float, { description: '水平效应 By how much its own rate moved the whole, in the indicator\'s unit.' })
  rateEffect!: number;

  @Field(() => Float, { description: '结构效应 By how much its share of the whole did, against the mean of the whole.' })
  mixEffect!: number;
}

@ObjectType('FigureDecomposition', { simpleResolvers: true, description: '分解 A change of a rate as the sum of what the parts\' rates and what their weights did (Kitagawa 1955).' })
export class DecompositionType {
  @Field(() => Float, { description: '水平效应 Of all parts together.' })
  rateEffect!: number;

  @Field(() => Float, { description: '结构效应 Of all parts together; with the other the whole change.' })
  mixEffect!: number;

  @Field(() => [ChangePartType], { description: '构成 Of places that one may see.' })
  parts!: ChangePartType[];
}

/** 变化原因. */
@ObjectType('FigureChange', { simpleResolvers: true, description: '变化原因 Why a figure changed.' })
export class FigureChangeType {
  @Field(() => IndicatorValueType, { description: '变化前' })
  before!: IndicatorValueType;

  @Field(() => IndicatorValueType, { description: '变化后' })
  after!: IndicatorValueType;

  @Field(() => Float, { nullable: true, description: '变化 In the indicator\'s unit; null without a value at both times.' })
  change!: number | null;

  @Field(() => MovementType, { description: '分子增减' })
  numerator!: Movement;

  @Field(() => MovementType, { nullable: true, description: '分母增减 Null for plain counts and sums.' })
  denominator!: Movement | null;

  @Field(() => DecompositionType, { nullable: true, description: '分解 Over the places right under it. Null for plain counts and sums, for different people, who do not add up over places, and where nothing lies under it.' })
  decomposition!: DecompositionType | null;
}
