import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { moment, oneOf, plain, written } from '../notices/param.ts';
import { residentAndProxies } from '../notices/recipients.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { CareBooking } from './care-booking.entity.ts';
import { CareService } from './care-service.entity.ts';
import { CareSlot } from './care-slot.entity.ts';

const WHAT = { service: plain, startsAt: moment };

export const careBooked = defineNotice('care.booked', {
  about: 'CareBooking',
  params: WHAT,
  ZH: { title: '养老服务已预约', body: '{service}，时间 {startsAt}。' },
  EN: { title: 'A care service is booked', body: '{service}, {startsAt}.' },
});

export const careOffered = defineNotice('care.offered', {
  about: 'CareBooking',
  params: { ...WHAT, until: moment },
  ZH: { title: '候补有名额了', body: '{service}，时间 {startsAt}。请在 {until} 前确认，过时名额让给下一位。' },
  EN: { title: 'A place has become free', body: '{service}, {startsAt}. Accept it before {until}, or it goes to the next.' },
});

export const careReminder = defineNotice('care.reminder', {
  about: 'CareBooking',
  params: { ...WHAT, closesAt: moment },
  ZH: { title: '养老服务提醒', body: '{service}将于 {startsAt} 开始。不能来请在 {closesAt} 前取消。' },
  EN: { title: 'A care service is near', body: '{service} begins {startsAt}. Cancel before {closesAt} if it does not suit.' },
});

export const careCancelled = defineNotice('care.cancelled', {
  about: 'CareBooking',
  params: {
    ...WHAT, reason: written,
    cause: oneOf({
      WITHDRAWN: { ZH: '已取消', EN: 'cancelled' }, REJECTED: { ZH: '未通过审核', EN: 'not approved' }, OFFER_EXPIRED: { ZH: '候补名额逾期未确认', EN: 'the offered place was not taken in time' },
      CALLED_OFF: { ZH: '本场服务取消', EN: 'it was called off' }, TIME_OVER: { ZH: '时间已过', EN: 'its time is over' },
    }),
  },
  ZH: { title: '养老服务预约已取消', body: '{service}，时间 {startsAt}：{cause}。{reason}' },
  EN: { title: 'A booking was cancelled', body: '{service}, {startsAt}: {cause}. {reason}' },
});

export const careFulfilled = defineNotice('care.fulfilled', {
  about: 'CareBooking',
  params: { ...WHAT, amount: plain, unit: oneOf({ FEN: { ZH: '元', EN: 'yuan' }, MINUTE: { ZH: '分钟', EN: 'minutes' } }) },
  ZH: { title: '养老服务已完成', body: '{service}（{startsAt}），个人支付 {amount} {unit}。如与实际不符，请联系服务中心。' },
  EN: { title: 'A care service was given', body: '{service} ({startsAt}), {amount} {unit} paid. If it was otherwise, tell the centre.' },
});

export async function tellBooked(tx: Transaction, booking: CareBooking): Promise<void> {
  await notify(tx, careBooked, await letter(tx, booking));
}

export async function tellOffered(tx: Transaction, booking: CareBooking): Promise<void> {
  const { params, ...to } = await letter(tx, booking);
  await notify(tx, careOffered, { ...to, params: { ...params, until: booking.offeredUntil ?? tx.at }, urgent: true });
}

export async function remind(tx: Transaction, booking: CareBooking): Promise<void> {
  const { params, ...to } = await letter(tx, booking);
  const slot = await tx.findOne(CareSlot, { id: booking.slotId });
  await notify(tx, careReminder, { ...to, params: { ...params, closesAt: slot?.closesAt ?? booking.startsAt } });
}

export async function tellCancelled(tx: Transaction, booking: CareBooking): Promise<void> {
  const { params, ...to } = await letter(tx, booking);
  await notify(tx, careCancelled, { ...to, params: { ...params, cause: booking.cause ?? 'WITHDRAWN', reason: booking.reason ?? '' } });
}

export async function tellFulfilled(tx: Transaction, booking: CareBooking): Promise<void> {
  const { params, ...to } = await letter(tx, booking);
  const { memberUnit: unit, memberAmount } = booking;
  await notify(tx, careFulfilled, { ...to, params: { ...params, unit, amount: unit === 'FEN' ? (memberAmount / 100).toFixed(2) : String(memberAmount) } });
}

async function letter(tx: Transaction, { id, serviceId, residentId, startsAt }: CareBooking) {
  const service = await tx.findOne(CareService, { id: serviceId });
  return { to: residentAndProxies(residentId), about: id, params: { service: service?.name ?? '', startsAt } };
}
