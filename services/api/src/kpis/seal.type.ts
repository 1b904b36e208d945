import type { SealRow } from '@linli/domain/kpis/seals/seals.read';
import type { FigureBeside } from '@linli/domain/kpis/seals/beside';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime, Revision } from '../graphql/scalars.ts';
import { PlaceType } from '../places/place.type.ts';
import { IndicatorType, IndicatorValueType, PeriodInput } from './indicator.type.ts';

/** 封存. */
@ObjectType('IndicatorSeal', { implements: NodeType, simpleResolvers: true, description: '封存 The figures of a closed period at a place and its communities, signed off. It is never changed or taken away; a correction is another seal.' })
export class SealType extends NodeType implements Pick<SealRow, 'comment' | 'digest' | 'revision' | 'sealedAt'> {
  @Field(() => Revision, { description: '版本号 The district\'s revision whose figures these are.' })
  revision!: number;

  @Field(() => String, { description: '说明 What was signed off, in words.' })
  comment!: string;

  @Field(() => DateTime, { description: '封存时间' })
  sealedAt!: Date;

  @Field(() => String, { description: '摘要 SHA-256 over the sign-off, all figures, and the digest of the seal that it corrects.' })
  digest!: string;
}

/** 封存数值. */
@ObjectType('SealedFigure', { simpleResolvers: true, description: '封存数值 A figure as it was sealed, beside what is counted now.' })
export class SealedFigureType {
  @Field(() => String, { description: '指标 Its key.' })
  key!: string;

  @Field(() => IndicatorType, { nullable: true, description: '指标 As it is declared now; null when it is no more.' })
  indicator!: IndicatorType | null;

  @Field(() => Int, { description: '口径版本 Of the declaration then.' })
  version!: number;

  @Field(() => PlaceType, { nullable: true, description: '地点' })
  place!: PlaceType | null;

  @Field(() => Float, { description: '分子' })
  numerator!: number;

  @Field(() => Float, { nullable: true, description: '分母 Null for plain counts and sums.' })
  denominator!: number | null;

  @Field(() => Float, { nullable: true, description: '值 In the indicator\'s unit; null without data.' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '平方和 Of a mean, the sum of the squares of what it is the mean of; null of others.' })
  squares!: number | null;

  @Field(() => IndicatorValueType, { nullable: true, description: '现值 What is counted now; null when the indicator is no more.' })
  live!: IndicatorValueType | null;

  @Field(() => Boolean, { nullable: true, description: '是否有变 Whether numerator or denominator differ from what is counted now; null when the indicator is no more.' })
  changed!: boolean | null;

  @Field(() => Float, { nullable: true, description: '差值 The live value less the sealed one; null without a value on either side.' })
  difference!: number | null;
}

/** Whether what was sealed differs from what is counted now. */
export function isChanged({ sealed, live }: FigureBeside): boolean | null {
  return live && (live.numerator !== sealed.numerator || live.denominator !== (sealed.denominator ?? null));
}

export const SealConnection = connectionOf('IndicatorSeal', () => SealType);

@InputType({ description: '封存' })
export class IndicatorSealMakeInput extends CommandInput {
  @Field(() => ID, { description: '地点 A street, or the district; its communities are sealed with it.' })
  placeId!: string;

  @Field(() => PeriodInput, { description: '时段 One that is over.' })
  period!: PeriodInput;

  @Field(() => [String], { nullable: true, description: '指标 Keys; all that exist by this kind of period when absent.' })
  indicators?: string[] | null;

  @Field(() => String, { description: '说明 What is signed off.' })
  comment!: string;
}

@InputType({ description: '更正封存' })
export class IndicatorSealCorrectInput extends CommandInput {
  @Field(() => ID, { description: '封存 The latest of its period.' })
  sealId!: string;

  @Field(() => String, { description: '说明 Why.' })
  comment!: string;
}

@ObjectType({ simpleResolvers: true, description: '封存结果' })
export class IndicatorSealPayload extends Payload {
  @Field(() => SealType, { nullable: true, description: '封存 Null when refused.' })
  seal?: SealType;
}
