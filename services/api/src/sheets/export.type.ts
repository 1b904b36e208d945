import type { ExportState } from '@linli/domain/sheets/export.entity';
import type { WrittenFormat } from '@linli/domain/sheets/files/write-file';
import type { ExportRow } from '@linli/domain/sheets/imports.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { DateTime } from '../graphql/scalars.ts';

export const SheetFormatEnum = enumOf<WrittenFormat>('SheetFormat', '文件格式 Format of a spreadsheet.', {
  XLSX: 'Excel 工作簿 A workbook.', CSV: 'CSV 文本 Text in UTF-8, cells between commas.',
});

export const ExportStateEnum = enumOf<ExportState>('ExportState', '导出状态 Whether an export is there.', {
  WAITING: '等待中 It is being written.', WRITTEN: '已写出 The file is there, for a week.',
});

/** What an export was narrowed to by one filter. */
@ObjectType('SheetFilterValues', { simpleResolvers: true, description: '筛选值 What an export was narrowed to by one filter.' })
export class SheetFilterValuesType {
  @Field(() => String, { description: '条件的标识 As `SheetKind.filters` lists them.' })
  key!: string;

  @Field(() => [String], { description: '值 One of these applies to every row.' })
  values!: readonly string[];
}

/** 导出. */
@ObjectType('Export', { simpleResolvers: true, description: '导出 A spreadsheet that somebody took out, and the record of it.' })
export class ExportType implements Pick<ExportRow, 'kind' | 'state' | 'rowCount'> {
  @Field(() => String, { description: '表格种类 Kind of sheet.' })
  kind!: string;

  @Field(() => SheetFormatEnum, { description: '文件格式' })
  format!: WrittenFormat;

  @Field(() => ExportStateEnum, { description: '状态' })
  state!: ExportState;

  @Field(() => Boolean, { description: '未遮蔽 Personal values stand in it whole.' })
  unmasked!: boolean;

  @Field(() => String, { nullable: true, description: '用途 What unmasked values are for.' })
  purpose!: string | null;

  @Field(() => Int, { description: '行数 Rows in it.' })
  rowCount!: number;

  @Field(() => DateTime, { description: '开始时间' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '写出时间 Null while it is written.' })
  endedAt!: Date | null;
}

export const ExportConnection = connectionOf('Export', () => ExportType);

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an export.' })
export class ExportPayload extends Payload {
  @Field(() => ExportType, { nullable: true, description: 'The export as it is now; null when refused.' })
  export?: ExportType | null;
}
