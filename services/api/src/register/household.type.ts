import type { HouseholdRow } from '@linli/domain/register/register.read';
import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';

/** 户. */
@ObjectType('Household', { implements: NodeType, simpleResolvers: true, description: '户 People who keep house together.' })
export class HouseholdType extends NodeType implements Pick<HouseholdRow, 'number' | 'recordedAt' | 'dissolvedAt' | 'dataOrigin'> {
  @Field(() => String, { nullable: true, description: '户号' })
  number!: string | null;

  @Field(() => DateTime, { description: '登记时间' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '撤销时间 Since when it is none any more.' })
  dissolvedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: HouseholdRow['dataOrigin'];
}
