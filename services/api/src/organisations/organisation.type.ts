import type { OrganisationRow } from '@linli/domain/organisations/organisations.read';
import type { OrganisationKind } from '@linli/domain/organisations/organisation.entity';
import { Field, ID, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';

export const OrganisationKindEnum = enumOf<OrganisationKind>('OrganisationKind', '单位类型 What kind of organisation it is.', {
  DEPARTMENT: '职能部门', PROPERTY_MANAGER: '物业公司', OWNERS_COMMITTEE: '业委会', SERVICE_PROVIDER: '服务机构', SPONSOR: '捐助单位', OTHER: '其他',
});

/** 单位. */
@ObjectType('Organisation', { implements: NodeType, simpleResolvers: true, description: '单位 A department, company, committee or other body that cases are assigned to.' })
export class OrganisationType extends NodeType implements Pick<OrganisationRow, 'name' | 'kind' | 'closedAt' | 'recordedAt' | 'updatedAt' | 'dataOrigin'> {
  @Field(() => String, { description: '名称' })
  name!: string;

  @Field(() => OrganisationKindEnum, { description: '单位类型' })
  kind!: OrganisationKind;

  @Field(() => DateTime, { nullable: true, description: '停用时间 Since when it gets nothing new; null while it is open.' })
  closedAt!: Date | null;

  @Field(() => DateTime, { description: '登记时间 When it was entered.' })
  recordedAt!: Date;

  @Field(() => DateTime, { description: '更新时间 When it, a contact or a duty was last changed.' })
  updatedAt!: Date;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: OrganisationRow['dataOrigin'];
}

export const OrganisationConnection = connectionOf('Organisation', () => OrganisationType);
export const OrganisationChanges = changesOf('Organisation', () => OrganisationType);

/** 联系人. */
@ObjectType('OrganisationContact', { simpleResolvers: true, description: '联系人 Somebody to call at an organisation; masked.' })
export class OrganisationContactType {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => String, { description: '姓名 Masked.' })
  name!: string;

  @Field(() => String, { description: '电话 Masked.' })
  phone!: string;
}
