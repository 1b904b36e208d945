import type { MembershipRow } from '@linli/domain/access/accounts.read';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { MembershipType } from './membership.type.ts';

/** Roles at places, with who holds them. */
@Resolver(() => MembershipType)
export class MembershipResolver {
  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() membership: MembershipRow): string {
    return globalId('Membership', membership.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it is held.' })
  place(@Root() membership: MembershipRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(membership.placeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '任职人 Who holds it.' })
  async account(@Root() membership: MembershipRow, @Ctx() { operation }: Context) {
    const account = await operation.loaders.account.load(membership.accountId);
    return account && { ...account, id: globalId('Account', account.id) };
  }

  @FieldResolver(() => MembershipType, { nullable: true, description: '代班 The membership whose holder is stood in for; null when it is one\'s own.' })
  standsInFor(@Root() membership: MembershipRow, @Ctx() { operation }: Context) {
    return membership.standsInForId === null ? null : operation.loaders.membership.load(membership.standsInForId);
  }
}
