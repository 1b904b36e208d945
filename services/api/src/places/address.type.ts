import type { AddressUse } from '@linli/domain/places/address.entity';
import type { AddressRow } from '@linli/domain/places/addresses.read';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum, PlaceType } from './place.type.ts';

export const AddressUseEnum = enumOf<AddressUse>('AddressUse', '地址类型 What is at an address.', {
  HOME: '住宅', SHOP: '商铺', RENTED: '出租房', COLLECTIVE: '集体宿舍', OTHER: '其他',
});

/** 地址. */
@ObjectType('Address', { implements: NodeType, simpleResolvers: true, description: '地址 A door, a house or a shop; one thing in its district, whichever grid it belongs to.' })
export class AddressType extends NodeType implements Pick<AddressRow, 'use' | 'compound' | 'building' | 'unit' | 'room' | 'shopName' | 'fullText'> {
  @Field(() => AddressUseEnum, { description: '地址类型 What is there.' })
  use!: AddressUse;

  @Field(() => String, { description: '小区、街巷、自然村 Compound, street or hamlet.' })
  compound!: string;

  @Field(() => String, { nullable: true, description: '楼栋 Building; numbers stand bare, `3` for 3号楼.' })
  building!: string | null;

  @Field(() => String, { nullable: true, description: '单元 Unit.' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: '房号 Room.' })
  room!: string | null;

  @Field(() => String, { nullable: true, description: '名称 What a shop or an institution is called.' })
  shopName!: string | null;

  @Field(() => String, { description: '详细地址 As people write it: 幸福小区3号楼2单元501室.' })
  fullText!: string;

  @Field(() => Float, { nullable: true, description: '经度 Degrees east, WGS 84; null while nobody took the position.' })
  longitude!: number | null;

  @Field(() => Float, { nullable: true, description: '纬度 Degrees north, WGS 84.' })
  latitude!: number | null;

  @Field(() => DateTime, { nullable: true, description: '注销时间 Since when it is no more.' })
  closedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: AddressRow['dataOrigin'];
}

/** 楼栋. */
@ObjectType('Building', { simpleResolvers: true, description: '楼栋 A building and what is known of it.' })
export class BuildingType {
  @Field(() => String, { description: '小区、街巷、自然村' })
  compound!: string;

  @Field(() => String, { nullable: true, description: '楼栋 Null for what has no building: a shop in a street, a farmhouse.' })
  building!: string | null;

  @Field(() => Int, { description: '单元数' })
  units!: number;

  @Field(() => Int, { description: '地址数 Open addresses in it.' })
  addresses!: number;

  @Field(() => Int, { description: '商铺数 Shops among them.' })
  shops!: number;
}

export const AddressConnection = connectionOf('Address', () => AddressType);
export const BuildingConnection = connectionOf('Building', () => BuildingType);

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an address.' })
export class AddressPayload extends Payload {
  @Field(() => AddressType, { nullable: true, description: 'The address as it is now; null when refused.' })
  address?: AddressType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the command on a whole building.' })
export class AddressCreateBuildingPayload extends Payload {
  @Field(() => PlaceType, { nullable: true, description: 'The place that has the building now; null when refused.' })
  place?: PlaceType | null;
}
