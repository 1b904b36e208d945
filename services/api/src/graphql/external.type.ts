import { Field, ObjectType } from 'type-graphql';

/** 外部编号. */
@ObjectType('External', { simpleResolvers: true, description: '外部编号 Where a record stands in another system.' })
export class ExternalType {
  @Field(() => String, { description: '系统 Name of the other system.' })
  system!: string;

  @Field(() => String, { description: '编号 The record\'s number there.' })
  id!: string;
}

/** Where a row stands in another system; null for one that came from none. */
export function shownExternal({ externalSystem: system, externalId: id }: { readonly externalSystem?: string | null; readonly externalId?: string | null }): ExternalType | null {
  return system && id ? { system, id } : null;
}
