import type { Language } from '@linli/domain/notices/param';
import type { NoticeRow } from '@linli/domain/notices/notices.read';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { DateTime } from '../graphql/scalars.ts';

export const LanguageEnum = enumOf<Language>('Language', '语言 Language of what people read.', { ZH: '中文', EN: 'English' });

/** 通知. */
@ObjectType('Notice', { simpleResolvers: true, description: '通知 Something that one is told, in one\'s inbox.' })
export class NoticeType implements Pick<NoticeRow, 'kind' | 'urgent' | 'createdAt' | 'deliverAt' | 'readAt'> {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => String, { description: '通知类型 e.g. `case.assigned`.' })
  kind!: string;

  @Field(() => Boolean, { description: '紧急 Delivered at once, whatever the hour.' })
  urgent!: boolean;

  @Field(() => DateTime, { description: '产生时间 When it happened; the notice stands in the inbox from then on.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: '送达时间 When it is pushed: at once, or when quiet hours end.' })
  deliverAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '已读时间 Null while unread.' })
  readAt!: Date | null;
}

export const NoticeConnection = connectionOf('Notice', () => NoticeType);

/** 免打扰时段. */
@ObjectType('QuietHours', { simpleResolvers: true, description: '免打扰时段 When ordinary notices wait to be pushed; Asia/Shanghai.' })
export class QuietHoursType {
  @Field(() => String, { description: '开始 e.g. `22:00`.' })
  from!: string;

  @Field(() => String, { description: '结束 e.g. `07:00`; before the beginning it is the next morning.' })
  to!: string;
}

@InputType({ description: '标记已读 Which notices: those named, or all that came up to a moment.' })
export class NoticeMarkReadInput extends CommandInput {
  @Field(() => [ID], { nullable: true, description: '通知 One or several, at most 100.' })
  noticeIds?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: '截至时间 All that were made until then.' })
  upTo?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `noticeMarkRead`.' })
export class NoticeMarkReadPayload extends Payload {
  @Field(() => Int, { nullable: true, description: '未读数 How many are left unread; null when refused.' })
  unreadNotices?: number | null;
}

@InputType({ description: '设置免打扰 Choosing one\'s quiet hours; without both times they are switched off.' })
export class NoticeSetQuietHoursInput extends CommandInput {
  @Field(() => String, { nullable: true, description: '开始 `HH:MM`, Asia/Shanghai.' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: '结束 `HH:MM`, Asia/Shanghai.' })
  to?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `noticeSetQuietHours`.' })
export class NoticeSetQuietHoursPayload extends Payload {
  @Field(() => QuietHoursType, { nullable: true, description: '免打扰时段 As chosen; null when switched off or refused.' })
  quietHours?: QuietHoursType | null;
}
