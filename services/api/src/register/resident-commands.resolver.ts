import type { NewPerson, PersonDetails } from '@linli/domain/register/person';
import { Ctx, Field, ObjectType, Resolver } from 'type-graphql';
import { Command, Input, Payload } from '../graphql/command.ts';
import { isGiven } from '../graphql/given.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  ResidentBirthInput, ResidentCallInput, ResidentChangeStandingInput, ResidentComeBackInput, ResidentCorrectInput, ResidentDepartInput, ResidentDieInput,
  ResidentInput, ResidentMoveInput, ResidentRegisterInput, ResidentRevealInput, ResidentVerifyInput,
} from './resident.input.ts';
import { ResidentType } from './resident.type.ts';

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on a resident.' })
class ResidentPayload extends Payload {
  @Field(() => ResidentType, { nullable: true, description: 'The resident as they are now, masked; null when refused.' })
  resident?: ResidentType | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `residentReveal`: the plain values that were asked for.' })
class ResidentRevealPayload extends Payload {
  @Field(() => String, { nullable: true, description: '姓名' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: '身份证号' })
  idNumber?: string | null;

  @Field(() => String, { nullable: true, description: '电话' })
  phone?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to `residentCall`: without errors, the telephones will ring.' })
class ResidentCallPayload extends Payload {}

/** Commands on residents, by staff over the place where they live. */
@Resolver()
export class ResidentCommandsResolver {
  @Command(() => ResidentPayload, '登记居民 Enters somebody who lives at a place.')
  async residentRegister(@Input(() => ResidentRegisterInput) input: ResidentRegisterInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.register(operation.by(input), personOf(input)) };
  }

  @Command(() => ResidentPayload, '登记或更新居民 Enters somebody, or brings what is known of them up to date: recognised by the external id, or by ID number.')
  async residentUpsert(@Input(() => ResidentRegisterInput) input: ResidentRegisterInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.upsert(operation.by(input), personOf(input)) };
  }

  @Command(() => ResidentPayload, '更正居民信息 Corrects what is known of somebody.')
  async residentCorrect(@Input(() => ResidentCorrectInput) input: ResidentCorrectInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.correct(operation.by(input), rowId('Resident', input.residentId), detailsOf(input)) };
  }

  @Command(() => ResidentPayload, '变更户籍状况 Where the hukou is has changed; figures of the past stay.')
  async residentChangeStanding(@Input(() => ResidentChangeStandingInput) input: ResidentChangeStandingInput, @Ctx() { operation }: Context) {
    const { residentId, standing, day } = input;
    return { resident: await operation.domain.residents.changeStanding(operation.by(input), rowId('Resident', residentId), standing, day) };
  }

  @Command(() => ResidentPayload, '区内迁移 Somebody lives elsewhere in the district; figures of the past stay.')
  async residentMove(@Input(() => ResidentMoveInput) input: ResidentMoveInput, @Ctx() { operation }: Context) {
    const to = { placeId: rowId('Place', input.placeId), addressId: rowIdOrNull('Address', input.addressId) };
    return { resident: await operation.domain.residents.move(operation.by(input), rowId('Resident', input.residentId), to, input.day) };
  }

  @Command(() => ResidentPayload, '登记离开 Somebody no longer lives in the district.')
  async residentDepart(@Input(() => ResidentDepartInput) input: ResidentDepartInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.depart(operation.by(input), rowId('Resident', input.residentId), input.day, input.reason) };
  }

  @Command(() => ResidentPayload, '登记死亡 Somebody has died; whoever acted for them no longer does.')
  async residentDie(@Input(() => ResidentDieInput) input: ResidentDieInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.die(operation.by(input), rowId('Resident', input.residentId), input.day) };
  }

  @Command(() => ResidentPayload, '登记返回 Somebody who had left lives here again.')
  async residentComeBack(@Input(() => ResidentComeBackInput) input: ResidentComeBackInput, @Ctx() { operation }: Context) {
    const placement = { placeId: rowId('Place', input.placeId), addressId: rowIdOrNull('Address', input.addressId), standing: input.standing };
    return { resident: await operation.domain.residents.comeBack(operation.by(input), rowId('Resident', input.residentId), placement, input.livesFrom) };
  }

  @Command(() => ResidentPayload, '登记出生 A child is born into the household of a resident.')
  async residentBirth(@Input(() => ResidentBirthInput) input: ResidentBirthInput, @Ctx() { operation }: Context) {
    const { parentId, name, sex, birthDate, idNumber, occurredAt } = input;
    const child = { name, sex, birthDate, idNumber: idNumber ?? null, ...(occurredAt && { occurredAt }) };
    return { resident: await operation.domain.residents.birth(operation.by(input), rowId('Resident', parentId), child) };
  }

  @Command(() => ResidentPayload, '核实 The record was found to be true.')
  async residentVerify(@Input(() => ResidentVerifyInput) input: ResidentVerifyInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.verify(operation.by(input), rowId('Resident', input.residentId), input.occurredAt ?? undefined) };
  }

  @Command(() => ResidentPayload, '清除个人信息 Empties the personal data of somebody who has left or died, by an admin of the district; figures stay.')
  async residentErase(@Input(() => ResidentInput) input: ResidentInput, @Ctx() { operation }: Context) {
    return { resident: await operation.domain.residents.erase(operation.by(input), rowId('Resident', input.residentId)) };
  }

  @Command(() => ResidentRevealPayload, '查看明文 Shows personal values plainly, for a purpose; every time is written down, and the resident can read it.')
  residentReveal(@Input(() => ResidentRevealInput) input: ResidentRevealInput, @Ctx() { operation }: Context) {
    return operation.domain.disclosures.reveal(operation.by(input), { ...askedOf(input), fields: input.fields });
  }

  @Command(() => ResidentCallPayload, '隐号呼叫 Places a call without showing the number, by the installation\'s gateway.')
  async residentCall(@Input(() => ResidentCallInput) input: ResidentCallInput, @Ctx() { operation }: Context) {
    await operation.domain.disclosures.call(operation.by(input), askedOf(input));
    return {};
  }
}

function askedOf({ residentId, purpose, caseId }: ResidentCallInput) {
  return { residentId: rowId('Resident', residentId), purpose: purpose ?? null, caseId: rowIdOrNull('Case', caseId) };
}

function personOf(input: ResidentRegisterInput): NewPerson {
  const { placeId, addressId, name, standing, livesFrom, occurredAt, external } = input;
  return {
    ...detailsOf(input), name, standing, placeId: rowId('Place', placeId), ...(addressId && { addressId: rowId('Address', addressId) }),
    ...(livesFrom && { livesFrom }), ...(occurredAt && { occurredAt }), ...(external && { external }),
  };
}

/** What can be taken away again: null clears it; of all else null means the same as leaving it out. */
const CLEARED = ['idNumber', 'phone', 'hukouCode', 'arrivalReason', 'disabilityLevel'] as const;
const KEPT = ['name', 'sex', 'birthDate', 'livesAlone', 'noKin'] as const;

function detailsOf(input: Partial<Record<(typeof CLEARED)[number] | (typeof KEPT)[number], unknown>>): Partial<PersonDetails> {
  return Object.fromEntries([
    ...CLEARED.filter(name => input[name] !== undefined), ...KEPT.filter(name => isGiven(input[name])),
  ].map(name => [name, input[name]]));
}
