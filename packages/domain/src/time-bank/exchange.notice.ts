import { ADMINS } from '../access/actor.ts';
import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { moment, plain, written } from '../notices/param.ts';
import { allOf, firstOf, nearestOver, workingOver, type Recipients } from '../notices/recipients.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ExchangeReceiver } from './exchange-receiver.entity.ts';
import type { ExchangeStep } from './exchange-step.entity.ts';
import { Exchange } from './exchange.entity.ts';
import { accountsOf } from './exchanges.read.ts';
import { ServiceType } from './service-type.entity.ts';

const SERVICE = { service: plain };

export const exchangeMatched = defineNotice('exchange.matched', {
  about: 'Exchange',
  params: SERVICE,
  ZH: { title: '互助服务已匹配', body: '{service}已找到合适的对象，请约定时间。' },
  EN: { title: 'A service was matched', body: 'Somebody fits for {service}; agree on a time.' },
});

export const exchangeScheduled = defineNotice('exchange.scheduled', {
  about: 'Exchange',
  params: { ...SERVICE, startsAt: moment },
  ZH: { title: '互助服务已约定', body: '{service}，时间 {startsAt}。' },
  EN: { title: 'A service was scheduled', body: '{service}, {startsAt}.' },
});

export const exchangeReminder = defineNotice('exchange.reminder', {
  about: 'Exchange',
  params: { ...SERVICE, startsAt: moment },
  ZH: { title: '互助服务提醒', body: '{service}将于 {startsAt} 开始。' },
  EN: { title: 'A service is near', body: '{service} begins {startsAt}.' },
});

export const exchangeToConfirm = defineNotice('exchange.to_confirm', {
  about: 'Exchange',
  params: { ...SERVICE, minutes: plain },
  ZH: { title: '请确认互助服务', body: '{service}，{minutes} 分钟。请确认；如与实际不符，可提出异议。' },
  EN: { title: 'Please confirm a service', body: '{service}, {minutes} minutes. Confirm it, or dispute it when it was otherwise.' },
});

export const exchangeConfirmed = defineNotice('exchange.confirmed', {
  about: 'Exchange',
  params: { ...SERVICE, minutes: plain, donated: plain },
  ZH: { title: '互助服务已确认', body: '{service}：计入您的账户 {minutes} 分钟，捐入互助基金 {donated} 分钟。' },
  EN: { title: 'A service was confirmed', body: '{service}: {minutes} minutes for you, {donated} minutes donated to the fund.' },
});

export const exchangeDisputed = defineNotice('exchange.disputed', {
  about: 'Exchange',
  params: { ...SERVICE, reason: written },
  ZH: { title: '互助服务有争议', body: '{service}。原因：{reason}' },
  EN: { title: 'A service is disputed', body: '{service}. Reason: {reason}' },
});

export const exchangeSettled = defineNotice('exchange.settled', {
  about: 'Exchange',
  params: { ...SERVICE, minutes: plain, reason: written },
  ZH: { title: '互助服务争议已处理', body: '{service}，按 {minutes} 分钟计。说明：{reason}' },
  EN: { title: 'A dispute was settled', body: '{service}, counted as {minutes} minutes. Reason: {reason}' },
});

export const exchangeCalledOff = defineNotice('exchange.called_off', {
  about: 'Exchange',
  params: SERVICE,
  ZH: { title: '互助服务未能进行', body: '{service}已取消，或有一方未到。' },
  EN: { title: 'A service did not take place', body: '{service} was cancelled, or somebody did not come.' },
});

export const exchangeToReview = defineNotice('exchange.to_review', {
  about: 'Exchange',
  params: { ...SERVICE, minutes: plain },
  ZH: { title: '互助服务待核实', body: '{service}，{minutes} 分钟，受益人一直没有确认。请电话回访。' },
  EN: { title: 'A service to look after', body: '{service}, {minutes} minutes: its receiver has not confirmed. Please call back.' },
});

type Tell = (tx: Transaction, exchange: Exchange, service: string, note: string) => Promise<void>;

/** Who is told of a step, and what; whatever is not here is told to nobody. */
const TELLING: Partial<Record<ExchangeStep['move'], Tell>> = {
  match: (tx, exchange, service) => notify(tx, exchangeMatched, { ...both(exchange), params: { service } }),
  schedule: (tx, exchange, service) => notify(tx, exchangeScheduled, { ...both(exchange), params: { service, startsAt: exchange.startsAt ?? tx.at } }),
  submit: (tx, exchange, service) => notify(tx, exchangeToConfirm, { about: exchange.id, to: receivers(exchange), params: { service, minutes: String(exchange.minutes) } }),
  confirm: (tx, exchange, service) => notify(tx, exchangeConfirmed, {
    about: exchange.id, to: giver(exchange), params: { service, minutes: String(exchange.creditedMinutes), donated: String(exchange.donatedMinutes) },
  }),
  dispute: (tx, exchange, service, reason) => notify(tx, exchangeDisputed, {
    about: exchange.id, to: allOf(giver(exchange), nearestOver(exchange.placeId, ADMINS)), params: { service, reason },
  }),
  adjust: (tx, exchange, service, reason) => notify(tx, exchangeSettled, { ...both(exchange), params: { service, reason, minutes: String(exchange.minutes) } }),
  void: (tx, exchange, service, reason) => notify(tx, exchangeSettled, { ...both(exchange), params: { service, reason, minutes: '0' } }),
  cancel: (tx, exchange, service) => notify(tx, exchangeCalledOff, { ...both(exchange), params: { service } }),
  noShow: (tx, exchange, service) => notify(tx, exchangeCalledOff, { ...both(exchange), params: { service } }),
  review: (tx, exchange, service) => notify(tx, exchangeToReview, {
    about: exchange.id, to: firstOf(workingOver(exchange.placeId, ['GRID_WORKER']), nearestOver(exchange.placeId, ADMINS)),
    params: { service, minutes: String(exchange.minutes) },
  }),
};

/** Tells whom a step of a service concerns, in its transaction. */
export async function tell(tx: Transaction, exchange: Exchange, move: ExchangeStep['move'], note: string): Promise<void> {
  const telling = TELLING[move];
  if (telling) await telling(tx, exchange, await nameOf(tx, exchange), note);
}

/** The day before: both sides. */
export async function remind(tx: Transaction, exchange: Exchange): Promise<void> {
  await notify(tx, exchangeReminder, { ...both(exchange), params: { service: await nameOf(tx, exchange), startsAt: exchange.startsAt ?? tx.at } });
}

async function nameOf(tx: Transaction, { serviceTypeId }: Exchange): Promise<string> {
  return (await tx.findOne(ServiceType, { id: serviceTypeId }))?.name ?? '';
}

function both(exchange: Exchange): { about: string; to: Recipients } {
  return { about: exchange.id, to: allOf(giver(exchange), receivers(exchange)) };
}

function giver({ giverId }: Exchange): Recipients {
  return async tx => (await tx.rows(accountsOf, [giverId], tx.at)).map(({ id }) => id);
}

/** Those served, and who acts for them: once, where several serve them together. */
function receivers({ id: exchangeId, sessionId, status }: Exchange): Recipients {
  return async tx => {
    const [first] = sessionId ? await tx.find(Exchange, { sessionId, status }, { orderBy: { id: 'asc' }, limit: 1 }) : [];
    if (first && first.id !== exchangeId) return [];
    const residents = (await tx.find(ExchangeReceiver, { exchangeId })).map(({ residentId }) => residentId);
    return (await tx.rows(accountsOf, residents, tx.at)).map(({ id }) => id);
  };
}
