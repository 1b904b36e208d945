import { Field, InputType } from 'type-graphql';

/** Where a record stands in another system. */
@InputType({ description: '外部编号 Where a record stands in another system.' })
export class ExternalInput {
  @Field(() => String, { description: '系统 Name of the other system.' })
  system!: string;

  @Field(() => String, { description: '编号 The record\'s number there.' })
  id!: string;
}
