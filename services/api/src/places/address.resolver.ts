import { searchPattern } from '@linli/domain/places/address.rule';
import { addressCount, addressPage, buildingCount, buildingPage, type AddressRow, type BuildingRow } from '@linli/domain/places/addresses.read';
import { rootPlace } from '@linli/domain/places/places.read';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import { AddressConnection, AddressType, BuildingConnection } from './address.type.ts';
import { PlaceType } from './place.type.ts';

/** Addresses: a district's map, which like its places everybody signed in may read. */
@Resolver(() => AddressType)
export class AddressResolver {
  @Query(() => AddressType, { nullable: true, description: '地址 An address by id; null when there is none.' })
  address(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.address.load(rowId('Address', id));
  }

  @Query(() => AddressConnection, { description: '地址列表 Open addresses under a place, as people count them.' })
  async addresses(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Place above them; the whole district when absent.' }) placeId: string | undefined,
    @Arg('text', () => String, { nullable: true, description: '地址文字 Part of an address: 幸福小区3号楼501.' }) text: string | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<AddressRow>> {
    const first = pageSize(asked);
    const under = isGiven(placeId) ? rowId('Place', placeId) : ((await one(operation, rootPlace))?.id ?? '');
    const pattern = isGiven(text) ? searchPattern(text) : null;
    const [key, id] = isGiven(after) ? addressPosition(after) : [null, null];
    const rows = await operation.rows(addressPage, under, pattern, key, id, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.sortKey, row.id], async () => (await one(operation, addressCount, under, pattern))?.n ?? 0);
  }

  @Query(() => BuildingConnection, { description: '楼栋列表 Buildings under a place with what is known of them, as people count them.' })
  async buildings(
    @Arg('placeId', () => ID, { description: '地点 e.g. a grid.' }) placeId: string,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<BuildingRow>> {
    const first = pageSize(asked);
    const under = rowId('Place', placeId);
    const [key = ''] = isGiven(after) ? decodeCursor(after, 1) : [];
    const rows = await operation.rows(buildingPage, under, key, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.sortKey], async () => (await one(operation, buildingCount, under))?.n ?? 0);
  }

  @FieldResolver(() => DateTime, { description: '登记时间' })
  recordedAt(@Root() { createdAt }: AddressRow): Date {
    return createdAt;
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() address: AddressRow): string {
    return globalId('Address', address.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '所属网格 The place it belongs to.' })
  place(@Root() address: AddressRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(address.placeId);
  }
}

function addressPosition(after: string): [string, string] {
  const [key = '', id = ''] = decodeCursor(after, 2);
  if (!isId(id)) throw badInput('This is not a cursor of this list.');
  return [key, id];
}
