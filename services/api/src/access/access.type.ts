import type { Role } from '@linli/domain/access/membership.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { enumOf } from '../graphql/enums.ts';
import { DateTime } from '../graphql/scalars.ts';
import { PlaceType } from '../places/place.type.ts';

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

/** A role at a place. */
@ObjectType('Membership', { simpleResolvers: true, description: '任职 A role at a place.' })
export class MembershipType {
  @Field(() => ID, { description: 'Global id.' })
  id!: string;

  @Field(() => RoleEnum, { description: '角色 The role.' })
  role!: Role;

  @Field(() => PlaceType, { nullable: true, description: '地点 Where it is held.' })
  place!: PlaceType | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends or ended; null while it has no end.' })
  validTo!: Date | null;
}

/** A role of the viewer. */
@ObjectType({ simpleResolvers: true, description: '本人任职 A role that the viewer holds now.' })
export class ViewerRole {
  @Field(() => RoleEnum, { description: '角色 The role.' })
  role!: Role;

  @Field(() => PlaceType, { nullable: true, description: '地点 Where it is held.' })
  place!: PlaceType | null;
}

/** Whoever is signed in. */
@ObjectType({ simpleResolvers: true, description: '当前用户 Whoever is signed in.' })
export class Viewer {
  @Field(() => ID, { description: 'Id of the account.' })
  id!: string;

  @Field(() => String, { description: '登录名' })
  login!: string;

  @Field(() => String, { description: '姓名 The name shown to colleagues.' })
  displayName!: string;

  @Field(() => [ViewerRole], { description: '任职 The roles held now.' })
  roles!: ViewerRole[];
}

@InputType({ description: '登录 Signing in to a district.' })
export class SessionSignInInput {
  @Field(() => String, { description: '区县代码 Official code of the district, six digits.' })
  district!: string;

  @Field(() => String, { description: '登录名' })
  login!: string;

  @Field(() => String, { description: '密码' })
  password!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `sessionSignIn`.' })
export class SessionSignInPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'Bearer token for programs; browsers hold it in a cookie. Shown only here.' })
  token?: string;

  @Field(() => DateTime, { nullable: true, description: 'When the session ends by itself.' })
  expiresAt?: Date;

  @Field(() => Boolean, { nullable: true, description: 'The password was good for this once: set a new one.' })
  mustSetPassword?: boolean;

  @Field(() => Viewer, { nullable: true, description: 'Who is signed in now.' })
  viewer?: Viewer | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `sessionSignOut`.' })
export class SessionSignOutPayload extends Payload {}

@InputType({ description: '设置密码 Setting one\'s own password.' })
export class AccountSetPasswordInput extends CommandInput {
  @Field(() => String, { description: '新密码 10 to 200 characters.' })
  password!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `accountSetPassword`.' })
export class AccountSetPasswordPayload extends Payload {}

@InputType({ description: '授权 Giving an account a role at a place.' })
export class RoleGrantInput extends CommandInput {
  @Field(() => ID, { description: 'Who gets it.' })
  accountId!: string;

  @Field(() => RoleEnum, { description: '角色 The role.' })
  role!: Role;

  @Field(() => ID, { description: '地点 Where it is held.' })
  placeId!: string;
}

@InputType({ description: '撤销授权 Taking a role away.' })
export class RoleRevokeInput extends CommandInput {
  @Field(() => ID, { description: 'The role as given.' })
  membershipId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `roleGrant` and `roleRevoke`.' })
export class RolePayload extends Payload {
  @Field(() => MembershipType, { nullable: true, description: 'The role; null when refused.' })
  membership?: MembershipType | null;
}
