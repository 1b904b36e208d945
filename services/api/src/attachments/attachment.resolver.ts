import type { AttachmentRow } from '@linli/domain/attachments/attachments.read';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { globalId, parseGlobalId, rowId } from '../graphql/global-id.ts';
import { recordKey } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import {
  AttachmentCompleteInput, AttachmentCompletePayload, AttachmentCreateInput, AttachmentCreatePayload, AttachmentRemoveInput, AttachmentRemovePayload,
} from './attachment.input.ts';
import { AttachmentType } from './attachment.type.ts';
import { linkTo } from './link.ts';

/** Files of records: declared here, sent to the storage, completed here. */
@Resolver(() => AttachmentType)
export class AttachmentResolver {
  @Command(() => AttachmentCreatePayload, '添加附件 Declares a file and answers with the form that sends it; at most 20 belong to one record.')
  async attachmentCreate(@Input(() => AttachmentCreateInput) input: AttachmentCreateInput, @Ctx() { operation }: Context) {
    const { recordId, fileName, mediaType, bytes } = input;
    const record = parseGlobalId(recordId);
    const attachment = await operation.domain.attachments.create(operation.by(input), {
      recordKind: record?.kind ?? '', recordId: record?.id ?? '', fileName, mediaType, bytes,
    });
    const form = await operation.domain.attachments.form(attachment);
    return { attachment, form: form && { ...form, fields: Object.entries(form.fields).map(([name, value]) => ({ name, value })) } };
  }

  @Command(() => AttachmentCompletePayload, '完成上传 Checks what was sent and keeps it: size and type as declared; images without where and by what they were taken.')
  async attachmentComplete(@Input(() => AttachmentCompleteInput) input: AttachmentCompleteInput, @Ctx() { operation }: Context) {
    return { attachment: await operation.domain.attachments.complete(operation.by(input), rowId('Attachment', input.attachmentId)) };
  }

  @Command(() => AttachmentRemovePayload, '删除附件 Removes a file for good, by who attached it or an admin over the record.')
  async attachmentRemove(@Input(() => AttachmentRemoveInput) input: AttachmentRemoveInput, @Ctx() { operation }: Context) {
    await operation.domain.attachments.remove(operation.by(input), rowId('Attachment', input.attachmentId));
    return { removedId: input.attachmentId };
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() attachment: AttachmentRow): string {
    return globalId('Attachment', attachment.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '链接 Opens the file for 5 minutes, while this session lasts and the record may be seen; a path, from the API\'s own address. Null while PENDING.',
  })
  url(@Root() attachment: AttachmentRow, @Ctx() { operation }: Context): string | null {
    return attachment.state === 'STORED' ? linkTo(operation.domain, operation.actor, attachment.id) : null;
  }

  @FieldResolver(() => Boolean, { description: '可删除 Whether the viewer may remove it.' })
  async viewerCanRemove(@Root() attachment: AttachmentRow, @Ctx() { operation }: Context): Promise<boolean> {
    const rights = await operation.loaders.recordRights.load(recordKey(attachment));
    return rights !== null && (rights.mayRemove || attachment.createdBy === operation.actor.accountId);
  }
}
