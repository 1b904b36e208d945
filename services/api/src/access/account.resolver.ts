import { accountCount, accountPage, type AccountFilterValues, type AccountRow } from '@linli/domain/access/accounts.read';
import { maskPhone } from '@linli/domain/people/masking';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { RecordChangeType, shownHistory, type RecordChange } from '../audit/history.type.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { administers } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { AccountConnection, AccountType } from './account.type.ts';
import { MembershipType } from './membership.type.ts';

/** Reading accounts: admins those with a role under their places, everybody their own. */
@Resolver(() => AccountType)
export class AccountResolver {
  @Query(() => AccountConnection, { description: '账号列表 Accounts that one may see, by login.' })
  async accounts(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 With a role at this place or under it, now or to come.' }) placeId: string | undefined,
    @Arg('search', () => String, { nullable: true, description: '搜索 Part of a login or a name.' }) search: string | undefined,
    @Arg('includeDisabled', () => Boolean, { defaultValue: false, description: '含停用 Those disabled as well.' }) includeDisabled: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<AccountRow>> {
    const first = pageSize(asked);
    const values: AccountFilterValues = [
      operation.actor.accountId, administers(operation), rowIdOrNull('Place', placeId), search?.trim() || null, includeDisabled, operation.domain.clock.now(),
    ];
    const [login = ''] = isGiven(after) ? decodeCursor(after, 1) : [];
    const rows = await operation.rows(accountPage, ...values, login, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.login], async () => (await one(operation, accountCount, ...values))?.n ?? 0);
  }

  @Query(() => AccountType, { nullable: true, description: '账号 An account by id; null when there is none that one may see.' })
  account(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.accountSeen.load(rowId('Account', id));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() account: AccountRow): string {
    return globalId('Account', account.id);
  }

  @FieldResolver(() => Boolean, { description: '待设密码 A one-time password was given, and none of their own has been set yet.' })
  mustSetPassword(@Root() account: AccountRow): boolean {
    return account.passwordOnce;
  }

  @FieldResolver(() => String, { nullable: true, description: '手机号 Where colleagues reach them; masked.' })
  phone(@Root() { phoneSealed }: AccountRow, @Ctx() { operation }: Context): string | null {
    return phoneSealed ? maskPhone(operation.domain.sealer.open(phoneSealed)) : null;
  }

  @FieldResolver(() => [RecordChangeType], { nullable: true, description: '变更记录 What it and its roles were before, the latest change first; null for its holder.' })
  history(@Root() account: AccountRow, @Ctx() { operation }: Context): Promise<RecordChange[]> | null {
    return account.id === operation.actor.accountId ? null : shownHistory(operation, account.id);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: '单位 The organisation that it works for, if any.' })
  organisation(@Root() account: AccountRow, @Ctx() { operation }: Context) {
    return account.organisationId === null ? null : operation.loaders.organisation.load(account.organisationId);
  }

  @FieldResolver(() => [MembershipType], { description: '任职 Every role it holds, is to hold or held; the latest first.' })
  memberships(@Root() account: AccountRow, @Ctx() { operation }: Context) {
    return operation.loaders.membershipsOf.load(account.id);
  }
}
