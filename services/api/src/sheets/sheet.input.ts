import type { WrittenFormat } from '@linli/domain/sheets/files/write-file';
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { SheetFormatEnum } from './export.type.ts';

@InputType({ description: 'Begins an import.' })
export class ImportCreateInput extends CommandInput {
  @Field(() => String, { description: '表格种类 Kind of sheet, as `sheetKinds` lists them.' })
  kind!: string;

  @Field(() => ID, { description: '范围 Rows may name this place and places under it.' })
  placeId!: string;
}

@InputType({ description: 'Has the file of an import checked.' })
export class ImportCheckInput extends CommandInput {
  @Field(() => ID, { description: '导入' })
  importId!: string;

  @Field(() => ID, { description: '附件 The file, attached to this import.' })
  attachmentId!: string;
}

@InputType({ description: 'Has what was checked written.' })
export class ImportApplyInput extends CommandInput {
  @Field(() => ID, { description: '导入' })
  importId!: string;

  @Field(() => Boolean, { defaultValue: false, description: '只导入正确的行 Leave out the rows that are wrong; without this, one wrong row refuses all.' })
  onlyRight!: boolean;
}

@InputType({ description: 'Ends an import.' })
export class ImportCancelInput extends CommandInput {
  @Field(() => ID, { description: '导入' })
  importId!: string;
}

@InputType({ description: 'Takes what an import made for who applied it.' })
export class ImportTakeOutcomeInput extends CommandInput {
  @Field(() => ID, { description: '导入' })
  importId!: string;
}

@InputType({ description: '筛选条件 What an export is narrowed to by one filter.' })
export class SheetFilterInput {
  @Field(() => String, { description: '条件 Its key or name, as `SheetKind.filters` lists them.' })
  key!: string;

  @Field(() => [String], { description: '值 One of these has to apply; words, days and numbers as in the cells of a sheet.' })
  values!: string[];
}

@InputType({ description: 'Takes rows out.' })
export class ExportCreateInput extends CommandInput {
  @Field(() => String, { description: '表格种类 Kind of sheet, as `sheetKinds` lists them.' })
  kind!: string;

  @Field(() => ID, { description: '范围 Rows of this place and of places under it.' })
  placeId!: string;

  @Field(() => [SheetFilterInput], { defaultValue: [], description: '筛选条件 All of these have to apply to a row; kept on record with the export.' })
  filters!: SheetFilterInput[];

  @Field(() => SheetFormatEnum, { defaultValue: 'XLSX', description: '文件格式' })
  format!: WrittenFormat;

  @Field(() => Boolean, { defaultValue: false, description: '不遮蔽 Personal values whole; for admins over the place, with a purpose, and recorded as disclosures.' })
  unmasked!: boolean;

  @Field(() => String, { nullable: true, description: '用途 What unmasked values are for.' })
  purpose?: string | null;
}

@InputType({ description: 'Asks for an empty template.' })
export class SheetTemplateCreateInput extends CommandInput {
  @Field(() => String, { description: '表格种类 Kind of sheet, as `sheetKinds` lists them.' })
  kind!: string;

  @Field(() => ID, { description: '范围 Where such rows are to be brought in.' })
  placeId!: string;

  @Field(() => SheetFormatEnum, { defaultValue: 'XLSX', description: '文件格式' })
  format!: WrittenFormat;
}
