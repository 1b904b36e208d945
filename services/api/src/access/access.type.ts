import type { Role } from '@linli/domain/access/membership.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { DateTime } from '../graphql/scalars.ts';
import { OrganisationType } from '../organisations/organisation.type.ts';
import { PlaceType } from '../places/place.type.ts';
import { RoleEnum } from './membership.type.ts';

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

  @Field(() => OrganisationType, { nullable: true, description: '单位 The organisation one works for, if any.' })
  organisation!: OrganisationType | null;

  @Field(() => Boolean, { description: '须设密码 A one-time password was used: until `accountSetPassword`, nothing else is allowed and no role counts.' })
  mustSetPassword!: boolean;
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

  @Field(() => String, { nullable: true, description: '当前密码 The password until now; left out after a one-time password.' })
  currentPassword?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `accountSetPassword`.' })
export class AccountSetPasswordPayload extends Payload {}
