import { Account } from '../access/account.entity.ts';
import { ADMINS } from '../access/actor.ts';
import { defineNotice } from '../notices/notice-kind.ts';
import { notify } from '../notices/notify.ts';
import { oneOf, plain, written } from '../notices/param.ts';
import { accounts, nearestOver, type Recipients } from '../notices/recipients.ts';
import { Resident } from '../people/resident.entity.ts';
import type { Transaction } from '../shared/transaction.ts';
import { PointsRule } from './points-rule.entity.ts';
import type { PointOwner, PointsAward, Withdrawal } from './points-award.entity.ts';
import type { ObjectionDecision, PointsObjection } from './points-objection.entity.ts';

const POINTS = { rule: plain, points: plain };

export const objectionRaised = defineNotice('points.objected', {
  about: 'PointsAward',
  params: { ...POINTS, reason: written },
  ZH: { title: '积分公示收到异议', body: '“{rule}”{points} 分。理由：{reason}' },
  EN: { title: 'An objection to points on public notice', body: '“{rule}”, {points} points. Reason: {reason}' },
});

export const objectionDecided = defineNotice('points.objection_decided', {
  about: 'PointsAward',
  params: {
    ...POINTS, answer: written,
    decision: oneOf<ObjectionDecision>({ STANDS: { ZH: '成立', EN: 'stands' }, WITHDRAWN: { ZH: '不成立', EN: 'does not hold' } }),
  },
  ZH: { title: '您的异议已处理', body: '对“{rule}”{points} 分的异议{decision}。{answer}' },
  EN: { title: 'Your objection was decided', body: 'The objection to “{rule}”, {points} points, {decision}. {answer}' },
});

export const pointsWithdrawn = defineNotice('points.withdrawn', {
  about: 'PointsAward',
  params: {
    ...POINTS,
    why: oneOf<Withdrawal>({
      OBJECTION: { ZH: '异议成立', EN: 'an objection stands' }, NO_EVIDENCE: { ZH: '缺少凭证', EN: 'its evidence is missing' },
      RECORD_WRONG: { ZH: '登记有误', EN: 'it was recorded wrongly' },
    }),
  },
  ZH: { title: '积分未发放或已收回', body: '“{rule}”{points} 分，原因：{why}。' },
  EN: { title: 'Points were not given, or taken back', body: '“{rule}”, {points} points: {why}.' },
});

/** The accounts of those whose points they are: of one person, or of everybody in a household. */
export function ownersOf(ownerKind: PointOwner, ownerId: string): Recipients {
  return async tx => {
    const ids = ownerKind === 'RESIDENT' ? [ownerId] : (await tx.find(Resident, { householdId: ownerId })).map(({ id }) => id);
    return (await tx.find(Account, { residentId: { $in: ids }, disabledAt: null })).map(({ id }) => id);
  };
}

export async function tellOfObjection(tx: Transaction, award: PointsAward, { reason }: PointsObjection): Promise<void> {
  await notify(tx, objectionRaised, { to: nearestOver(award.placeId, ADMINS), about: award.id, params: { ...(await pointsOf(tx, award)), reason } });
}

export async function tellOfDecision(tx: Transaction, award: PointsAward, { raisedById, decision, answer }: PointsObjection): Promise<void> {
  if (decision) await notify(tx, objectionDecided, { to: accounts(raisedById), about: award.id, params: { ...(await pointsOf(tx, award)), decision, answer: answer ?? '' } });
}

export async function tellOfWithdrawal(tx: Transaction, award: PointsAward): Promise<void> {
  if (!award.withdrawal) return;
  await notify(tx, pointsWithdrawn, {
    to: ownersOf(award.ownerKind, award.ownerId), about: award.id, params: { ...(await pointsOf(tx, award)), why: award.withdrawal },
  });
}

async function pointsOf(tx: Transaction, { ruleId, points }: PointsAward): Promise<{ rule: string; points: string }> {
  return { rule: (await tx.findOne(PointsRule, { id: ruleId }))?.name ?? '', points: String(points) };
}
