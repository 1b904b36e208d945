import type { LedgerAccountRow } from '@linli/domain/ledger/accounts.read';
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { isGiven } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import { closing, type Context, type Operation } from '../graphql/operation.ts';
import { guarded } from '../live/guarded.ts';
import { messages, type Message } from '../live/messages.ts';
import { LedgerAccountType } from './ledger-account.type.ts';
import { ownOwners } from './own-accounts.ts';

/** Live accounts of the ledger. */
@Resolver()
export class AccountChangedResolver {
  @Subscription(() => [LedgerAccountType], {
    description: '账户变动推送 Accounts of the ledger whenever something moved or was reserved in them, as they are then: one\'s own, those of one\'s household '
      + 'and of whom one acts for; or one that one may see.',
    subscribe: ({ args, context }: { args: unknown; context: unknown }) => follow((args as { accountId?: string }).accountId, (context as Context).operation),
  })
  accountChanged(
    @Root() accounts: LedgerAccountType[],
    @Arg('accountId', () => ID, { nullable: true, description: '账户 Only this account of the ledger.' }) _accountId: string | undefined,
  ): LedgerAccountType[] {
    return accounts;
  }
}

async function follow(asked: string | undefined, operation: Operation): Promise<AsyncIterableIterator<Message<LedgerAccountRow[]>>> {
  const only = isGiven(asked) ? rowId('LedgerAccount', asked) : null;
  let owners = new Set(only === null ? await ownOwners(operation) : []);
  await operation.release(); // the feed reads on connections of its own
  const mailbox = await operation.services.ledgerAccounts.watch(operation.districtId, ({ accountId, ownerId }) =>
    only === null ? ownerId !== null && owners.has(ownerId) : accountId === only);
  const stream = messages(operation, mailbox, async (moved, now) => {
    const ids = [...new Set(moved.map(({ accountId }) => accountId))];
    const accounts = (await Promise.all(ids.map(id => now.loaders.ledgerAccount.load(id)))).filter(account => account !== null);
    return accounts.length > 0 ? accounts : undefined;
  });
  return guarded(operation, stream, async now => {
    if (only === null) owners = new Set(await closing(now.fresh(), ownOwners));
    return true; // what may not be seen any more is not sent
  });
}
