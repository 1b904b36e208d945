import { one } from '@linli/domain/shared/read';
import {
  countOfLevel, placesChanged, placesNamed, placesOfLevel, rootPlace, type PlaceRow,
} from '@linli/domain/places/places.read';
import { placeAt } from '@linli/domain/places/resolve';
import type { PlaceLevel } from '@linli/domain/places/place.entity';
import { ADMINS, holds } from '@linli/domain/access/actor';
import { RecordChangeType, shownHistory, type RecordChange } from '../audit/history.type.ts';
import { Arg, Ctx, FieldResolver, Float, ID, InputType, Field, Int, Query, Resolver, Root } from 'type-graphql';
import { changesSince } from '../graphql/changes.ts';
import { MembershipType } from '../access/membership.type.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import {
  CommunityConnection, DistrictType, GridConnection, PlaceChanges, PlaceType, StreetConnection,
} from './place.type.ts';

/** A point on the map. */
@InputType({ description: '位置 A position, WGS 84.' })
class PositionInput {
  @Field(() => Float, { description: '经度 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度 Degrees north.' })
  latitude!: number;
}

/** Places: the tree, and where something lies in it. */
@Resolver(() => PlaceType)
export class PlaceResolver {
  @Query(() => DistrictType, { description: '本区 The district one is signed in to.' })
  district(@Ctx() { operation }: Context) {
    return one(operation, rootPlace);
  }

  @Query(() => PlaceType, { nullable: true, description: '地点 A place by id; null when there is none.' })
  place(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(rowId('Place', id));
  }

  @Query(() => StreetConnection, { description: '街道 The district\'s streets, by code.' })
  streets(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    return level(operation, 'STREET', null, first, after);
  }

  @Query(() => CommunityConnection, { description: '社区 Communities under a place, by code.' })
  communities(
    @Arg('placeId', () => ID, { nullable: true, description: 'Place above them; the whole district when absent.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    return level(operation, 'COMMUNITY', placeId, first, after);
  }

  @Query(() => GridConnection, { description: '网格 Grids under a place, by code.' })
  grids(
    @Arg('placeId', () => ID, { nullable: true, description: 'Place above them; the whole district when absent.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    return level(operation, 'GRID', placeId, first, after);
  }

  @Query(() => PlaceChanges, { description: '增量 Places that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  placesChanged(
    @Arg('since', () => String, { nullable: true, description: 'The cursor that the last answer gave; absent the first time.' }) since: string | undefined,
    @Arg('first', () => Int, { defaultValue: 100, description: 'Rows in the answer, 1 to 100.' }) first: number,
    @Ctx() { operation }: Context,
  ) {
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(placesChanged, xid, id, limit));
  }

  @Query(() => [PlaceType], {
    description: '定位 Where something lies: the deepest place whose boundary holds a position, or up to ten places whose name or code fits a text. Exactly one of the two.',
  })
  async placeResolve(
    @Arg('text', () => String, { nullable: true, description: '名称或代码 Part of a name, or the beginning of a code.' }) text: string | undefined,
    @Arg('position', () => PositionInput, { nullable: true, description: '位置 A point on the map.' }) position: PositionInput | undefined,
    @Ctx() { operation }: Context,
  ): Promise<PlaceRow[]> {
    if (isGiven(text) === isGiven(position)) throw badInput('Give either a text or a position.');
    if (position) return placeAt(operation, position.longitude, position.latitude);
    const words = (text ?? '').trim();
    return words === '' ? [] : operation.rows(placesNamed, words, 10);
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() place: PlaceRow): string {
    return globalId('Place', place.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '上级 The place above; null for the district.' })
  parent(@Root() place: PlaceRow, @Ctx() { operation }: Context) {
    return place.parentId === null ? null : operation.loaders.place.load(place.parentId);
  }

  @FieldResolver(() => [PlaceType], { description: '所属 The places above, from the district down.' })
  async ancestors(@Root() place: PlaceRow, @Ctx() { operation }: Context) {
    const lineage = await operation.loaders.lineage.load(place.id);
    const above = lineage.filter(line => line.ancestorId !== place.id).map(line => operation.loaders.place.load(line.ancestorId));
    return (await Promise.all(above)).filter(found => found !== null);
  }

  @FieldResolver(() => [PlaceType], { description: '下级 The places directly under it, by code.' })
  children(@Root() place: PlaceRow, @Ctx() { operation }: Context) {
    return operation.loaders.children.load(place.id);
  }

  @FieldResolver(() => [RecordChangeType], { nullable: true, description: '变更记录 What it was before, the latest change first; null for all but admins over it.' })
  async history(@Root() place: PlaceRow, @Ctx() { operation }: Context): Promise<RecordChange[] | null> {
    const lineage = (await operation.loaders.lineage.load(place.id)).map(line => line.ancestorId);
    return holds(operation.actor, ADMINS, lineage) ? shownHistory(operation, place.id) : null;
  }

  @FieldResolver(() => [MembershipType], { description: '工作人员 The staff of exactly this place now: who holds which role, since when, until when, and for whom they stand in.' })
  workers(@Root() place: PlaceRow, @Ctx() { operation }: Context) {
    return operation.actor.memberships.length > 0 ? operation.loaders.workers.load(place.id) : [];
  }
}

async function level(
  operation: Operation, of: PlaceLevel, placeId: string | null | undefined, asked: number, after: string | null | undefined,
): Promise<Page<PlaceRow>> {
  const first = pageSize(asked);
  const under = isGiven(placeId) ? rowId('Place', placeId) : ((await one(operation, rootPlace))?.id ?? '');
  const [code = ''] = isGiven(after) ? decodeCursor(after, 1) : [];
  const rows = await operation.rows(placesOfLevel, under, of, code, first + 1);
  return pageOf(rows, first, isGiven(after), place => [place.code], async () => (await one(operation, countOfLevel, under, of))?.n ?? 0);
}

