import { rendered } from '@linli/domain/notices/notice-kind';
import { inboxCount, inboxPage, quietHoursOf, type NoticeRow } from '@linli/domain/notices/notices.read';
import type { Language } from '@linli/domain/notices/param';
import { hoursOf } from '@linli/domain/notices/quiet-hours.rule';
import { isId } from '@linli/domain/shared/ids';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Viewer } from '../access/access.type.ts';
import { decodeCursor, pageOf, pageSize, type Page } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, type Kind } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { shownHours, unreadCount } from './inbox.ts';
import { LanguageEnum, NoticeConnection, NoticeType, QuietHoursType } from './notice.type.ts';
import { PAGES } from './pages.ts';

/** Position of a page: unread ones come first. */
const [UNREAD, READ] = ['unread', 'read'];

function positionOf(after: string): [boolean, string] {
  const [state = '', id = ''] = decodeCursor(after, 2);
  if (![UNREAD, READ].includes(state) || !isId(id)) throw badInput('This is not a cursor of this list.');
  return [state === UNREAD, id];
}

function InLanguage(): ParameterDecorator {
  return Arg('language', () => LanguageEnum, { defaultValue: 'ZH', description: '语言 Chinese unless asked otherwise.' }) as ParameterDecorator;
}

/** One's own inbox. */
@Resolver(() => NoticeType)
export class NoticeResolver {
  @Query(() => NoticeConnection, { description: '通知列表 One\'s own notices: unread ones first, the latest of each first.' })
  async notices(
    @Arg('unread', () => Boolean, { nullable: true, description: '未读 Only unread ones, or only those read.' }) unread: boolean | undefined,
    @Arg('kinds', () => [String], { nullable: true, description: '通知类型 Only of these kinds.' }) kinds: string[] | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Rows in the page, 1 to 100.' }) asked: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<Page<NoticeRow>> {
    const first = pageSize(asked);
    const which = [operation.actor.accountId, unread ?? null, kinds ?? null] as const;
    const [isUnread, id] = isGiven(after) ? positionOf(after) : [null, null];
    const rows = await operation.rows(inboxPage, ...which, isUnread, id, first + 1);
    return pageOf(rows, first, isGiven(after), row => [row.readAt === null ? UNREAD : READ, row.id],
      async () => (await one(operation, inboxCount, ...which))?.n ?? 0);
  }

  @FieldResolver(() => ID, { description: 'Global id.' })
  id(@Root() notice: NoticeRow): string {
    return globalId('Notice', notice.id);
  }

  @FieldResolver(() => String, { description: '标题 In a few words.' })
  title(@Root() notice: NoticeRow, @InLanguage() language: Language): string {
    return rendered(notice, language).title;
  }

  @FieldResolver(() => String, { description: '内容 In a sentence or two; without personal numbers.' })
  body(@Root() notice: NoticeRow, @InLanguage() language: Language): string {
    return rendered(notice, language).body;
  }

  @FieldResolver(() => String, { nullable: true, description: '链接 Path of the page that shows what it is about, such as `/cases/…`; null when there is none.' })
  link(@Root() { subjectKind, subjectId }: NoticeRow): string | null {
    const kind = subjectKind as Kind | null; // or one of an older version, which has no page
    const page = kind && PAGES[kind];
    return page && subjectId ? `/${page}/${globalId(kind, subjectId)}` : null;
  }
}

/** What of the inbox is shown with whoever is signed in. */
@Resolver(() => Viewer)
export class ViewerNoticesResolver {
  @FieldResolver(() => Int, { description: '未读通知数 How many notices are unread.' })
  unreadNotices(@Ctx() { operation }: Context): Promise<number> {
    return unreadCount(operation);
  }

  @FieldResolver(() => QuietHoursType, { nullable: true, description: '免打扰时段 One\'s quiet hours; null when switched off.' })
  async quietHours(@Ctx() { operation }: Context): Promise<QuietHoursType | null> {
    return shownHours(hoursOf(await one(operation, quietHoursOf, operation.actor.accountId)));
  }
}
