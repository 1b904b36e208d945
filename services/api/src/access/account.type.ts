import type { AccountRow } from '@linli/domain/access/accounts.read';
import type { Role } from '@linli/domain/access/membership.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { connectionOf } from '../graphql/connection.ts';
import { NodeType } from '../graphql/node.type.ts';
import { DateTime } from '../graphql/scalars.ts';
import { DataOriginEnum } from '../places/place.type.ts';
import { RoleEnum } from './membership.type.ts';

/** 账号. */
@ObjectType('Account', { implements: NodeType, simpleResolvers: true, description: '账号 Somebody who can sign in to the district.' })
export class AccountType extends NodeType implements Pick<AccountRow, 'login' | 'displayName' | 'createdAt' | 'disabledAt' | 'lastSignInAt' | 'dataOrigin'> {
  @Field(() => String, { description: '登录名' })
  login!: string;

  @Field(() => String, { description: '姓名 The name shown to colleagues.' })
  displayName!: string;

  @Field(() => DateTime, { description: '建立时间' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '停用时间 Since when nobody can sign in by it; null while somebody can.' })
  disabledAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '最近登录 The latest sign-in of the last half year or so.' })
  lastSignInAt!: Date | null;

  @Field(() => DataOriginEnum, { description: '数据来源 Whether it is a demonstration.' })
  dataOrigin!: AccountRow['dataOrigin'];
}

export const AccountConnection = connectionOf('Account', () => AccountType);

@InputType({ description: '任职 A role to be held at a place.' })
export class RoleAtPlaceInput {
  @Field(() => RoleEnum, { description: '角色 The role.' })
  role!: Role;

  @Field(() => ID, { description: '地点 Where it is held.' })
  placeId!: string;

  @Field(() => DateTime, { nullable: true, description: '开始时间 When it begins; now when absent, never in the past.' })
  validFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间 When it ends; without an end when absent.' })
  validTo?: Date | null;
}

@InputType({ description: '邀请 Giving somebody an account.' })
export class AccountInviteInput extends CommandInput {
  @Field(() => String, { description: '登录名 1 to 100 letters, digits or . _ @ + -; unique in the district whatever its case.' })
  login!: string;

  @Field(() => String, { description: '姓名 The name shown to colleagues.' })
  displayName!: string;

  @Field(() => String, { nullable: true, description: '手机号 Where colleagues reach them: a mobile number, shown masked.' })
  phone?: string | null;

  @Field(() => [RoleAtPlaceInput], { description: '任职 What it holds, all of which the inviter may grant; none for an organisation\'s.' })
  roles!: RoleAtPlaceInput[];

  @Field(() => ID, { nullable: true, description: '单位 The organisation that it works for, instead of roles: it sees what is assigned to that, and nothing else.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民 The resident whose own account it is, who sees their record by it; at most one each.' })
  residentId?: string | null;
}

@InputType({ description: '账号 A command on an account.' })
export class AccountInput extends CommandInput {
  @Field(() => ID, { description: '账号 The account.' })
  accountId!: string;
}

@InputType({ description: '改名 Changing the name shown to colleagues.' })
export class AccountRenameInput extends AccountInput {
  @Field(() => String, { description: '姓名 Up to 100 characters.' })
  displayName!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on an account.' })
export class AccountPayload extends Payload {
  @Field(() => AccountType, { nullable: true, description: 'The account as it is now; null when refused.' })
  account?: AccountType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands that give an account a one-time password.' })
export class AccountPasswordPayload extends AccountPayload {
  @Field(() => String, { nullable: true, description: '一次性密码 Good for one sign-in. Shown here and never again: null when the same command is answered once more.' })
  password?: string | null;

  @Field(() => DateTime, { nullable: true, description: '有效期至 Until when the one-time password can be used.' })
  passwordUntil?: Date | null;
}
