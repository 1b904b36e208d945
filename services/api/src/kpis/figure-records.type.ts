import type { FigureParts, FigureRecord } from '@linli/domain/kpis/drill-down/drill-down';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf, type Page } from '../graphql/connection.ts';
import { DateTime } from '../graphql/scalars.ts';

/** 明细. */
@ObjectType('FigureRecord', { simpleResolvers: true, description: '明细 A record that a figure counts; of different people, the first by which each of them was there.' })
export class FigureRecordType implements Pick<FigureRecord, 'at' | 'contribution'> {
  @Field(() => DateTime, { description: '归属时间 What put it into the period; of one that counts by a day, when the day begins.' })
  at!: Date;

  @Field(() => Float, { description: '贡献 What it adds to the figure: 1 where records or people are counted, minutes or fen where they are summed.' })
  contribution!: number;

  readonly kind!: string;
  readonly nodeId!: string;
  readonly placeId!: string;
}

export const FigureRecordConnection = connectionOf('FigureRecord', () => FigureRecordType);

/** A page of records, with what of the figure is behind those that the asker may see, and what is not. */
export interface FigureRecordPage extends Page<FigureRecordType> {
  readonly parts: () => Promise<FigureParts>;
}

/** 中位数. */
@ObjectType('MedianDuration', { simpleResolvers: true, description: '中位数 What half of what began in a period lasts at most (Kaplan and Meier): what still goes on counts for as long as it has.' })
export class MedianDurationType {
  @Field(() => Float, { nullable: true, description: '小时 Null while more than half may go on for longer than is known.' })
  hours!: number | null;

  @Field(() => Int, { description: '件数 How many began.' })
  n!: number;

  @Field(() => Int, { description: '未结束 How many of them still go on.' })
  open!: number;
}
