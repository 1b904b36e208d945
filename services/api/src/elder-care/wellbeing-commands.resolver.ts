import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  CareIncidentPayload, CareIncidentReportInput, CareStayBeginInput, CareStayEndInput, CareStayPayload, MutualAidPairBeginInput, MutualAidPairEndInput, MutualAidPairPayload,
  WellbeingAssessInput, WellbeingPlanPayload, WellbeingSetAwayInput, WellbeingVisitPayload, WellbeingVisitRecordInput,
} from './wellbeing.input.ts';

/** Commands on visits, and on the day of a centre. */
@Resolver()
export class WellbeingCommandsResolver {
  @Command(() => WellbeingPlanPayload, '风险评估 Says how often an elder is visited, by staff over where they live.')
  async wellbeingAssess(@Input(() => WellbeingAssessInput) input: WellbeingAssessInput, @Ctx() { operation }: Context) {
    return { plan: await operation.domain.elderCare.wellbeing.assess(operation.by(input), rowId('Resident', input.residentId), input.level ?? null, input.reason) };
  }

  @Command(() => WellbeingPlanPayload, '外出登记 Says when an elder is away: visits of that time are put off until they are back.')
  async wellbeingSetAway(@Input(() => WellbeingSetAwayInput) input: WellbeingSetAwayInput, @Ctx() { operation }: Context) {
    return { plan: await operation.domain.elderCare.wellbeing.setAway(operation.by(input), rowId('Resident', input.residentId), input.fromDay ?? null, input.toDay ?? null) };
  }

  @Command(() => WellbeingVisitPayload, '登记探访 Records a visit, by staff where they live or who of the mutual-aid team visits them; a bad finding reaches the admins at once.')
  async wellbeingVisitRecord(@Input(() => WellbeingVisitRecordInput) input: WellbeingVisitRecordInput, @Ctx() { operation }: Context) {
    const { outcome, note, occurredAt } = input;
    return { visit: await operation.domain.elderCare.wellbeing.record(operation.by(input), rowId('WellbeingVisit', input.visitId), {
      outcome: outcome ?? null, note: note ?? undefined, occurredAt: occurredAt ?? undefined,
    }) };
  }

  @Command(() => CareStayPayload, '到中心 Somebody has come to a centre.')
  async careStayBegin(@Input(() => CareStayBeginInput) input: CareStayBeginInput, @Ctx() { operation }: Context) {
    return { stay: await operation.domain.elderCare.day.come(operation.by(input), rowId('CareCentre', input.centreId), rowId('Resident', input.residentId)) };
  }

  @Command(() => CareStayPayload, '离开中心 Somebody has left a centre.')
  async careStayEnd(@Input(() => CareStayEndInput) input: CareStayEndInput, @Ctx() { operation }: Context) {
    return { stay: await operation.domain.elderCare.day.leave(operation.by(input), rowId('CareStay', input.stayId)) };
  }

  @Command(() => CareIncidentPayload, '登记意外 Enters something in a centre\'s incident log; the admins are told, and whoever it happened to.')
  async careIncidentReport(@Input(() => CareIncidentReportInput) input: CareIncidentReportInput, @Ctx() { operation }: Context) {
    const { kind, description, occurredAt } = input;
    return { incident: await operation.domain.elderCare.day.report(operation.by(input), {
      centreId: rowId('CareCentre', input.centreId), residentId: rowIdOrNull('Resident', input.residentId) ?? undefined, kind, text: description, occurredAt: occurredAt ?? undefined,
    }) };
  }

  @Command(() => MutualAidPairPayload, '互助结对 Somebody of a centre\'s mutual-aid team visits an elder from now on.')
  async mutualAidPairBegin(@Input(() => MutualAidPairBeginInput) input: MutualAidPairBeginInput, @Ctx() { operation }: Context) {
    const { centreId, visitorId, residentId } = input;
    return { pair: await operation.domain.elderCare.day.pair(operation.by(input), rowId('CareCentre', centreId), rowId('Resident', visitorId), rowId('Resident', residentId)) };
  }

  @Command(() => MutualAidPairPayload, '结束结对 They visit them no more.')
  async mutualAidPairEnd(@Input(() => MutualAidPairEndInput) input: MutualAidPairEndInput, @Ctx() { operation }: Context) {
    return { pair: await operation.domain.elderCare.day.unpair(operation.by(input), rowId('MutualAidPair', input.pairId)) };
  }
}
