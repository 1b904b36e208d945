import type { FigureParts, FigureRecord } from '@linli/domain/kpis/drill-down/drill-down';
import { Field, Float, ObjectType } from 'type-graphql';
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
