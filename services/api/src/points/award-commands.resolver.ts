import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  AwardPayload, DropPayload, ObjectionPayload, PointsAwardEnterInput, PointsAwardObjectInput, PointsAwardRevokeInput, PointsObjectionDecideInput,
  WasteDropRecordInput, WasteDropVoidInput,
} from './award.input.ts';

/** Commands on what is earned, and on drops of sorted waste. */
@Resolver()
export class PointsAwardCommandsResolver {
  @Command(() => AwardPayload, '登记得分 Enters a deed by hand, with its evidence; the points go on public notice.')
  async pointsAwardEnter(@Input(() => PointsAwardEnterInput) input: PointsAwardEnterInput, @Ctx() { operation }: Context) {
    return { award: await operation.domain.points.awards.enter(operation.by(input), {
      ruleId: rowId('PointsRule', input.ruleId), residentId: rowId('Resident', input.residentId),
      occurredAt: input.occurredAt ?? undefined, note: input.note ?? undefined, eventKey: input.eventKey ?? undefined,
    }) };
  }

  @Command(() => ObjectionPayload, '提出异议 Objects to points while they stand on public notice; anybody may, once.')
  async pointsAwardObject(@Input(() => PointsAwardObjectInput) input: PointsAwardObjectInput, @Ctx() { operation }: Context) {
    return { objection: await operation.domain.points.awards.object(operation.by(input), rowId('PointsAward', input.awardId), input.reason) };
  }

  @Command(() => ObjectionPayload, '处理异议 Decides on an objection, by an admin who did not enter the deed.')
  async pointsObjectionDecide(@Input(() => PointsObjectionDecideInput) input: PointsObjectionDecideInput, @Ctx() { operation }: Context) {
    const { decision, answer } = input;
    return { objection: await operation.domain.points.awards.decide(operation.by(input), rowId('PointsObjection', input.objectionId), decision, answer) };
  }

  @Command(() => AwardPayload, '收回积分 Takes points back that were recorded wrongly.')
  async pointsAwardRevoke(@Input(() => PointsAwardRevokeInput) input: PointsAwardRevokeInput, @Ctx() { operation }: Context) {
    return { award: await operation.domain.points.awards.revoke(operation.by(input), rowId('PointsAward', input.awardId)) };
  }

  @Command(() => DropPayload, '登记投放 Records a drop of waste; one that was sorted correctly earns points by the rules for it.')
  async wasteDropRecord(@Input(() => WasteDropRecordInput) input: WasteDropRecordInput, @Ctx() { operation }: Context) {
    return { drop: await operation.domain.points.drops.record(operation.by(input), {
      residentId: rowIdOrNull('Resident', input.residentId) ?? undefined, householdId: rowIdOrNull('Household', input.householdId) ?? undefined,
      kind: input.kind, correct: input.correct, occurredAt: input.occurredAt ?? undefined, external: input.external ?? undefined,
    }) };
  }

  @Command(() => DropPayload, '作废投放 Lets a drop count no more that was recorded wrongly, and takes its points back.')
  async wasteDropVoid(@Input(() => WasteDropVoidInput) input: WasteDropVoidInput, @Ctx() { operation }: Context) {
    return { drop: await operation.domain.points.drops.void(operation.by(input), rowId('WasteDrop', input.dropId)) };
  }
}
