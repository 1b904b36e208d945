import { noticesMissed, type NoticeRow } from '@linli/domain/notices/notices.read';
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { isGiven } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import { MAX_PAGE } from '../graphql/limits.ts';
import { closing, type Context, type Operation } from '../graphql/operation.ts';
import { guarded } from '../live/guarded.ts';
import { messages, type Message } from '../live/messages.ts';
import { NoticeType } from './notice.type.ts';

/** Live notices. */
@Resolver()
export class NoticeArrivedResolver {
  @Subscription(() => [NoticeType], {
    description: '通知推送 One\'s own notices as they are delivered, each once, the oldest first. With `since` first what was missed; '
      + 'one that was written at about the same time as that one may come again, under the same id.',
    subscribe: ({ args, context }: { args: unknown; context: unknown }) => follow((args as { since?: string }).since, (context as Context).operation),
  })
  noticeArrived(
    @Root() notices: NoticeType[],
    @Arg('since', () => ID, { nullable: true, description: `上次收到 The last notice seen; of what was missed the latest ${MAX_PAGE} are sent.` }) _since: string | undefined,
  ): NoticeType[] {
    return notices;
  }
}

async function follow(since: string | undefined, operation: Operation): Promise<AsyncIterableIterator<Message<readonly NoticeRow[]>>> {
  await operation.release(); // the feed reads on connections of its own
  const { domain, notices } = operation.services;
  const { accountId, districtId } = operation.actor;
  const mailbox = await notices.watch(districtId, notice => notice.accountId === accountId);
  const missed = isGiven(since)
    ? await closing(operation.fresh(), now => now.rows(noticesMissed, accountId, rowId('Notice', since), domain.clock.now(), MAX_PAGE))
    : [];
  if (missed.length > 0) mailbox.post(missed);
  const sent = new Set<string>(); // what was missed may be posted by the feed as well
  const stream = messages(operation, mailbox, async arrived => {
    const fresh = [...new Map(arrived.map(notice => [notice.id, notice])).values()].filter(({ id }) => !sent.has(id));
    for (const { id } of fresh) sent.add(id);
    return fresh.length > 0 ? fresh.toSorted(byDelivery) : undefined;
  });
  return guarded(operation, stream, async () => true); // one's own inbox, whatever the roles
}

function byDelivery(a: NoticeRow, b: NoticeRow): number {
  return a.deliverAt.getTime() - b.deliverAt.getTime() || (a.id < b.id ? -1 : 1);
}
