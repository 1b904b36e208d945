import type { Recount } from '@linli/domain/kpis/engine/clock.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/scalars.ts';

@ObjectType('Recount', { simpleResolvers: true, description: '重新统计 A count of the district from its records. Figures are those from before until all of it is done.' })
export class RecountType implements Recount {
  @Field(() => DateTime, { description: '开始时间 When it began.' })
  startedAt!: Date;

  @Field(() => Int, { description: '已完成步骤 Steps done.' })
  done!: number;

  @Field(() => Int, { description: '总步骤 Of how many; they take unlike times.' })
  of!: number;

  @Field(() => String, { description: '口径摘要 Digest of the definitions that it counts by, as in seals.' })
  definitions!: string;
}
