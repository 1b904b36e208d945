import type { HouseholdKind } from '@linli/domain/people/household.entity';
import type { RelationToHead } from '@linli/domain/people/resident.entity';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Ctx, Field, ID, InputType, ObjectType, Resolver } from 'type-graphql';
import { Command, CommandInput, Input, Payload } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { HouseholdType } from './household.type.ts';
import { HouseholdKindEnum, RelationToHeadEnum } from './register.enums.ts';

@InputType({ description: '立户 A new household.' })
class HouseholdCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '地址 An address of that place.' })
  addressId?: string | null;

  @Field(() => HouseholdKindEnum, { description: '户别' })
  kind!: HouseholdKind;

  @Field(() => String, { nullable: true, description: '户号 Unique in the district.' })
  number?: string | null;

  @Field(() => ID, { nullable: true, description: '户主 Who is its head; may be named later.' })
  headId?: string | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号' })
  external?: ExternalInput | null;
}

@InputType({ description: '户操作 A command on a household.' })
class HouseholdInput extends CommandInput {
  @Field(() => ID, { description: '户' })
  householdId!: string;
}

@InputType({ description: '离户 Leaving a household.' })
class HouseholdLeaveInput extends HouseholdInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;
}

@InputType({ description: '入户 Joining a household.' })
class HouseholdJoinInput extends HouseholdLeaveInput {
  @Field(() => RelationToHeadEnum, { description: '与户主关系 What they are to the head.' })
  relation!: RelationToHead;
}

@InputType({ description: '变更户主 Another head.' })
class HouseholdNameHeadInput extends HouseholdLeaveInput {
  @Field(() => RelationToHeadEnum, { description: '原户主与新户主关系 What the head until now is to the new one.' })
  formerRelation!: RelationToHead;
}

@InputType({ description: '整户迁移 Moving with all members.' })
class HouseholdMoveInput extends HouseholdInput {
  @Field(() => ID, { description: '新居住地' })
  placeId!: string;

  @Field(() => ID, { nullable: true, description: '新地址 An address of that place.' })
  addressId?: string | null;

  @Field(() => CalendarDay, { description: '自何日起 From which day on.' })
  day!: CalendarDate;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a household.' })
class HouseholdPayload extends Payload {
  @Field(() => HouseholdType, { nullable: true, description: 'The household as it is now; null when refused.' })
  household?: HouseholdType | null;
}

/** Commands on households, by staff over the place. */
@Resolver()
export class HouseholdCommandsResolver {
  @Command(() => HouseholdPayload, '立户 Puts a household together.')
  async householdCreate(@Input(() => HouseholdCreateInput) input: HouseholdCreateInput, @Ctx() { operation }: Context) {
    const { kind, number, external } = input;
    return { household: await operation.domain.households.create(operation.by(input), {
      placeId: rowId('Place', input.placeId), addressId: rowIdOrNull('Address', input.addressId), kind, number: number ?? null,
      headId: rowIdOrNull('Resident', input.headId), ...(external && { external }),
    }) };
  }

  @Command(() => HouseholdPayload, '入户 Takes somebody in who lives there; a second head is refused.')
  async householdJoin(@Input(() => HouseholdJoinInput) input: HouseholdJoinInput, @Ctx() { operation }: Context) {
    return { household: await operation.domain.households.join(operation.by(input), ...memberOf(input), input.relation) };
  }

  @Command(() => HouseholdPayload, '离户 Lets somebody go; the head only after another was named.')
  async householdLeave(@Input(() => HouseholdLeaveInput) input: HouseholdLeaveInput, @Ctx() { operation }: Context) {
    return { household: await operation.domain.households.leave(operation.by(input), ...memberOf(input)) };
  }

  @Command(() => HouseholdPayload, '变更户主 Makes another member the head.')
  async householdNameHead(@Input(() => HouseholdNameHeadInput) input: HouseholdNameHeadInput, @Ctx() { operation }: Context) {
    return { household: await operation.domain.households.nameHead(operation.by(input), ...memberOf(input), input.formerRelation) };
  }

  @Command(() => HouseholdPayload, '整户迁移 The household with all its members lives elsewhere.')
  async householdMove(@Input(() => HouseholdMoveInput) input: HouseholdMoveInput, @Ctx() { operation }: Context) {
    const to = { placeId: rowId('Place', input.placeId), addressId: rowIdOrNull('Address', input.addressId) };
    return { household: await operation.domain.households.move(operation.by(input), rowId('Household', input.householdId), to, input.day) };
  }

  @Command(() => HouseholdPayload, '撤户 The household is none any more; its members stay where they live.')
  async householdDissolve(@Input(() => HouseholdInput) input: HouseholdInput, @Ctx() { operation }: Context) {
    return { household: await operation.domain.households.dissolve(operation.by(input), rowId('Household', input.householdId)) };
  }
}

function memberOf({ householdId, residentId }: HouseholdLeaveInput): [string, string] {
  return [rowId('Household', householdId), rowId('Resident', residentId)];
}
