import { one } from '@linli/domain/shared/read';
import {
  countOfLevel, placesChanged, placesNamed, placesOfLevel, rootPlace, type PlaceRow,
} from '@linli/domain/places/places.read';
import { isPosition } from '@linli/domain/places/position.rule';
import { placeAt, placesOfAddress } from '@linli/domain/places/resolve';
import type { PlaceLevel } from '@linli/domain/places/place.entity';
import { ADMINS, holds } from '@linli/domain/access/actor';
import { RecordChangeType, shownHistory, type RecordChange } from '../audit/history.type.ts';
import { Arg, Ctx, Extensions, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { changesSince } from '../graphql/changes.ts';
import { MembershipType } from '../access/membership.type.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { SAME_FOR_ALL } from '../live/same-for-all.ts';
import {
  CommunityConnection, DistrictType, GridConnection, PlaceChanges, PlaceType, StreetConnection,
} from './place.type.ts';
import { PositionInput } from './position.input.ts';

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
    return level(operation, 'STREET', null, false, first, after);
  }

  @Query(() => CommunityConnection, { description: '社区 Communities under a place, by code.' })
  communities(
    @Arg('placeId', () => ID, { nullable: true, description: 'Place above them; the whole district when absent.' }) placeId: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    return level(operation, 'COMMUNITY', placeId, false, first, after);
  }

  @Query(() => GridConnection, { description: '网格 Grids under a place, by code.' })
  grids(
    @Arg('placeId', () => ID, { nullable: true, description: 'Place above them; the whole district when absent.' }) placeId: string | undefined,
    @Arg('includeClosed', () => Boolean, { defaultValue: false, description: '含已撤销 Those that were split or merged, too.' }) includeClosed: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    return level(operation, 'GRID', placeId, includeClosed, first, after);
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
    description: '定位 Where something lies: the deepest place whose boundary holds a position, or else that of the nearest address within 200 m; up to ten places whose name or code fits a text; or the places of up to ten addresses that a text may mean. Exactly one of the three.',
  })
  async placeResolve(
    @Arg('text', () => String, { nullable: true, description: '名称或代码 Part of a name, or the beginning of a code.' }) text: string | undefined,
    @Arg('address', () => String, { nullable: true, description: '地址文字 e.g. 幸福小区3号楼501; `addresses` shows the addresses themselves.' }) address: string | undefined,
    @Arg('position', () => PositionInput, { nullable: true, description: '位置 A point on the map.' }) position: PositionInput | undefined,
    @Ctx() { operation }: Context,
  ): Promise<PlaceRow[]> {
    if ([text, address, position].filter(isGiven).length !== 1) throw badInput('Give a text, an address or a position.');
    if (position) return placeAt(operation, checkedPosition(position));
    if (isGiven(address)) return placesOfAddress(operation, address, 10);
    const words = (text ?? '').trim();
    return words === '' ? [] : operation.rows(placesNamed, words, 10);
  }

  @Extensions(SAME_FOR_ALL)
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
  async children(
    @Root() place: PlaceRow,
    @Arg('includeClosed', () => Boolean, { defaultValue: false, description: '含已撤销 Those that were split or merged, too.' }) includeClosed: boolean,
    @Ctx() { operation }: Context,
  ) {
    const all = await operation.loaders.children.load(place.id);
    return includeClosed ? all : all.filter(child => child.closedAt === null);
  }

  @FieldResolver(() => [PlaceType], { description: '后继 What came in its place when it closed, by code.' })
  successors(@Root() place: PlaceRow, @Ctx() { operation }: Context) {
    return place.closedAt === null ? [] : operation.loaders.successors.load(place.id);
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
  operation: Operation, of: PlaceLevel, placeId: string | null | undefined, includeClosed: boolean, asked: number, after: string | null | undefined,
): Promise<Page<PlaceRow>> {
  const first = pageSize(asked);
  const under = isGiven(placeId) ? rowId('Place', placeId) : ((await one(operation, rootPlace))?.id ?? '');
  const [code = ''] = isGiven(after) ? decodeCursor(after, 1) : [];
  const rows = await operation.rows(placesOfLevel, under, of, includeClosed, code, first + 1);
  return pageOf(rows, first, isGiven(after), place => [place.code], async () => (await one(operation, countOfLevel, under, of, includeClosed))?.n ?? 0);
}

/** @throws GraphQLError BAD_USER_INPUT for degrees that do not exist */
function checkedPosition(position: PositionInput): PositionInput {
  if (!isPosition(position)) throw badInput('There is no such position.');
  return position;
}
