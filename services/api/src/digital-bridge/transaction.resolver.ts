import { transactionCount, transactionPage, type ServiceTransactionRow, type TransactionFilter } from '@linli/domain/digital-bridge/shown.read';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ActivityPersonType } from '../activities/activity.type.ts';
import { ExternalType, shownExternal } from '../graphql/external.type.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PlaceType } from '../places/place.type.ts';
import { shownPerson } from '../time-bank/people.ts';
import { ServiceTransactionFilter } from './bridge.input.ts';
import { BridgeItemType, ServiceTransactionConnection, ServiceTransactionType } from './bridge.type.ts';

/** Reading service transactions: the staff where people lived, residents their own and those of whom they act for, trainers and buddies those of their seniors. */
@Resolver(() => ServiceTransactionType)
export class ServiceTransactionResolver {
  @Query(() => ServiceTransactionConnection, { description: '办事记录列表 Service transactions that one may see, the latest recorded first.' })
  async serviceTransactions(
    @Arg('filter', () => ServiceTransactionFilter, { nullable: true, description: 'Which ones.' }) filter: ServiceTransactionFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const { placeId, residentId, ways, from, to } = filter ?? {};
    const values: TransactionFilter = [
      ...(await operation.loaders.seer()), rowIdOrNull('Place', placeId), rowIdOrNull('Resident', residentId), ways ?? null, from ?? null, to ?? null,
    ];
    return pageById(first, after, (position, limit) => operation.rows(transactionPage, ...values, position, limit), () => one(operation, transactionCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: ServiceTransactionRow): string {
    return globalId('ServiceTransaction', id);
  }

  @FieldResolver(() => ActivityPersonType, { description: '居民 Who got it.' })
  person(@Root() { residentId }: ServiceTransactionRow, @Ctx() { operation }: Context) {
    return shownPerson(operation, residentId);
  }

  @FieldResolver(() => ActivityPersonType, { nullable: true, description: '帮办人 Null where nobody helped, or it is not known who.' })
  helper(@Root() { helperId }: ServiceTransactionRow, @Ctx() { operation }: Context) {
    return isGiven(helperId) ? shownPerson(operation, helperId) : null;
  }

  @FieldResolver(() => BridgeItemType, { nullable: true, description: '办事事项' })
  item(@Root() { itemId }: ServiceTransactionRow, @Ctx() { operation }: Context) {
    return operation.loaders.bridge.item.load(itemId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '居住地 Where they lived then.' })
  place(@Root() { placeId }: ServiceTransactionRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(placeId);
  }

  @FieldResolver(() => ExternalType, { nullable: true, description: '外部编号 Where it stands in another system.' })
  external(@Root() transaction: ServiceTransactionRow): ExternalType | null {
    return shownExternal(transaction);
  }
}
