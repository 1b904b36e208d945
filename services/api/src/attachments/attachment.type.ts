import type { AttachmentState } from '@linli/domain/attachments/attachment.entity';
import type { AttachmentRow } from '@linli/domain/attachments/attachments.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';

export const AttachmentStateEnum = enumOf<AttachmentState>('AttachmentState', '附件状态 Whether a file is there.', {
  PENDING: '待上传 A form was given out; what it sends has not been checked yet.',
  STORED: '已存 Checked, and there to be read.',
});

/** 附件. A file that belongs to a record. */
@ObjectType('Attachment', { implements: NodeType, simpleResolvers: true, description: '附件 A file that belongs to a record, and is seen by whoever sees the record.' })
export class AttachmentType extends NodeType implements Pick<AttachmentRow, 'state' | 'fileName' | 'mediaType' | 'bytes' | 'createdAt'> {
  @Field(() => AttachmentStateEnum, { description: '状态 Whether it is there.' })
  state!: AttachmentState;

  @Field(() => String, { description: '文件名 As it may be shown and saved, with an ending that says what it is.' })
  fileName!: string;

  @Field(() => String, { description: '文件类型 Media type, such as `image/jpeg`.' })
  mediaType!: AttachmentRow['mediaType'];

  @Field(() => Int, { description: '大小 Bytes; while PENDING, those that were declared.' })
  bytes!: number;

  @Field(() => Int, { nullable: true, description: '宽 Pixels across, of images.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: '高 Pixels down, of images.' })
  height!: number | null;

  @Field(() => DateTime, { description: '添加时间 When it was declared.' })
  createdAt!: Date;
}

/** One field of a form. */
@ObjectType('UploadField', { simpleResolvers: true, description: '表单字段 One field of an upload form.' })
export class UploadFieldType {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => String, { description: '值' })
  value!: string;
}

/** 上传表单. */
@ObjectType('UploadForm', {
  simpleResolvers: true,
  description: '上传表单 How to send a file: a multipart POST of the fields, and after them the file as `file`. It is answered with status 204.',
})
export class UploadFormType {
  @Field(() => String, { description: '地址 Where to post to; a path counts from the API\'s own address.' })
  url!: string;

  @Field(() => [UploadFieldType], { description: '字段 To be sent as they are, before the file.' })
  fields!: UploadFieldType[];

  @Field(() => DateTime, { description: '有效期至 Until when it is accepted.' })
  expiresAt!: Date;
}
