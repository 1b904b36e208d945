import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { CareBookingCreateInput, CareBookingFulfilInput, CareBookingInput, CareBookingPayload, CareBookingRejectInput } from './booking.input.ts';

/** Commands on bookings: by the elder, who acts for them, staff where they live, and the centre. */
@Resolver()
export class CareBookingCommandsResolver {
  @Command(() => CareBookingPayload, '预约 Books a place, or the next on the waitlist when there is none; what it will cost is reserved.')
  async careBookingCreate(@Input(() => CareBookingCreateInput) input: CareBookingCreateInput, @Ctx() { operation }: Context) {
    const { slotId, residentId, pays, channel } = input;
    return { booking: await bookings(operation).book(operation.by(input), {
      slotId: rowId('CareSlot', slotId), residentId: rowId('Resident', residentId), pays, channel: channel ?? undefined,
    }) };
  }

  @Command(() => CareBookingPayload, '确认候补 Takes a place that was offered to who was on the waitlist.')
  async careBookingAccept(@Input(() => CareBookingInput) input: CareBookingInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).accept(operation.by(input), idOf(input)) };
  }

  @Command(() => CareBookingPayload, '审核通过 PENDING → BOOKED, by the centre.')
  async careBookingApprove(@Input(() => CareBookingInput) input: CareBookingInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).approve(operation.by(input), idOf(input)) };
  }

  @Command(() => CareBookingPayload, '审核不通过 PENDING → CANCELLED, by the centre; what was reserved is given back, and the place goes to the next.')
  async careBookingReject(@Input(() => CareBookingRejectInput) input: CareBookingRejectInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).reject(operation.by(input), idOf(input), input.reason) };
  }

  @Command(() => CareBookingPayload, '取消预约 Cancels it; the place goes to the next. After the cut-off it is late, and the service may charge the member\'s share.')
  async careBookingCancel(@Input(() => CareBookingInput) input: CareBookingInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).cancel(operation.by(input), idOf(input)) };
  }

  @Command(() => CareBookingPayload, '签到 BOOKED → CHECKED_IN, by the centre, on its day.')
  async careBookingCheckIn(@Input(() => CareBookingInput) input: CareBookingInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).checkIn(operation.by(input), idOf(input)) };
  }

  @Command(() => CareBookingPayload, '完成服务 BOOKED or CHECKED_IN → FULFILLED, by the centre; sponsor and member are charged now.')
  async careBookingFulfil(@Input(() => CareBookingFulfilInput) input: CareBookingFulfilInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).fulfil(operation.by(input), idOf(input), input.occurredAt ?? undefined) };
  }

  @Command(() => CareBookingPayload, '未到 BOOKED → NO_SHOW, by the centre, once it has begun.')
  async careBookingNoShow(@Input(() => CareBookingInput) input: CareBookingInput, @Ctx() { operation }: Context) {
    return { booking: await bookings(operation).noShow(operation.by(input), idOf(input)) };
  }
}

function bookings({ domain }: Operation) {
  return domain.elderCare.bookings;
}

function idOf({ bookingId }: CareBookingInput): string {
  return rowId('CareBooking', bookingId);
}
