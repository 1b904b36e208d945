import type { MembershipRow } from '@linli/domain/access/accounts.read';
import type { Role } from '@linli/domain/access/membership.entity';
import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../graphql/enums.ts';
import { DateTime } from '../graphql/scalars.ts';

export const RoleEnum = enumOf<Role>('Role', '角色 What somebody is at a place; valid for everything under it.', {
  DISTRICT_ADMIN: '区县管理员',
  STREET_ADMIN: '街道管理员',
  COMMUNITY_ADMIN: '社区管理员',
  GRID_WORKER: '网格员',
  MEDIATOR: '调解员',
  CENTRE_STAFF: '服务中心工作人员',
  VOLUNTEER: '志愿者',
  RESIDENT: '居民',
  PARTNER: '第三方前端',
});

/** A role at a place, over time. */
@ObjectType('Membership', { simpleResolvers: true, description: '任职 A role at a place, over time.' })
export class MembershipType implements Pick<MembershipRow, 'role' | 'validFrom' | 'validTo'> {
  @Field(() => RoleEnum, { description: '角色 The role.' })
  role!: Role;

  @Field(() => DateTime, { description: '开始时间 When it begins or began.' })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: '结束时间 When it ends or ended; null while it has no end.' })
  validTo!: Date | null;
}
