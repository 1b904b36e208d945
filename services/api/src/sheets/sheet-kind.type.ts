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
}
