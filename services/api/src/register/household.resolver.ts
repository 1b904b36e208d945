import { holds, STAFF } from '@linli/domain/access/actor';
import type { HouseholdRow } from '@linli/domain/register/register.read';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { RecordChangeType, shownHistory, type RecordChange } from '../audit/history.type.ts';
import { ExternalType, shownExternal } from '../graphql/external.type.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { AddressType } from '../places/address.type.ts';
import { PlaceType } from '../places/place.type.ts';
import { HouseholdType } from './household.type.ts';
import { HouseholdKindEnum } from './register.enums.ts';
import { ResidentType } from './resident.type.ts';
import { lineageOf } from './shown.ts';

/** Reading households: staff see those of their places, residents their own. */
@Resolver(() => HouseholdType)
export class HouseholdResolver {
  @Query(() => HouseholdType, { nullable: true, description: '户 A household by id; null when there is none that one may see.' })
  household(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.household.load(rowId('Household', id));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() household: HouseholdRow): string {
    return globalId('Household', household.id);
  }

  /** By another name than a case's kind, or a query of nodes could not ask for both. */
  @FieldResolver(() => HouseholdKindEnum, { description: '户别' })
  householdKind(@Root() { kind }: HouseholdRow): string {
    return kind;
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点' })
  place(@Root() { placeId }: HouseholdRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(placeId);
  }

  @FieldResolver(() => AddressType, { nullable: true, description: '地址' })
  address(@Root() { addressId }: HouseholdRow, @Ctx() { operation }: Context) {
    return isGiven(addressId) ? operation.loaders.address.load(addressId) : null;
  }

  @FieldResolver(() => ExternalType, { nullable: true, description: '外部编号 Where it stands in another system.' })
  external(@Root() household: HouseholdRow): ExternalType | null {
    return shownExternal(household);
  }

  @FieldResolver(() => [ResidentType], { description: '成员 Those that one may see, the head first.' })
  members(@Root() { id }: HouseholdRow, @Ctx() { operation }: Context) {
    return operation.loaders.members.load(id);
  }

  @FieldResolver(() => [RecordChangeType], { nullable: true, description: '变更记录 What it was before, the latest change first; null for all but staff over the place.' })
  async history(@Root() { id, placeId }: HouseholdRow, @Ctx() { operation }: Context): Promise<RecordChange[] | null> {
    return holds(operation.actor, STAFF, await lineageOf(operation, placeId)) ? shownHistory(operation, id) : null;
  }
}
