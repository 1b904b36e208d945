import { Field, ObjectType } from 'type-graphql';

/** A column of a kind of sheet. */
@ObjectType('SheetColumn', { simpleResolvers: true, description: '表格的列 A column of a kind of sheet.' })
export class SheetColumnType {
  @Field(() => String, { description: '列的标识 By which errors name it.' })
  key!: string;

  @Field(() => String, { description: '中文列名 Its header.' })
  zh!: string;

  @Field(() => String, { description: '英文列名 Its header in English, which is understood as well.' })
  en!: string;

  @Field(() => Boolean, { description: '必填 Whether its cells must not be empty.' })
  required!: boolean;

  @Field(() => Boolean, { description: '个人信息 Whether exports mask it.' })
  personal!: boolean;

  @Field(() => String, { description: '写法 How its cells are written.' })
  form!: string;

  @Field(() => String, { description: '示例 An example.' })
  example!: string;

  @Field(() => String, { nullable: true, description: '说明 What else there is to know.' })
  note!: string | null;
}

/** Something by which an export may be narrowed. */
@ObjectType('SheetFilter', { simpleResolvers: true, description: '导出筛选条件 Something by which an export may be narrowed.' })
export class SheetFilterType {
  @Field(() => String, { description: '条件的标识' })
  key!: string;

  @Field(() => String, { description: '中文名称 Understood instead of the key as well, as is the English name.' })
  zh!: string;

  @Field(() => String, { description: '英文名称 Its name in English.' })
  en!: string;

  @Field(() => Boolean, { description: '单值 Takes one value only; of the others, rows stay to which one of the values applies.' })
  single!: boolean;

  @Field(() => String, { description: '写法 How its values are written.' })
  form!: string;
}

/** A column of what an import hands out. */
@ObjectType('SheetOutcomeColumn', { simpleResolvers: true, description: '导入结果的列 A column of what an import makes that only who applied it learns.' })
export class SheetOutcomeColumnType {
  @Field(() => String, { description: '列的标识' })
  key!: string;

  @Field(() => String, { description: '中文列名' })
  zh!: string;

  @Field(() => String, { description: '英文列名 Its name in English.' })
  en!: string;
}

/** 表格种类. */
@ObjectType('SheetKind', { simpleResolvers: true, description: '表格种类 A kind of spreadsheet that comes in or goes out.' })
export class SheetKindType {
  @Field(() => String, { description: '标识 e.g. `residents`.' })
  kind!: string;

  @Field(() => String, { description: '中文名称' })
  zh!: string;

  @Field(() => String, { description: 'English name.' })
  en!: string;

  @Field(() => Boolean, { description: '可导入 Whether it can be brought in.' })
  comesIn!: boolean;

  @Field(() => Boolean, { description: '可导出 Whether it can be taken out.' })
  goesOut!: boolean;

  @Field(() => [SheetColumnType], { description: '列 Its columns, in their order.' })
  columns!: SheetColumnType[];

  @Field(() => [SheetOutcomeColumnType], { description: '导入结果 What imports hand out once, by `importTakeOutcome`, such as one-time passwords; empty when nothing.' })
  outcome!: SheetOutcomeColumnType[];

  @Field(() => [SheetFilterType], { description: '导出筛选条件 By what its exports may be narrowed.' })
  filters!: SheetFilterType[];
}
