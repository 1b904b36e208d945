import { ADMINS } from '../access/actor.ts';
import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { oneOf, plain, written } from '../notices/param.ts';
import { allOf, nearestOver, residentAndProxies } from '../notices/recipients.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { CareCentre } from './care-centre.entity.ts';
import type { CareIncident } from './care-incident.entity.ts';
import type { WellbeingVisit } from './wellbeing-visit.entity.ts';

export const wellbeingAlarm = defineNotice('wellbeing.alarm', {
  about: 'WellbeingVisit',
  params: { outcome: oneOf({ WELL: { ZH: '平安', EN: 'well' }, NEEDS_HELP: { ZH: '需要帮助', EN: 'needs help' }, UNWELL: { ZH: '身体不适', EN: 'unwell' } }), note: written },
  ZH: { title: '探访发现情况', body: '探访老人：{outcome}。{note}请尽快跟进。' },
  EN: { title: 'A visit found something', body: 'An elder was visited: {outcome}. {note} Please follow up soon.' },
});

export const careIncident = defineNotice('care.incident', {
  about: 'CareCentre',
  params: {
    centre: plain,
    kind: oneOf({ FALL: { ZH: '跌倒', EN: 'a fall' }, ILLNESS: { ZH: '突发疾病', EN: 'an illness' }, LOST: { ZH: '走失', EN: 'somebody lost' }, DISPUTE: { ZH: '纠纷', EN: 'a dispute' }, OTHER: { ZH: '其他', EN: 'something else' } }),
  },
  ZH: { title: '养老服务中心意外事件', body: '{centre}登记了一起意外事件：{kind}。' },
  EN: { title: 'An incident at a care centre', body: '{centre} has recorded {kind}.' },
});

/** A bad finding: the nearest admins, who are to act. */
export async function tellAlarm(tx: Transaction, { id, placeId, outcome, note }: WellbeingVisit): Promise<void> {
  await notify(tx, wellbeingAlarm, { to: nearestOver(placeId, ADMINS), about: id, params: { outcome: outcome ?? 'UNWELL', note: note ?? '' }, urgent: true });
}

/** The nearest admins, and whoever it happened to with those who act for them. */
export async function tellIncident(tx: Transaction, centre: CareCentre, { kind, residentId }: CareIncident): Promise<void> {
  await notify(tx, careIncident, { to: allOf(nearestOver(centre.placeId, ADMINS), residentAndProxies(residentId)), about: centre.id, params: { centre: centre.name, kind }, urgent: true });
}
