import type { OrganisationKind } from '@linli/domain/organisations/organisation.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { OrganisationKindEnum, OrganisationType } from './organisation.type.ts';

@InputType({ description: '筛选 Which organisations to list; whatever is absent filters nothing.' })
export class OrganisationFilter {
  @Field(() => ID, { nullable: true, description: '地点 Serving this place or one under it.' })
  placeId?: string | null;

  @Field(() => [OrganisationKindEnum], { nullable: true, description: '单位类型 Of one of these kinds.' })
  kinds?: OrganisationKind[] | null;

  @Field(() => String, { nullable: true, description: '搜索 Part of the name.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: '职责 Answering for this category.' })
  categoryId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: '含停用 Those closed as well.' })
  includeClosed!: boolean;
}

@InputType({ description: '新增单位 An organisation as it is entered.' })
export class OrganisationCreateInput extends CommandInput {
  @Field(() => ID, { description: '服务地点 The place that it serves, with everything under it.' })
  placeId!: string;

  @Field(() => String, { description: '名称 Up to 100 characters.' })
  name!: string;

  @Field(() => OrganisationKindEnum, { description: '单位类型' })
  kind!: OrganisationKind;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again with the same number it is the same organisation, changed to what is said.' })
  external?: ExternalInput | null;
}

@InputType({ description: '单位 A command on an organisation.' })
export class OrganisationInput extends CommandInput {
  @Field(() => ID, { description: '单位 The organisation.' })
  organisationId!: string;
}

@InputType({ description: '修改单位 Changing what is given of an organisation.' })
export class OrganisationChangeInput extends OrganisationInput {
  @Field(() => ID, { nullable: true, description: '服务地点 The place that it serves from now on.' })
  placeId?: string | null;

  @Field(() => String, { nullable: true, description: '名称 Up to 100 characters.' })
  name?: string | null;

  @Field(() => OrganisationKindEnum, { nullable: true, description: '单位类型' })
  kind?: OrganisationKind | null;
}

@InputType({ description: '职责清单 Saying what an organisation answers for.' })
export class OrganisationSetDutiesInput extends OrganisationInput {
  @Field(() => [ID], { description: '事项类别 Categories, in place of those before.' })
  categoryIds!: string[];
}

@InputType({ description: '新增联系人 Adding somebody to call.' })
export class OrganisationAddContactInput extends OrganisationInput {
  @Field(() => String, { description: '姓名 Up to 100 characters.' })
  name!: string;

  @Field(() => String, { description: '电话 A mobile number; stored encrypted.' })
  phone!: string;
}

@InputType({ description: '移除联系人 Taking somebody off the contacts.' })
export class OrganisationRemoveContactInput extends CommandInput {
  @Field(() => ID, { description: '联系人 The contact.' })
  contactId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an organisation.' })
export class OrganisationPayload extends Payload {
  @Field(() => OrganisationType, { nullable: true, description: 'The organisation as it is now; null when refused.' })
  organisation?: OrganisationType | null;
}
