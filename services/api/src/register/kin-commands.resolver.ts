import type { ConsentChannel, ConsentPurpose } from '@linli/domain/people/consent.entity';
import type { KinRelation } from '@linli/domain/people/kin.entity';
import type { ProxyRelation } from '@linli/domain/people/proxy.entity';
import { Ctx, Field, ID, InputType, ObjectType, Resolver } from 'type-graphql';
import { Command, CommandInput, Input, Payload } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { DateTime } from '../graphql/scalars.ts';
import { ConsentChannelEnum, ConsentPurposeEnum, KinRelationEnum, ProxyRelationEnum } from './register.enums.ts';
import { ResidentType } from './resident.type.ts';

@InputType({ description: '亲属 Kin of a resident: another resident, or somebody outside by name.' })
class KinAddInput extends CommandInput {
  @Field(() => ID, { description: '居民 Whose kin it is.' })
  residentId!: string;

  @Field(() => KinRelationEnum, { description: '关系 What they are to the resident.' })
  relation!: KinRelation;

  @Field(() => ID, { nullable: true, description: '亲属居民 The kin, when a resident too.' })
  kinId?: string | null;

  @Field(() => String, { nullable: true, description: '姓名 Of somebody outside the register.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: '手机号 Of somebody outside the register; kept sealed.' })
  phone?: string | null;
}

@InputType({ description: '移除亲属 Kin that was recorded wrongly.' })
class KinRemoveInput extends CommandInput {
  @Field(() => ID, { description: '亲属记录' })
  kinRecordId!: string;
}

@InputType({ description: '同意 What a resident agreed to.' })
class ConsentGiveInput extends CommandInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;

  @Field(() => ConsentPurposeEnum, { description: '事项' })
  purpose!: ConsentPurpose;

  @Field(() => String, { description: '文本版本 Which wording was agreed to.' })
  version!: string;

  @Field(() => ConsentChannelEnum, { description: '方式' })
  channel!: ConsentChannel;

  @Field(() => String, { nullable: true, description: '凭证 Where the signature is kept, or who heard it.' })
  evidence?: string | null;

  @Field(() => DateTime, { nullable: true, description: '同意时间 When it happened, when that was not now.' })
  occurredAt?: Date | null;
}

@InputType({ description: '撤回同意 A consent that is withdrawn.' })
class ConsentWithdrawInput extends CommandInput {
  @Field(() => ID, { description: '同意' })
  consentId!: string;
}

@InputType({ description: '指定代办人 Who may act for a resident, by their consent.' })
class ProxyNameInput extends CommandInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;

  @Field(() => ID, { description: '代办人账号' })
  holderId!: string;

  @Field(() => ProxyRelationEnum, { description: '身份 What they are to the resident.' })
  relation!: ProxyRelation;

  @Field(() => String, { description: '同意文本版本 Which wording was agreed to.' })
  version!: string;

  @Field(() => ConsentChannelEnum, { description: '同意方式' })
  channel!: ConsentChannel;

  @Field(() => String, { nullable: true, description: '凭证 Where the signature is kept, or who heard it.' })
  evidence?: string | null;

  @Field(() => DateTime, { nullable: true, description: '止 When it ends; without an end when absent.' })
  validTo?: Date | null;
}

@InputType({ description: '终止代办 A proxy that ends.' })
class ProxyEndInput extends CommandInput {
  @Field(() => ID, { description: '代办' })
  proxyId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Answer to the commands on kin, consents and proxies.' })
class RelatedPayload extends Payload {
  @Field(() => ResidentType, { nullable: true, description: 'The resident whom it is about, as they are now; null when refused, or when nothing is left to show.' })
  resident?: ResidentType | null;
}

/** Commands on what belongs to a resident: kin, consents, proxies. By staff over the place. */
@Resolver()
export class KinCommandsResolver {
  @Command(() => RelatedPayload, '登记亲属 Records that somebody is kin of a resident.')
  async kinAdd(@Input(() => KinAddInput) input: KinAddInput, @Ctx() { operation }: Context) {
    const { relation, name, phone } = input;
    const residentId = rowId('Resident', input.residentId);
    await operation.domain.kin.add(operation.by(input), { residentId, relation, kinId: rowIdOrNull('Resident', input.kinId), name: name ?? null, phone: phone ?? null });
    return about(operation, residentId);
  }

  @Command(() => RelatedPayload, '移除亲属 Removes kin that was recorded wrongly.')
  async kinRemove(@Input(() => KinRemoveInput) input: KinRemoveInput, @Ctx() { operation }: Context) {
    await operation.domain.kin.remove(operation.by(input), rowId('Kin', input.kinRecordId));
    return {};
  }

  @Command(() => RelatedPayload, '登记同意 Records what a resident agreed to.')
  async consentGive(@Input(() => ConsentGiveInput) input: ConsentGiveInput, @Ctx() { operation }: Context) {
    const { purpose, version, channel, evidence, occurredAt } = input;
    const residentId = rowId('Resident', input.residentId);
    await operation.domain.consents.give(operation.by(input), { residentId, purpose, version, channel, evidence: evidence ?? null, ...(occurredAt && { occurredAt }) });
    return about(operation, residentId);
  }

  @Command(() => RelatedPayload, '撤回同意 Withdraws a consent; what rests on it ends.')
  async consentWithdraw(@Input(() => ConsentWithdrawInput) input: ConsentWithdrawInput, @Ctx() { operation }: Context) {
    return about(operation, (await operation.domain.consents.withdraw(operation.by(input), rowId('Consent', input.consentId))).residentId);
  }

  @Command(() => RelatedPayload, '指定代办人 Lets an account act for a resident, by their consent.')
  async proxyName(@Input(() => ProxyNameInput) input: ProxyNameInput, @Ctx() { operation }: Context) {
    const { relation, version, channel, evidence, validTo } = input;
    const residentId = rowId('Resident', input.residentId);
    await operation.domain.consents.nameProxy(operation.by(input), {
      residentId, holderId: rowId('Account', input.holderId), relation, version, channel, evidence: evidence ?? null, validTo: validTo ?? null,
    });
    return about(operation, residentId);
  }

  @Command(() => RelatedPayload, '终止代办 Ends a proxy.')
  async proxyEnd(@Input(() => ProxyEndInput) input: ProxyEndInput, @Ctx() { operation }: Context) {
    return about(operation, (await operation.domain.consents.endProxy(operation.by(input), rowId('Proxy', input.proxyId))).residentId);
  }
}

async function about({ loaders }: Operation, residentId: string) {
  return { resident: await loaders.resident.load(residentId) };
}
