import { hoursOf } from '@linli/domain/notices/quiet-hours.rule';
import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { isGiven } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { shownHours, unreadCount } from './inbox.ts';
import { NoticeMarkReadInput, NoticeMarkReadPayload, NoticeSetQuietHoursInput, NoticeSetQuietHoursPayload } from './notice.type.ts';

/** Commands on one's own inbox. */
@Resolver()
export class NoticeCommandsResolver {
  @Command(() => NoticeMarkReadPayload, '标记已读 Marks one\'s own notices read: one, several, or all up to a moment.')
  async noticeMarkRead(@Input(() => NoticeMarkReadInput) input: NoticeMarkReadInput, @Ctx() { operation }: Context) {
    const ids = input.noticeIds?.map(id => rowId('Notice', id)) ?? null;
    await operation.domain.notices.markRead(operation.by(input), { ids, upTo: input.upTo ?? null });
    return { unreadNotices: await unreadCount(operation) };
  }

  @Command(() => NoticeSetQuietHoursPayload, '设置免打扰 Chooses when ordinary notices wait to be pushed; urgent ones never wait.')
  async noticeSetQuietHours(@Input(() => NoticeSetQuietHoursInput) input: NoticeSetQuietHoursInput, @Ctx() { operation }: Context) {
    const { from, to } = input;
    const hours = isGiven(from) || isGiven(to) ? { from: from ?? '', to: to ?? '' } : null;
    const { fromMinute, toMinute } = await operation.domain.notices.setQuietHours(operation.by(input), hours);
    return { quietHours: shownHours(hoursOf({ fromMinute: fromMinute ?? null, toMinute: toMinute ?? null })) };
  }
}
