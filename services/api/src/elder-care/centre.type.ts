import type { CentreRow, ServiceRow, SlotRow } from '@linli/domain/elder-care/shown.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { CareKindEnum } from './care.enums.ts';

/** 养老服务中心. */
@ObjectType('CareCentre', { implements: NodeType, simpleResolvers: true, description: '养老服务中心 A centre that looks after elders, there and at their homes.' })
export class CareCentreType extends NodeType implements Pick<CentreRow, 'name' | 'capacity' | 'dataOrigin' | 'createdAt'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => Int, { description: '容量 People it can look after at one time.' })
  capacity!: number;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: CentreRow['dataOrigin'];

  @Field(() => DateTime, { description: '登记时间' })
  createdAt!: Date;
}

export const CareCentreConnection = connectionOf('CareCentre', () => CareCentreType);

/** 养老服务项目. */
@ObjectType('CareService', { implements: NodeType, simpleResolvers: true, description: '养老服务项目 What a centre offers, to whom, and who pays.' })
export class CareServiceType extends NodeType
  implements Pick<ServiceRow, 'name' | 'kind' | 'atHome' | 'price' | 'sponsorShare' | 'minutes' | 'minAge' | 'noKinOnly' | 'disabilityLevel' | 'cutOff' | 'needsApproval' | 'chargesMissed' | 'dataOrigin'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => CareKindEnum, { description: '类别' })
  kind!: ServiceRow['kind'];

  @Field(() => Boolean, { description: '上门 Given at the elder\'s home, not at the centre.' })
  atHome!: boolean;

  @Field(() => Int, { description: '价格 In hundredths of a yuan; the sponsor\'s share is part of it.' })
  price!: number;

  @Field(() => Int, { description: '资助额 What the sponsor pays of it, once it was given.' })
  sponsorShare!: number;

  @Field(() => Int, { nullable: true, description: '折合时长 What the member\'s share costs in minutes of the time bank; null when it is paid in yuan only.' })
  minutes!: number | null;

  @Field(() => Int, { nullable: true, description: '年龄下限 From this age on.' })
  minAge!: number | null;

  @Field(() => Boolean, { description: '仅限孤寡 Only for elders without kin.' })
  noKinOnly!: boolean;

  @Field(() => Int, { nullable: true, description: '残疾等级 Only for this degree of disability and those more severe; 1 is the most severe.' })
  disabilityLevel!: number | null;

  @Field(() => String, { nullable: true, description: '截止时间 HH:MM of the day itself, until when one may book, and cancel without loss; null: until it begins.' })
  cutOff!: string | null;

  @Field(() => Boolean, { description: '需审核 The back office approves each booking first.' })
  needsApproval!: boolean;

  @Field(() => Boolean, { description: '未到收费 Who cancels late or does not come pays the member\'s share all the same.' })
  chargesMissed!: boolean;

  @Field(() => DateTime, { nullable: true, description: '停办时间 Since when it is not offered any more.' })
  closedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: ServiceRow['dataOrigin'];
}

export const CareServiceConnection = connectionOf('CareService', () => CareServiceType);

/** 场次. */
@ObjectType('CareSlot', { implements: NodeType, simpleResolvers: true, description: '场次 A time at which a service is given to so many.' })
export class CareSlotType extends NodeType implements Pick<SlotRow, 'startsAt' | 'endsAt' | 'closesAt' | 'capacity' | 'taken' | 'dataOrigin'> {
  @Field(() => DateTime, { description: '开始时间' })
  startsAt!: Date;

  @Field(() => DateTime, { description: '结束时间' })
  endsAt!: Date;

  @Field(() => DateTime, { description: '截止时间 From then on nobody books any more, and who cancels is late.' })
  closesAt!: Date;

  @Field(() => Int, { description: '名额' })
  capacity!: number;

  @Field(() => Int, { description: '已占名额 Booked, or kept for somebody until they have said their word.' })
  taken!: number;

  @Field(() => DateTime, { nullable: true, description: '取消时间 Since when it is called off.' })
  calledOffAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: SlotRow['dataOrigin'];
}

export const CareSlotConnection = connectionOf('CareSlot', () => CareSlotType);

/** What changed at a centre. */
@ObjectType('CareCentreChange', { description: '中心变动 What changed at a care centre.' })
export class CareCentreChange {
  @Field(() => CareCentreType, { description: '养老服务中心 As it is then, with how many are there.' })
  centre!: CentreRow;

  @Field(() => [CareSlotType], { description: '场次 Slots of which places were taken or given back, as they are then; none where somebody came or left.' })
  slots!: SlotRow[];
}
