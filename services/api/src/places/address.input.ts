import type { AddressUse } from '@linli/domain/places/address.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { AddressUseEnum } from './address.type.ts';
import { PositionInput } from './position.input.ts';

@InputType({ description: '新建地址 An address of a place.' })
export class AddressCreateInput extends CommandInput {
  @Field(() => ID, { description: '所属网格 The place it belongs to, the deepest known.' })
  placeId!: string;

  @Field(() => AddressUseEnum, { defaultValue: 'HOME', description: '地址类型' })
  use!: AddressUse;

  @Field(() => String, { description: '小区、街巷、自然村 Up to 100 characters.' })
  compound!: string;

  @Field(() => String, { nullable: true, description: '楼栋 3, 3栋 and 3号楼 are the same.' })
  building?: string | null;

  @Field(() => String, { nullable: true, description: '单元' })
  unit?: string | null;

  @Field(() => String, { nullable: true, description: '房号' })
  room?: string | null;

  @Field(() => String, { nullable: true, description: '名称 What a shop or an institution is called.' })
  shopName?: string | null;

  @Field(() => PositionInput, { nullable: true, description: '位置' })
  position?: PositionInput | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again with the same number it is the same address, as it is told now.' })
  external?: ExternalInput | null;
}

@InputType({ description: '批量建房 All rooms of a building: units × floors × rooms, numbered as usual.' })
export class AddressCreateBuildingInput extends CommandInput {
  @Field(() => ID, { description: '所属网格 The place it belongs to.' })
  placeId!: string;

  @Field(() => AddressUseEnum, { defaultValue: 'HOME', description: '地址类型 Of all rooms.' })
  use!: AddressUse;

  @Field(() => String, { description: '小区' })
  compound!: string;

  @Field(() => String, { description: '楼栋' })
  building!: string;

  @Field(() => Int, { defaultValue: 0, description: '单元数 0 where the stairs have no number of their own; up to 30.' })
  units!: number;

  @Field(() => Int, { description: '层数 Up to 120.' })
  floors!: number;

  @Field(() => Int, { description: '每层户数 Rooms on each floor of each unit, up to 99.' })
  rooms!: number;

  @Field(() => PositionInput, { nullable: true, description: '位置 Of the building.' })
  position?: PositionInput | null;
}

@InputType({ description: '更正地址 What is said anew of an address; an empty text takes a part away.' })
export class AddressUpdateInput extends CommandInput {
  @Field(() => ID, { description: '地址' })
  addressId!: string;

  @Field(() => AddressUseEnum, { nullable: true, description: '地址类型' })
  use?: AddressUse | null;

  @Field(() => String, { nullable: true, description: '小区、街巷、自然村' })
  compound?: string | null;

  @Field(() => String, { nullable: true, description: '楼栋' })
  building?: string | null;

  @Field(() => String, { nullable: true, description: '单元' })
  unit?: string | null;

  @Field(() => String, { nullable: true, description: '房号' })
  room?: string | null;

  @Field(() => String, { nullable: true, description: '名称' })
  shopName?: string | null;

  @Field(() => PositionInput, { nullable: true, description: '位置' })
  position?: PositionInput | null;
}

@InputType({ description: '注销地址 An address that is no more.' })
export class AddressCloseInput extends CommandInput {
  @Field(() => ID, { description: '地址' })
  addressId!: string;
}

@InputType({ description: '划转地址 An address that comes to another place, with everybody and everything there.' })
export class AddressMoveInput extends CommandInput {
  @Field(() => ID, { description: '地址' })
  addressId!: string;

  @Field(() => ID, { description: '新网格 The place it belongs to from then on.' })
  placeId!: string;

  @Field(() => CalendarDay, { nullable: true, description: '起始日期 From which day; today when absent, and never ahead.' })
  day?: CalendarDate | null;
}
