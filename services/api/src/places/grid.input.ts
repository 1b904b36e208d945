import type { Polygon } from '@linli/domain/places/place.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { CalendarDay, GeoJson } from '../graphql/scalars.ts';

@InputType({ description: '楼栋 A building, by its name.' })
class BuildingInput {
  @Field(() => String, { description: '小区、街巷、自然村' })
  compound!: string;

  @Field(() => String, { nullable: true, description: '楼栋 Absent for what has no building.' })
  building?: string | null;
}

@InputType({ description: '拆分后的网格 A part of a grid that is split.' })
class GridPartInput {
  @Field(() => String, { description: '代码 Unique in the district, closed places included.' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => GeoJson, { nullable: true, description: '边界 A polygon that nowhere crosses itself.' })
  boundary?: Polygon | null;

  @Field(() => [ID], { nullable: true, description: '地址 Addresses that come to it, with everybody and everything there.' })
  addressIds?: string[] | null;

  @Field(() => [BuildingInput], { nullable: true, description: '楼栋 The same for whole buildings.' })
  buildings?: BuildingInput[] | null;

  @Field(() => [ID], { nullable: true, description: '网格员 Accounts that work there from now on; whoever worked at the grid when absent.' })
  workerIds?: string[] | null;
}

@InputType({ description: '拆分网格 A grid that closes, and the grids that come in its stead.' })
export class GridSplitInput extends CommandInput {
  @Field(() => ID, { description: '网格' })
  gridId!: string;

  @Field(() => CalendarDay, { nullable: true, description: '起始日期 From which day residents are counted at the parts; today when absent, and never ahead.' })
  day?: CalendarDate | null;

  @Field(() => [GridPartInput], { description: '各部分 1 to 50; what none of them names comes to the first.' })
  parts!: GridPartInput[];
}

@InputType({ description: '并入的网格 A grid that is there, by its id; or a new one, by code and name.' })
class GridMergeIntoInput {
  @Field(() => ID, { nullable: true, description: '网格 One that is there.' })
  gridId?: string | null;

  @Field(() => String, { nullable: true, description: '代码 Of a new one.' })
  code?: string | null;

  @Field(() => String, { nullable: true, description: '名称 Of a new one.' })
  name?: string | null;

  @Field(() => GeoJson, { nullable: true, description: '边界 Of a new one.' })
  boundary?: Polygon | null;
}

@InputType({ description: '合并网格 Grids of one community that close, and the grid that takes all that is theirs.' })
export class GridMergeInput extends CommandInput {
  @Field(() => [ID], { description: '网格 Those that close.' })
  gridIds!: string[];

  @Field(() => GridMergeIntoInput, { description: '并入 Where everything comes to.' })
  into!: GridMergeIntoInput;

  @Field(() => CalendarDay, { nullable: true, description: '起始日期 From which day residents are counted there; today when absent, and never ahead.' })
  day?: CalendarDate | null;

  @Field(() => [ID], { nullable: true, description: '网格员 Accounts that work there from now on; whoever worked at the grids when absent.' })
  workerIds?: string[] | null;
}
