import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { AttachmentType, UploadFormType } from './attachment.type.ts';

@InputType({ description: '添加附件 A file that is about to be sent.' })
export class AttachmentCreateInput extends CommandInput {
  @Field(() => ID, { description: '所属记录 Global id of the record, such as a case.' })
  recordId!: string;

  @Field(() => String, { description: '文件名 As it is called where it comes from.' })
  fileName!: string;

  @Field(() => String, { description: '文件类型 Media type: JPEG, PNG, WebP, PDF, DOCX, XLSX, CSV, M4A, MP3, AMR or WAV.' })
  mediaType!: string;

  @Field(() => Int, { description: '大小 Bytes, 1 to 20,971,520 (20 MB).' })
  bytes!: number;
}

@InputType({ description: '完成上传 Which file has been sent.' })
export class AttachmentCompleteInput extends CommandInput {
  @Field(() => ID, { description: '附件 Global id.' })
  attachmentId!: string;
}

@InputType({ description: '删除附件 Which file to remove.' })
export class AttachmentRemoveInput extends CommandInput {
  @Field(() => ID, { description: '附件 Global id.' })
  attachmentId!: string;
}

@ObjectType({ simpleResolvers: true, description: '添加附件的结果 The attachment, and how to send the file.' })
export class AttachmentCreatePayload extends Payload {
  @Field(() => AttachmentType, { nullable: true, description: '附件 Null when refused.' })
  attachment?: AttachmentType | null;

  @Field(() => UploadFormType, { nullable: true, description: '上传表单 Null when refused, and when the file is there already or it is too late to send it.' })
  form?: UploadFormType | null;
}

@ObjectType({ simpleResolvers: true, description: '完成上传的结果 The attachment as it is kept.' })
export class AttachmentCompletePayload extends Payload {
  @Field(() => AttachmentType, { nullable: true, description: '附件 Null when refused.' })
  attachment?: AttachmentType | null;
}

@ObjectType({ simpleResolvers: true, description: '删除附件的结果 What was removed.' })
export class AttachmentRemovePayload extends Payload {
  @Field(() => ID, { nullable: true, description: '附件 Global id of what is gone; null when refused.' })
  removedId?: string | null;
}
