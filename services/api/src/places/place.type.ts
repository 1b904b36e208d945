import type { PlaceRow } from '@linli/domain/places/places.read';
import type { DataOrigin, PlaceLevel } from '@linli/domain/places/place.entity';
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType, PLACE_TYPES } from '../graphql/node.type.ts';
import { DateTime, GeoJson } from '../graphql/scalars.ts';

export const PlaceLevelEnum = enumOf<PlaceLevel>('PlaceLevel', '层级 Levels of the tree of places, from the top.', {
  DISTRICT: '区县 the tenant itself',
  STREET: '街道、镇、乡',
  COMMUNITY: '社区、村',
  GRID: '网格',
  MICRO_GRID: '微网格',
});

export const DataOriginEnum = enumOf<DataOrigin>('DataOrigin', '数据来源 Who made a record.', {
  REAL: 'People entered it.',
  GENERATED: '演示数据 A generator made it; people and events are invented.',
});

/** A place of the tree, whatever its level. */
@InterfaceType('Place', {
  implements: NodeType,
  description: '地点 A place in the tree district → street → community → grid → micro-grid.',
  resolveType: (row: PlaceRow) => PLACE_TYPES[row.level],
})
export abstract class PlaceType extends NodeType implements Pick<PlaceRow, 'level' | 'code' | 'name' | 'onboardedAt' | 'dataOrigin'> {
  @Field(() => PlaceLevelEnum, { description: '层级 Level in the tree.' })
  level!: PlaceLevel;

  @Field(() => String, { description: '代码 Official administrative code, or the district\'s own code of a grid.' })
  code!: string;

  @Field(() => String, { description: '名称 Name, as people say it.' })
  name!: string;

  @Field(() => GeoJson, { nullable: true, description: '边界 Boundary; null when none was drawn.' })
  boundary!: PlaceRow['boundary'];

  @Field(() => DateTime, { nullable: true, description: '接入时间 Since when it works with the system; null means 未接入 (not onboarded), and its figures say nothing.' })
  onboardedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '撤销时间 Since when it is no more: split, or merged into another. Its records and figures stay.' })
  closedAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: DataOrigin;
}

/** 区县. The tenant. */
@ObjectType('District', { implements: PlaceType, simpleResolvers: true, description: '区县 A district: one tenant, and the root of its tree.' })
export class DistrictType extends PlaceType {}

/** 街道. */
@ObjectType('Street', { implements: PlaceType, simpleResolvers: true, description: '街道 A street, town or township.' })
export class StreetType extends PlaceType {}

/** 社区. */
@ObjectType('Community', { implements: PlaceType, simpleResolvers: true, description: '社区 A community or village.' })
export class CommunityType extends PlaceType {}

/** 网格. */
@ObjectType('Grid', { implements: PlaceType, simpleResolvers: true, description: '网格 A grid: about 300 households with a responsible worker.' })
export class GridType extends PlaceType {}

/** 微网格. */
@ObjectType('MicroGrid', { implements: PlaceType, simpleResolvers: true, description: '微网格 A part of a grid.' })
export class MicroGridType extends PlaceType {}

export const PlaceChanges = changesOf('Place', () => PlaceType as never);
export const StreetConnection = connectionOf('Street', () => StreetType);
export const CommunityConnection = connectionOf('Community', () => CommunityType);
export const GridConnection = connectionOf('Grid', () => GridType);

/** Somebody who works at a place. */
@ObjectType('Worker', { simpleResolvers: true, description: '工作人员 Somebody with a role at a place.' })
export class WorkerType {
  @Field(() => ID, { description: 'The account\'s id; give it as assignee or approver.' })
  id!: string;

  @Field(() => String, { description: '姓名 The name shown to colleagues.' })
  displayName!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a place.' })
export class PlacePayload extends Payload {
  @Field(() => PlaceType, { nullable: true, description: 'The place as it is now; null when refused.' })
  place?: PlaceType | null;
}
