import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  ExchangeAdjustInput, ExchangeAuditInput, ExchangeCancelInput, ExchangeConfirmInput, ExchangeInput, ExchangeMatchInput, ExchangeNoShowInput, ExchangeReasonInput,
  ExchangeScheduleInput, ExchangeSubmitInput,
} from './exchange.input.ts';
import { ExchangePayload } from './time-bank.payload.ts';

/** Commands on services: one mutation a move. */
@Resolver()
export class ExchangeCommandsResolver {
  @Command(() => ExchangePayload, '匹配 Brings a volunteer and who is served together, by staff over the places of all of them.')
  async exchangeMatch(@Input(() => ExchangeMatchInput) input: ExchangeMatchInput, @Ctx() { operation }: Context) {
    const { listingId, giverId, giverIds, receiverIds, serviceTypeId } = input;
    return { exchange: await bank(operation).match(operation.by(input), {
      listingId: rowIdOrNull('ServiceListing', listingId) ?? undefined, giverId: rowIdOrNull('Resident', giverId) ?? undefined,
      giverIds: giverIds?.map(id => rowId('Resident', id)), receiverIds: receiverIds?.map(id => rowId('Resident', id)), serviceTypeId: rowIdOrNull('ServiceType', serviceTypeId) ?? undefined,
    }) };
  }

  @Command(() => ExchangePayload, '约定时间 MATCHED or SCHEDULED → SCHEDULED, by either side or staff; what it will cost is reserved.')
  async exchangeSchedule(@Input(() => ExchangeScheduleInput) input: ExchangeScheduleInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).schedule(operation.by(input), idOf(input), input.startsAt, input.minutes) };
  }

  @Command(() => ExchangePayload, '签到 SCHEDULED → CHECKED_IN, by the giver or staff, not before the day.')
  async exchangeCheckIn(@Input(() => ExchangeInput) input: ExchangeInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).checkIn(operation.by(input), idOf(input)) };
  }

  @Command(() => ExchangePayload, '提交时长 CHECKED_IN → SUBMITTED, by the giver or staff.')
  async exchangeSubmit(@Input(() => ExchangeSubmitInput) input: ExchangeSubmitInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).submit(operation.by(input), idOf(input), input.minutes) };
  }

  @Command(() => ExchangePayload, '确认 SUBMITTED → CONFIRMED, by whom it was for and never by who gave it; the minutes are carried out.')
  async exchangeConfirm(@Input(() => ExchangeConfirmInput) input: ExchangeConfirmInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).confirm(operation.by(input), idOf(input), {
      by: input.by, secret: input.secret ?? undefined, receiverId: rowIdOrNull('Resident', input.receiverId) ?? undefined, note: input.note ?? undefined,
    }) };
  }

  @Command(() => ExchangePayload, '提出异议 SUBMITTED or CONFIRMED → DISPUTED, by whom it was for or staff.')
  async exchangeDispute(@Input(() => ExchangeReasonInput) input: ExchangeReasonInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).dispute(operation.by(input), idOf(input), input.reason) };
  }

  @Command(() => ExchangePayload, '更正 DISPUTED → ADJUSTED, by an admin over the place; what was carried out is undone, and carried out anew.')
  async exchangeAdjust(@Input(() => ExchangeAdjustInput) input: ExchangeAdjustInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).adjust(operation.by(input), idOf(input), input.minutes, input.reason) };
  }

  @Command(() => ExchangePayload, '作废 DISPUTED → VOIDED, by an admin over the place; nothing of it counts.')
  async exchangeVoid(@Input(() => ExchangeReasonInput) input: ExchangeReasonInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).void(operation.by(input), idOf(input), input.reason) };
  }

  @Command(() => ExchangePayload, '取消 MATCHED or SCHEDULED → CANCELLED, by either side or staff.')
  async exchangeCancel(@Input(() => ExchangeCancelInput) input: ExchangeCancelInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).cancel(operation.by(input), idOf(input), input.reason ?? undefined) };
  }

  @Command(() => ExchangePayload, '未到场 SCHEDULED → NO_SHOW, by the side that came or staff, once it was to begin.')
  async exchangeNoShow(@Input(() => ExchangeNoShowInput) input: ExchangeNoShowInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).noShow(operation.by(input), idOf(input), input.absent) };
  }

  @Command(() => ExchangePayload, '抽查 Records what looking into a confirmed service has shown; by an admin over the place.')
  async exchangeAudit(@Input(() => ExchangeAuditInput) input: ExchangeAuditInput, @Ctx() { operation }: Context) {
    return { exchange: await bank(operation).audit(operation.by(input), idOf(input), input.note) };
  }
}

function bank({ domain }: Context['operation']) {
  return domain.timeBank.exchanges;
}

function idOf({ exchangeId }: ExchangeInput): string {
  return rowId('Exchange', exchangeId);
}
