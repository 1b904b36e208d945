import type { ServiceType } from '@linli/domain/time-bank/service-type.entity';
import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { memberOf } from './people.ts';
import {
  ConfirmationCardIssueInput, MinutesDonateInput, MinutesGiveInput, MinutesGrantOpeningInput, ServiceCertificateIssueInput, ServiceListingEnterInput, ServiceListingWithdrawInput, ServiceTypeCloseInput,
  ServiceTypeCreateInput, TimeBankSetPolicyInput, VolunteerChangeInput, VolunteerEndInput, VolunteerEnrolInput,
} from './time-bank.input.ts';
import {
  ConfirmationCardPayload, MinutesPayload, ServiceCertificatePayload, ServiceListingPayload, ServiceTypePayload, TimeBankPolicyPayload, VolunteerPayload,
} from './time-bank.payload.ts';

/** What null lifts; any other rule that is null is not given. */
const LIFTED = ['capMinutes', 'dailyMinutes', 'redeemAge'];

/** Commands on what a time bank is, on volunteers, listings, cards and minutes. */
@Resolver()
export class TimeBankCommandsResolver {
  @Command(() => TimeBankPolicyPayload, '设置时间银行规则 By the district\'s admins; services that are confirmed from now on follow it.')
  async timeBankSetPolicy(@Input(() => TimeBankSetPolicyInput) input: TimeBankSetPolicyInput, @Ctx() { operation }: Context) {
    const { idempotencyKey: _, ...asked } = input;
    const rules = Object.fromEntries(Object.entries(asked).filter(([name, value]) => value !== undefined && (value !== null || LIFTED.includes(name))));
    return { policy: await operation.domain.timeBank.settings.setPolicy(operation.by(input), rules) };
  }

  @Command(() => ServiceTypePayload, '新增服务项目 By the district\'s admins.')
  async serviceTypeCreate(@Input(() => ServiceTypeCreateInput) input: ServiceTypeCreateInput, @Ctx() { operation }: Context) {
    return { serviceType: shown(await operation.domain.timeBank.settings.createServiceType(operation.by(input), input)) };
  }

  @Command(() => ServiceTypePayload, '停用服务项目 By the district\'s admins; nothing new of it is entered.')
  async serviceTypeClose(@Input(() => ServiceTypeCloseInput) input: ServiceTypeCloseInput, @Ctx() { operation }: Context) {
    return { serviceType: shown(await operation.domain.timeBank.settings.closeServiceType(operation.by(input), rowId('ServiceType', input.serviceTypeId))) };
  }

  @Command(() => VolunteerPayload, '志愿者登记 By the resident, who acts for them, or staff over where they live.')
  async volunteerEnrol(@Input(() => VolunteerEnrolInput) input: VolunteerEnrolInput, @Ctx() { operation }: Context) {
    return { volunteer: await operation.domain.timeBank.volunteers.enrol(operation.by(input), {
      residentId: rowId('Resident', input.residentId), skillIds: input.skillIds.map(id => rowId('ServiceType', id)), availability: plain(input.availability),
      activeFrom: input.activeFrom ?? undefined,
    }) };
  }

  @Command(() => VolunteerPayload, '志愿者信息变更')
  async volunteerChange(@Input(() => VolunteerChangeInput) input: VolunteerChangeInput, @Ctx() { operation }: Context) {
    return { volunteer: await operation.domain.timeBank.volunteers.change(operation.by(input), rowId('Volunteer', input.volunteerId), {
      ...(input.skillIds && { skillIds: input.skillIds.map(id => rowId('ServiceType', id)) }), ...(input.availability && { availability: plain(input.availability) }),
    }) };
  }

  @Command(() => VolunteerPayload, '志愿者退出 Serves no more after a day.')
  async volunteerEnd(@Input(() => VolunteerEndInput) input: VolunteerEndInput, @Ctx() { operation }: Context) {
    return { volunteer: await operation.domain.timeBank.volunteers.end(operation.by(input), rowId('Volunteer', input.volunteerId), input.lastDay ?? undefined) };
  }

  @Command(() => ConfirmationCardPayload, '发放确认卡 To the resident themself, or by staff over where they live.')
  async confirmationCardIssue(@Input(() => ConfirmationCardIssueInput) input: ConfirmationCardIssueInput, @Ctx() { operation }: Context) {
    const { code } = await operation.domain.timeBank.cards.issue(operation.actor, rowId('Resident', input.residentId), input.pin);
    return { code };
  }

  @Command(() => ServiceListingPayload, '供需登记 By the resident, who acts for them, or staff over where they live.')
  async serviceListingEnter(@Input(() => ServiceListingEnterInput) input: ServiceListingEnterInput, @Ctx() { operation }: Context) {
    return { listing: await operation.domain.timeBank.listings.enter(operation.by(input), {
      ...given(input), residentId: rowId('Resident', input.residentId), serviceTypeId: rowId('ServiceType', input.serviceTypeId),
    }) };
  }

  @Command(() => ServiceListingPayload, '撤回登记')
  async serviceListingWithdraw(@Input(() => ServiceListingWithdrawInput) input: ServiceListingWithdrawInput, @Ctx() { operation }: Context) {
    return { listing: await operation.domain.timeBank.listings.withdraw(operation.by(input), rowId('ServiceListing', input.listingId)) };
  }

  @Command(() => MinutesPayload, '转赠时长 As far as the policy allows.')
  async minutesGive(@Input(() => MinutesGiveInput) input: MinutesGiveInput, @Ctx() { operation }: Context) {
    const residentId = rowId('Resident', input.residentId);
    await operation.domain.timeBank.minutes.give(operation.by(input), residentId, rowId('Resident', input.toResidentId), input.minutes);
    return { member: await memberOf(operation, residentId) };
  }

  @Command(() => MinutesPayload, '捐赠时长 To the community\'s fund.')
  async minutesDonate(@Input(() => MinutesDonateInput) input: MinutesDonateInput, @Ctx() { operation }: Context) {
    const residentId = rowId('Resident', input.residentId);
    await operation.domain.timeBank.minutes.donate(operation.by(input), residentId, input.minutes);
    return { member: await memberOf(operation, residentId) };
  }

  @Command(() => ServiceCertificatePayload, '开具服务证明 Certifies what somebody has served, to themself or by staff over where they live; the paper is its `file`.')
  async serviceCertificateIssue(@Input(() => ServiceCertificateIssueInput) input: ServiceCertificateIssueInput, @Ctx() { operation }: Context) {
    const { residentId, firstDay, lastDay } = input;
    return { certificate: await operation.domain.timeBank.certificates.issue(operation.by(input), rowId('Resident', residentId), firstDay, lastDay) };
  }

  @Command(() => MinutesPayload, '发放初始时长 To an elder who lives alone or has no kin, once, by staff over where they live.')
  async minutesGrantOpening(@Input(() => MinutesGrantOpeningInput) input: MinutesGrantOpeningInput, @Ctx() { operation }: Context) {
    const residentId = rowId('Resident', input.residentId);
    await operation.domain.timeBank.minutes.grantOpening(operation.by(input), residentId);
    return { member: await memberOf(operation, residentId) };
  }
}

function shown({ id, code, name, closedAt = null }: ServiceType) {
  return { id: globalId('ServiceType', id), code, name, closedAt };
}

function plain(hours: readonly { weekday: number; from: number; to: number }[]) {
  return hours.map(({ weekday, from, to }) => ({ weekday, from, to }));
}
