import type { Polygon, PlaceLevel } from '@linli/domain/places/place.entity';
import { Ctx, Field, ID, InputType, Resolver } from 'type-graphql';
import { Command, CommandInput, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { GeoJson } from '../graphql/scalars.ts';
import { PlaceLevelEnum, PlacePayload } from './place.type.ts';

@InputType({ description: '新建地点 A new place under another.' })
class PlaceCreateInput extends CommandInput {
  @Field(() => ID, { description: '上级 The place above.' })
  parentId!: string;

  @Field(() => PlaceLevelEnum, { description: '层级' })
  level!: PlaceLevel;

  @Field(() => String, { description: '代码 Unique in the district; of a grid 15 digits by custom.' })
  code!: string;

  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => GeoJson, { nullable: true, description: '边界 A polygon.' })
  boundary?: Polygon | null;
}

@InputType({ description: '变更地点 What is said anew of a place.' })
class PlaceUpdateInput extends CommandInput {
  @Field(() => ID, { description: '地点' })
  placeId!: string;

  @Field(() => String, { nullable: true, description: '代码 Unique in the district, closed places included.' })
  code?: string | null;

  @Field(() => String, { nullable: true, description: '名称' })
  name?: string | null;

  @Field(() => GeoJson, { nullable: true, description: '边界 A polygon that nowhere crosses itself.' })
  boundary?: Polygon | null;
}

@InputType({ description: '调整上级 Moving a place, with everything under it, under another parent.' })
class PlaceReparentInput extends CommandInput {
  @Field(() => ID, { description: '地点 The place that moves.' })
  placeId!: string;

  @Field(() => ID, { description: '新上级 Where it comes under.' })
  parentId!: string;
}

/** Commands on the tree of places. */
@Resolver()
export class PlaceCommandsResolver {
  @Command(() => PlacePayload, '新建地点 Adds a place, by an admin over its parent.')
  async placeCreate(@Input(() => PlaceCreateInput) input: PlaceCreateInput, @Ctx() { operation }: Context) {
    const { level, code, name, boundary } = input;
    const place = await operation.domain.places.create(operation.by(input), {
      parentId: rowId('Place', input.parentId), level, code, name, boundary: boundary ?? null,
    });
    return { place };
  }

  @Command(() => PlacePayload, '变更地点 Renames a place, gives it another code or draws its boundary, by an admin over what it stands under.')
  async placeUpdate(@Input(() => PlaceUpdateInput) input: PlaceUpdateInput, @Ctx() { operation }: Context) {
    const { code, name, boundary } = given(input);
    return { place: await operation.domain.places.update(operation.by(input), rowId('Place', input.placeId), { code, name, boundary }) };
  }

  @Command(() => PlacePayload, '调整上级 Moves a place under another parent, by an admin over both; its figures move with it.')
  async placeReparent(@Input(() => PlaceReparentInput) input: PlaceReparentInput, @Ctx() { operation }: Context) {
    return { place: await operation.domain.places.reparent(operation.by(input), rowId('Place', input.placeId), rowId('Place', input.parentId)) };
  }
}
