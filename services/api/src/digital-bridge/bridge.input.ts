import type { BridgeItemKind } from '@linli/domain/digital-bridge/bridge-item.entity';
import type { ContactChannel } from '@linli/domain/digital-bridge/buddy-contact.entity';
import type { SkillLevel } from '@linli/domain/digital-bridge/gains.rule';
import type { ServiceChannel, ServiceWay } from '@linli/domain/digital-bridge/service-transaction.entity';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandInput } from '../graphql/command.ts';
import { ExternalInput } from '../graphql/external.input.ts';
import { DateTime } from '../graphql/scalars.ts';
import { BridgeItemKindEnum, ContactChannelEnum, ServiceChannelEnum, ServiceWayEnum, SkillLevelEnum } from './bridge.enums.ts';

@InputType({ description: '设置清单项 Adds a line to a list of the district, or names the one of this code anew.' })
export class BridgeItemSetInput extends CommandInput {
  @Field(() => BridgeItemKindEnum, { description: '清单' })
  kind!: BridgeItemKind;

  @Field(() => String, { description: '代码 Up to 50 characters.' })
  code!: string;

  @Field(() => String, { description: '名称 Up to 50 characters.' })
  name!: string;
}

@InputType({ description: '停用清单项' })
export class BridgeItemCloseInput extends CommandInput {
  @Field(() => ID, { description: '清单项' })
  bridgeItemId!: string;
}

@InputType({ description: '登记技能观察 What somebody was seen to do, or not to do.' })
export class SkillObserveInput extends CommandInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;

  @Field(() => ID, { description: '技能' })
  bridgeItemId!: string;

  @Field(() => SkillLevelEnum, { description: '掌握程度' })
  level!: SkillLevel;

  @Field(() => DateTime, { nullable: true, description: '观察时间 Now when absent.' })
  observedAt?: Date | null;
}

@InputType({ description: '作废技能观察' })
export class SkillObservationVoidInput extends CommandInput {
  @Field(() => ID, { description: '技能观察' })
  observationId!: string;

  @Field(() => String, { description: '理由 Up to 500 characters.' })
  reason!: string;
}

@InputType({ description: '结对' })
export class BuddyPairBeginInput extends CommandInput {
  @Field(() => ID, { description: '项目 One that runs.' })
  programId!: string;

  @Field(() => ID, { description: '老人 A resident of the program\'s place.' })
  seniorId!: string;

  @Field(() => ID, { description: '志愿者 Likewise.' })
  buddyId!: string;

  @Field(() => DateTime, { nullable: true, description: '结对时间 Now when absent.' })
  beganAt?: Date | null;
}

@InputType({ description: '结束结对' })
export class BuddyPairEndInput extends CommandInput {
  @Field(() => ID, { description: '结对' })
  buddyPairId!: string;

  @Field(() => String, { description: '原因 Up to 500 characters.' })
  reason!: string;
}

@InputType({ description: '登记联系 A line of the log of a pair.' })
export class BuddyContactRecordInput extends CommandInput {
  @Field(() => ID, { description: '结对' })
  buddyPairId!: string;

  @Field(() => ContactChannelEnum, { description: '联系方式' })
  channel!: ContactChannel;

  @Field(() => Int, { description: '时长 Minutes, 1 to 1,440.' })
  minutes!: number;

  @Field(() => String, { nullable: true, description: '说明 Up to 1,000 characters; kept sealed.' })
  note?: string | null;

  @Field(() => DateTime, { nullable: true, description: '联系时间 Now when absent; while they were a pair.' })
  occurredAt?: Date | null;
}

@InputType({ description: '登记办事 A public service that somebody got.' })
export class ServiceTransactionRecordInput extends CommandInput {
  @Field(() => ID, { description: '居民' })
  residentId!: string;

  @Field(() => ID, { description: '办事事项' })
  bridgeItemId!: string;

  @Field(() => ServiceWayEnum, { description: '办理方式' })
  way!: ServiceWay;

  @Field(() => ServiceChannelEnum, { description: '办理渠道 WINDOW exactly where it was got at a window.' })
  channel!: ServiceChannel;

  @Field(() => ID, { nullable: true, description: '帮办人 The resident who helped, of what was ASSISTED.' })
  helperId?: string | null;

  @Field(() => DateTime, { nullable: true, description: '办理时间 Now when absent.' })
  occurredAt?: Date | null;

  @Field(() => ExternalInput, { nullable: true, description: '外部编号 Sent again with the same number it is the same one, as it is told now.' })
  external?: ExternalInput | null;
}

@InputType({ description: '作废办事记录' })
export class ServiceTransactionVoidInput extends CommandInput {
  @Field(() => ID, { description: '办事记录' })
  transactionId!: string;

  @Field(() => String, { description: '理由 Up to 500 characters.' })
  reason!: string;
}

@InputType({ description: '筛选 Which service transactions to list; whatever is absent filters nothing.' })
export class ServiceTransactionFilter {
  @Field(() => ID, { nullable: true, description: '地点 Of people who lived at this place or under it.' })
  placeId?: string | null;

  @Field(() => ID, { nullable: true, description: '居民' })
  residentId?: string | null;

  @Field(() => [ServiceWayEnum], { nullable: true, description: '办理方式 One of these.' })
  ways?: ServiceWay[] | null;

  @Field(() => DateTime, { nullable: true, description: '开始时间 Not before.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '结束时间 Before.' })
  to?: Date | null;
}
