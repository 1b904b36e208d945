import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import {
  CareCentreCreateInput, CareCentrePayload, CareServiceCreateInput, CareServiceInput, CareServicePayload, CareSlotInput, CareSlotPayload, CareSlotsCreateInput,
  CareSponsorFundInput, CareTopUpInput, CareTopUpPayload,
} from './care.input.ts';

/** Commands on centres: by their staff, and the admins over their places. */
@Resolver()
export class CareCentreCommandsResolver {
  @Command(() => CareCentrePayload, '设立中心 Sets up a care centre.')
  async careCentreCreate(@Input(() => CareCentreCreateInput) input: CareCentreCreateInput, @Ctx() { operation }: Context) {
    const { placeId, name, capacity } = input;
    return { centre: await centres(operation).create(operation.by(input), { placeId: rowId('Place', placeId), name, capacity }) };
  }

  @Command(() => CareServicePayload, '设立项目 Offers a service.')
  async careServiceCreate(@Input(() => CareServiceCreateInput) input: CareServiceCreateInput, @Ctx() { operation }: Context) {
    const { name, kind, atHome, price, sponsorShare, minutes, minAge, noKinOnly, disabilityLevel, cutOff, needsApproval, chargesMissed } = input;
    return { service: await centres(operation).offer(operation.by(input), {
      centreId: rowId('CareCentre', input.centreId), placeId: rowIdOrNull('Place', input.placeId) ?? undefined, programId: rowIdOrNull('Program', input.programId) ?? undefined, name, kind, atHome, price,
      sponsorId: rowIdOrNull('Organisation', input.sponsorId) ?? undefined, sponsorShare, minutes: minutes ?? undefined, minAge: minAge ?? undefined, noKinOnly,
      disabilityLevel: disabilityLevel ?? undefined, cutOff: cutOff ?? undefined, needsApproval, chargesMissed,
    }) };
  }

  @Command(() => CareServicePayload, '停办项目 Offers a service no more; what is booked stays.')
  async careServiceClose(@Input(() => CareServiceInput) input: CareServiceInput, @Ctx() { operation }: Context) {
    return { service: await centres(operation).close(operation.by(input), rowId('CareService', input.serviceId)) };
  }

  @Command(() => CareServicePayload, '排班 Makes the slots of a series.')
  async careSlotsCreate(@Input(() => CareSlotsCreateInput) input: CareSlotsCreateInput, @Ctx() { operation }: Context) {
    const { firstDay, lastDay, weekdays, from, minutes, capacity } = input;
    return { service: await centres(operation).schedule(operation.by(input), rowId('CareService', input.serviceId), { firstDay, lastDay, weekdays, from, minutes, capacity }) };
  }

  @Command(() => CareSlotPayload, '取消场次 Calls a slot off: its bookings are cancelled, what was reserved is given back, and everybody is told.')
  async careSlotCallOff(@Input(() => CareSlotInput) input: CareSlotInput, @Ctx() { operation }: Context) {
    return { slot: await centres(operation).callOff(operation.by(input), rowId('CareSlot', input.slotId)) };
  }

  @Command(() => CareTopUpPayload, '充值 Enters money that was paid in for an elder, with its receipt.')
  async careTopUp(@Input(() => CareTopUpInput) input: CareTopUpInput, @Ctx() { operation }: Context) {
    const { amount, receipt } = input;
    const residentId = rowId('Resident', input.residentId);
    await centres(operation).topUp(operation.by(input), rowId('CareCentre', input.centreId), residentId, { amount, receipt });
    return { account: (await operation.loaders.ledgerAccountsOf.load(residentId)).find(({ unit }) => unit === 'FEN') ?? null };
  }

  @Command(() => CareCentrePayload, '资助 Enters money that an organisation gives to sponsor with, with its receipt.')
  async careSponsorFund(@Input(() => CareSponsorFundInput) input: CareSponsorFundInput, @Ctx() { operation }: Context) {
    const { amount, receipt } = input;
    const centreId = rowId('CareCentre', input.centreId);
    await centres(operation).fund(operation.by(input), centreId, rowId('Organisation', input.organisationId), { amount, receipt });
    return { centre: await operation.loaders.careCentre.load(centreId) };
  }
}

function centres({ domain }: Operation) {
  return domain.elderCare.centres;
}
