import type { Role } from '@linli/domain/access/membership.entity';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { DateTime } from '../graphql/scalars.ts';
import { MembershipType, RoleEnum } from './membership.type.ts';

@InputType({ description: '授权 Giving an account a role at a place.' })
export class RoleGrantInput extends CommandInput {
  @Field(() => ID, { description: 'Who gets it.' })
  accountId!: string;

  @Field(() => RoleEnum, { description: '角色 The role.' })
  role!: Role;

  @Field(() => ID, { description: '地点 Where it is held.' })
  placeId!: string;

  @Field(() => DateTime, { nullable: true, description: '开始时间 When it begins; now when absent, never in the past.' })
  validFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间 When it ends; without an end when absent.' })
  validTo?: Date | null;

  @Field(() => ID, { nullable: true, description: '代班 The membership, of this role at this place, whose holder is stood in for.' })
  standsInForId?: string | null;
}

@InputType({ description: '撤销授权 Taking a role away.' })
export class RoleRevokeInput extends CommandInput {
  @Field(() => ID, { description: 'The role as given.' })
  membershipId!: string;
}

@InputType({ description: '调整任期 Setting when a role ends.' })
export class RoleChangeEndInput extends CommandInput {
  @Field(() => ID, { description: 'The role as given.' })
  membershipId!: string;

  @Field(() => DateTime, { nullable: true, description: '结束时间 Null for no end; never in the past.' })
  validTo?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on roles.' })
export class RolePayload extends Payload {
  @Field(() => MembershipType, { nullable: true, description: 'The role; null when refused.' })
  membership?: MembershipType | null;
}
