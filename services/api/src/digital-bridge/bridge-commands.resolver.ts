import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  BridgeItemCloseInput, BridgeItemSetInput, BuddyContactRecordInput, BuddyPairBeginInput, BuddyPairEndInput, ServiceTransactionRecordInput, ServiceTransactionVoidInput,
  SkillObservationVoidInput, SkillObserveInput,
} from './bridge.input.ts';
import { BridgeItemPayload, BuddyContactPayload, BuddyPairPayload, ServiceTransactionPayload, SkillObservationPayload } from './bridge.payload.ts';

/** Commands of the digital bridge. */
@Resolver()
export class BridgeCommandsResolver {
  @Command(() => BridgeItemPayload, '设置清单项 Adds a skill or a service to the district\'s lists, or names it anew; by its admins.')
  async bridgeItemSet(@Input(() => BridgeItemSetInput) input: BridgeItemSetInput, @Ctx() { operation }: Context) {
    return { item: await operation.domain.digitalBridge.items.set(operation.by(input), input.kind, input.code, input.name) };
  }

  @Command(() => BridgeItemPayload, '停用清单项 Nothing new is recorded of it from now on; by the district\'s admins.')
  async bridgeItemClose(@Input(() => BridgeItemCloseInput) input: BridgeItemCloseInput, @Ctx() { operation }: Context) {
    return { item: await operation.domain.digitalBridge.items.close(operation.by(input), rowId('BridgeItem', input.bridgeItemId)) };
  }

  @Command(() => SkillObservationPayload, '登记技能观察 Says what somebody was seen to do: by staff where they live, who trains them, or their buddy.')
  async skillObserve(@Input(() => SkillObserveInput) input: SkillObserveInput, @Ctx() { operation }: Context) {
    const { residentId, bridgeItemId, level, observedAt } = input;
    return { observation: await operation.domain.digitalBridge.skills.observe(operation.by(input), {
      residentId: rowId('Resident', residentId), itemId: rowId('BridgeItem', bridgeItemId), level, observedAt: observedAt ?? undefined,
    }) };
  }

  @Command(() => SkillObservationPayload, '作废技能观察 It counts no more: by who recorded it, or staff where the senior lives.')
  async skillObservationVoid(@Input(() => SkillObservationVoidInput) input: SkillObservationVoidInput, @Ctx() { operation }: Context) {
    return { observation: await operation.domain.digitalBridge.skills.void(operation.by(input), rowId('SkillObservation', input.observationId), input.reason) };
  }

  @Command(() => BuddyPairPayload, '结对 A volunteer stands by a senior from now on: by who works in the program.')
  async buddyPairBegin(@Input(() => BuddyPairBeginInput) input: BuddyPairBeginInput, @Ctx() { operation }: Context) {
    const { programId, seniorId, buddyId, beganAt } = input;
    return { pair: await operation.domain.digitalBridge.buddies.pair(operation.by(input), {
      programId: rowId('Program', programId), seniorId: rowId('Resident', seniorId), buddyId: rowId('Resident', buddyId), beganAt: beganAt ?? undefined,
    }) };
  }

  @Command(() => BuddyPairPayload, '结束结对 By who works in the program, either of the two, or who acts for the senior.')
  async buddyPairEnd(@Input(() => BuddyPairEndInput) input: BuddyPairEndInput, @Ctx() { operation }: Context) {
    return { pair: await operation.domain.digitalBridge.buddies.end(operation.by(input), rowId('BuddyPair', input.buddyPairId), input.reason) };
  }

  @Command(() => BuddyContactPayload, '登记联系 Writes a line into the log of a pair: by the buddy, or who works in the program.')
  async buddyContactRecord(@Input(() => BuddyContactRecordInput) input: BuddyContactRecordInput, @Ctx() { operation }: Context) {
    const { buddyPairId, channel, minutes, note, occurredAt } = input;
    return { contact: await operation.domain.digitalBridge.buddies.contact(operation.by(input), {
      pairId: rowId('BuddyPair', buddyPairId), channel, minutes, note: note ?? undefined, occurredAt: occurredAt ?? undefined,
    }) };
  }

  @Command(() => ServiceTransactionPayload, '登记办事 Records a public service that somebody got: by themselves, who acts for them, their buddy or trainer, or staff where they live.')
  async serviceTransactionRecord(@Input(() => ServiceTransactionRecordInput) input: ServiceTransactionRecordInput, @Ctx() { operation }: Context) {
    const { residentId, bridgeItemId, way, channel, helperId, occurredAt, external } = input;
    return { transaction: await operation.domain.digitalBridge.transactions.record(operation.by(input), {
      residentId: rowId('Resident', residentId), itemId: rowId('BridgeItem', bridgeItemId), way, channel, helperId: rowIdOrNull('Resident', helperId) ?? undefined,
      occurredAt: occurredAt ?? undefined, external: external ?? undefined,
    }) };
  }

  @Command(() => ServiceTransactionPayload, '作废办事记录 It counts no more: by who recorded it, or staff where they live.')
  async serviceTransactionVoid(@Input(() => ServiceTransactionVoidInput) input: ServiceTransactionVoidInput, @Ctx() { operation }: Context) {
    return { transaction: await operation.domain.digitalBridge.transactions.void(operation.by(input), rowId('ServiceTransaction', input.transactionId), input.reason) };
  }
}
