import type { IMPORT_STATES, ImportState } from '@linli/domain/sheets/import.entity';
import type { ImportRow } from '@linli/domain/sheets/imports.read';
import { Field, Int, ObjectType } from 'type-graphql';
import { Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { DateTime } from '../graphql/scalars.ts';

export const ImportStateEnum = enumOf<ImportState>('ImportState', '导入状态 How far an import has come.', {
  CREATED: '待上传 Waits for its file.', UPLOADED: '待检查 The file is there and will be checked.', CHECKING: '检查中 Its rows are being checked.',
  CHECKED: '已检查 Checked; it may be applied.', APPLYING: '写入中 Its rows are being written, all together.', APPLIED: '已导入 Written.',
  FAILED: '失败 The file could not be read.', CANCELLED: '已取消 Ended without anything written.',
} satisfies Record<(typeof IMPORT_STATES)[number], string>);

/** Something said in both languages. */
@ObjectType('SheetFailure', { simpleResolvers: true, description: '失败原因 Why a file as a whole could not be read or applied.' })
export class SheetFailureType {
  @Field(() => String, { description: 'Why, for programs.' })
  code!: string;

  @Field(() => String, { description: '中文说明' })
  zh!: string;

  @Field(() => String, { description: 'The same in English.' })
  en!: string;
}

/** What is wrong with a cell or a row of a file. */
@ObjectType('ImportError', { simpleResolvers: true, description: '导入错误 What is wrong with a cell, or a row, of a file; never the value itself.' })
export class ImportErrorType {
  @Field(() => Int, { description: '行号 The row, as spreadsheet programs number it.' })
  row!: number;

  @Field(() => String, { nullable: true, description: '列 Key of the column; null for the row as a whole.' })
  column!: string | null;

  @Field(() => String, { description: 'Why, for programs.' })
  code!: string;

  @Field(() => String, { description: '中文说明' })
  zh!: string;

  @Field(() => String, { description: 'The same in English.' })
  en!: string;
}

export const ImportErrorConnection = connectionOf('ImportError', () => ImportErrorType);

/** 导入. */
@ObjectType('Import', { simpleResolvers: true, description: '导入 A spreadsheet on its way in: its rows are checked first, and then written as a whole or not at all. Ask again to see how far it has come.' })
export class ImportType implements Pick<ImportRow, 'kind' | 'state' | 'rowCount'> {
  @Field(() => String, { description: '表格种类 Kind of sheet.' })
  kind!: string;

  @Field(() => ImportStateEnum, { description: '状态' })
  state!: ImportState;

  @Field(() => String, { nullable: true, description: '文件名 Null while there is no file.' })
  fileName!: string | null;

  @Field(() => String, { nullable: true, description: '文件格式 What the file turned out to be: xlsx, or how the characters of a CSV are written.' })
  format!: string | null;

  @Field(() => Boolean, { description: '只导入正确的行 Applied without the rows that are wrong.' })
  onlyRight!: boolean;

  @Field(() => Int, { description: '行数 Rows of data, counted when they have been checked.' })
  rowCount!: number;

  @Field(() => Int, { description: '已处理 Rows checked or written so far.' })
  doneCount!: number;

  @Field(() => Int, { description: '新增 Rows that make something new.' })
  newCount!: number;

  @Field(() => Int, { description: '变更 Rows that change something.' })
  changedCount!: number;

  @Field(() => Int, { description: '相同 Rows that say what is known already.' })
  sameCount!: number;

  @Field(() => Int, { description: '有错 Rows that are wrong.' })
  wrongCount!: number;

  @Field(() => [String], { description: '未读取的列 Headers that belong to no column; what stands under them is not read.' })
  unknownHeaders!: readonly string[];

  @Field(() => SheetFailureType, { nullable: true, description: '失败原因 Why the file could not be read, or not be applied.' })
  failure!: SheetFailureType | null;

  @Field(() => DateTime, { description: '开始时间' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '结束时间 Null while it goes on.' })
  endedAt!: Date | null;
}

export const ImportConnection = connectionOf('Import', () => ImportType);

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an import.' })
export class ImportPayload extends Payload {
  @Field(() => ImportType, { nullable: true, description: 'The import as it is now; null when refused.' })
  import?: ImportType | null;
}

/** One value of what an import made. */
@ObjectType('ImportOutcomeValue', { simpleResolvers: true, description: '导入结果的值 One value of what an import made.' })
export class ImportOutcomeValueType {
  @Field(() => String, { description: '列的标识 As `SheetKind.outcome` lists them.' })
  key!: string;

  @Field(() => String, { description: '值' })
  value!: string;
}

/** What an import made of one row. */
@ObjectType('ImportOutcome', { simpleResolvers: true, description: '导入结果 What an import made of one row that only who applied it learns.' })
export class ImportOutcomeType {
  @Field(() => [ImportOutcomeValueType], { description: '值 Such as a login and its one-time password.' })
  values!: ImportOutcomeValueType[];
}

@ObjectType({ simpleResolvers: true, description: 'Answer with what an import made that only who applied it learns.' })
export class ImportOutcomePayload extends Payload {
  @Field(() => [ImportOutcomeType], { nullable: true, description: '导入结果 Shown here and never again: empty when asked once more, or when there is nothing. Null when refused.' })
  outcome?: ImportOutcomeType[] | null;
}
