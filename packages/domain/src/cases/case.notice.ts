import { Account } from '../access/account.entity.ts';
import { ADMINS } from '../access/actor.ts';
import { defineNotice } from '../notices/notice-kind.ts';
import { notify, notifyEach } from '../notices/notify.ts';
import { moment, oneOf, plain, written } from '../notices/param.ts';
import { accounts, allOf, firstOf, nearestOver, residentAndProxies, workingOver, type Recipients } from '../notices/recipients.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { CaseStep } from './case-step.entity.ts';
import { AFTERCARE_DAYS, MOST_RETURNS, type Case } from './case.entity.ts';
import { mergedInto } from './cases.read.ts';

/** Titles are what residents wrote; numbers in them are hidden. */
const MATTER = { number: plain, title: written };

export const caseSubmitted = defineNotice('case.submitted', {
  about: 'Case',
  params: {
    ...MATTER, dueAt: moment,
    urgency: oneOf({
      ORDINARY: { ZH: '一般', EN: 'ordinary' }, URGENT: { ZH: '紧急', EN: 'urgent' }, EMERGENCY: { ZH: '特急', EN: 'an emergency' },
    }),
  },
  ZH: { title: '新诉求待受理', body: '{title}（{number}），{urgency}，期限 {dueAt}。' },
  EN: { title: 'A new case to accept', body: '{title} ({number}), {urgency}, due {dueAt}.' },
});

export const caseAssigned = defineNotice('case.assigned', {
  about: 'Case',
  params: { ...MATTER, dueAt: moment },
  ZH: { title: '诉求派给您办理', body: '{title}（{number}），期限 {dueAt}。' },
  EN: { title: 'A case is yours to handle', body: '{title} ({number}), due {dueAt}.' },
});

export const caseHandedOver = defineNotice('case.handed_over', {
  about: 'Case',
  params: MATTER,
  ZH: { title: '诉求已转办', body: '{title}（{number}）已转由其他经办人办理。' },
  EN: { title: 'A case was handed over', body: '{title} ({number}) now has another assignee.' },
});

export const caseReturned = defineNotice('case.returned', {
  about: 'Case',
  params: { ...MATTER, reason: written },
  ZH: { title: '诉求被退单', body: '{title}（{number}）需要重新派单。原因：{reason}' },
  EN: { title: 'A case was returned', body: '{title} ({number}) has to be assigned again. Reason: {reason}' },
});

export const caseRejected = defineNotice('case.rejected', {
  about: 'Case',
  params: { ...MATTER, reason: written },
  ZH: { title: '您的诉求不予受理', body: '{title}（{number}）。原因：{reason}' },
  EN: { title: 'Your case was not accepted', body: '{title} ({number}). Reason: {reason}' },
});

export const caseMerged = defineNotice('case.merged', {
  about: 'Case',
  params: MATTER,
  ZH: { title: '您的诉求已并案', body: '{title}（{number}）与反映同一问题的诉求合并办理，结案时会通知您。' },
  EN: { title: 'Your case was merged', body: '{title} ({number}) is handled together with another about the same; you will be told when it is closed.' },
});

export const caseSuspended = defineNotice('case.suspended', {
  about: 'Case',
  params: { ...MATTER, reason: written },
  ZH: { title: '您的诉求暂停办理', body: '{title}（{number}）。原因：{reason}' },
  EN: { title: 'Your case was suspended', body: '{title} ({number}). Reason: {reason}' },
});

export const caseExtended = defineNotice('case.extended', {
  about: 'Case',
  params: { ...MATTER, dueAt: moment, reason: written },
  ZH: { title: '您的诉求延期办理', body: '{title}（{number}），新的期限 {dueAt}。原因：{reason}' },
  EN: { title: 'Your case takes longer', body: '{title} ({number}), now due {dueAt}. Reason: {reason}' },
});

export const caseHandled = defineNotice('case.handled', {
  about: 'Case',
  params: {
    ...MATTER,
    outcome: oneOf({
      RESOLVED: { ZH: '已解决', EN: 'resolved' }, PARTLY: { ZH: '部分解决', EN: 'partly resolved' }, EXPLAINED: { ZH: '解释说明', EN: 'explained' },
      UNABLE: { ZH: '无法解决', EN: 'could not be resolved' }, NOT_RESPONSIBLE: { ZH: '非本级职责', EN: 'not in our charge' },
      DUPLICATE: { ZH: '重复诉求', EN: 'a duplicate' },
    }),
  },
  ZH: { title: '您的诉求已办结', body: '{title}（{number}），办理结果：{outcome}。请评价；如未解决，可申请重办。' },
  EN: { title: 'Your case was handled', body: '{title} ({number}): {outcome}. Please rate it, or ask to reopen it.' },
});

export const caseClosed = defineNotice('case.closed', {
  about: 'Case',
  params: MATTER,
  ZH: { title: '您的诉求已结案', body: `{title}（{number}）。${AFTERCARE_DAYS}天内可以评价或申请重办。` },
  EN: { title: 'Your case was closed', body: `{title} ({number}). For ${AFTERCARE_DAYS} days you may rate it or ask to reopen it.` },
});

export const caseParentClosed = defineNotice('case.parent_closed', {
  about: 'Case',
  params: MATTER,
  ZH: { title: '您的诉求已随主诉求结案', body: '{title}（{number}）合并到的诉求已结案。' },
  EN: { title: 'Your merged case was closed', body: 'The case into which {title} ({number}) was merged is closed.' },
});

export const caseReopened = defineNotice('case.reopened', {
  about: 'Case',
  params: { ...MATTER, dueAt: moment, reason: written },
  ZH: { title: '诉求重办', body: '{title}（{number}），新的期限 {dueAt}。原因：{reason}' },
  EN: { title: 'A case was reopened', body: '{title} ({number}), due {dueAt}. Reason: {reason}' },
});

export const caseRatedLow = defineNotice('case.rated_low', {
  about: 'Case',
  params: { ...MATTER, rating: plain },
  ZH: { title: '居民评价较低', body: '{title}（{number}）得到 {rating} 分（满分 5 分）。' },
  EN: { title: 'A case was rated low', body: '{title} ({number}) was rated {rating} of 5.' },
});

export const caseOverdue = defineNotice('case.overdue', {
  about: 'Case',
  params: { ...MATTER, dueAt: moment },
  ZH: { title: '诉求已超期', body: '{title}（{number}）应于 {dueAt} 前办结。' },
  EN: { title: 'A case is overdue', body: '{title} ({number}) was due {dueAt}.' },
});

/** A rating that somebody should look into. */
const LOW_RATING = 2;

/** What the notices say of a move beyond the case as it is now. */
interface Told {
  readonly reason: string;
  /** Who had it before. */
  readonly formerId: string | null | undefined;
}

/** Who is told of a step, and what; whatever is not here is told to nobody. */
const TELLING: Partial<Record<CaseStep['move'], (tx: Transaction, matter: Case, told: Told) => Promise<void>>> = {
  submit: (tx, matter) => notify(tx, caseSubmitted, {
    ...toStaff(matter, firstOf(workingOver(matter.placeId, ['GRID_WORKER']), admins(matter))),
    params: { ...named(matter), dueAt: matter.dueAt, urgency: matter.urgency },
  }),
  assign: assigned,
  relocate: (tx, matter, told) => (matter.assigneeId === told.formerId ? Promise.resolve() : assigned(tx, matter, told)),
  return: (tx, matter, { reason }) => notify(tx, caseReturned, { ...toStaff(matter, admins(matter)), params: { ...named(matter), reason } }),
  async reject(tx, matter, { reason }) {
    const refused = [matter, ...(await tx.rows(mergedInto, matter.id))];
    await notifyEach(tx, caseRejected, refused.map(each => ({ ...toRequester(each), params: { ...named(each), reason } })));
  },
  merge: (tx, matter) => notify(tx, caseMerged, { ...toRequester(matter), params: named(matter) }),
  suspend: (tx, matter, { reason }) => notify(tx, caseSuspended, { ...toRequester(matter), params: { ...named(matter), reason } }),
  extend: (tx, matter, { reason }) => notify(tx, caseExtended, { ...toRequester(matter), params: { ...named(matter), dueAt: matter.dueAt, reason } }),
  handle: handled,
  handleOnSpot: handled,
  async close(tx, matter) {
    await notify(tx, caseClosed, { ...toRequester(matter), params: named(matter) });
    const merged = await tx.rows(mergedInto, matter.id);
    await notifyEach(tx, caseParentClosed, merged.map(each => ({ ...toRequester(each), params: named(each) })));
  },
  reopen: (tx, matter, { reason }) => notify(tx, caseReopened, { ...toResponsible(matter), params: { ...named(matter), dueAt: matter.dueAt, reason } }),
  async rate(tx, matter) {
    if (!matter.rating || matter.rating > LOW_RATING) return;
    await notify(tx, caseRatedLow, { ...toResponsible(matter), params: { ...named(matter), rating: String(matter.rating) } });
  },
  overdue: (tx, matter) => notify(tx, caseOverdue, { ...toResponsible(matter), params: { ...named(matter), dueAt: matter.dueAt } }),
};

/** Tells whom a step of a case concerns, in its transaction. */
export async function tell(tx: Transaction, matter: Case, move: CaseStep['move'], told: Told): Promise<void> {
  await TELLING[move]?.(tx, matter, told);
}

async function assigned(tx: Transaction, matter: Case, { formerId }: Told): Promise<void> {
  await notify(tx, caseAssigned, { ...toStaff(matter, assignees(matter)), params: { ...named(matter), dueAt: matter.dueAt } });
  if (!formerId || formerId === matter.assigneeId) return;
  await notify(tx, caseHandedOver, { ...toStaff(matter, allOf(accounts(formerId), admins(matter))), params: named(matter) });
}

async function handled(tx: Transaction, matter: Case): Promise<void> {
  if (matter.outcome) await notify(tx, caseHandled, { ...toRequester(matter), params: { ...named(matter), outcome: matter.outcome } });
}

function named({ trackingNumber, title }: Pick<Case, 'trackingNumber' | 'title'>) {
  return { number: trackingNumber, title };
}

/** Whose matter it is, and who acts for them. */
function toRequester({ id, requesterId, residentId }: Pick<Case, 'id' | 'requesterId' | 'residentId'>) {
  return { about: id, to: allOf(accounts(requesterId), residentAndProxies(residentId)) };
}

/** Emergencies wait for nobody's morning. */
function toStaff({ id, urgency }: Case, to: Recipients) {
  return { about: id, to, urgent: urgency === 'EMERGENCY' };
}

function toResponsible(matter: Case) {
  return toStaff(matter, allOf(assignees(matter), admins(matter)));
}

/** Whoever it is assigned to: the worker, or all people of the organisation. */
function assignees({ assigneeId, assigneeOrganisationId: organisationId }: Case): Recipients {
  return async tx => (organisationId ? (await tx.find(Account, { organisationId, disabledAt: null })).map(({ id }) => id) : accounts(assigneeId)(tx));
}

/** The nearest admins who may assign it: the community's, and after {@link MOST_RETURNS} returns the street's. */
function admins({ placeId, returns }: Case): Recipients {
  return nearestOver(placeId, returns >= MOST_RETURNS ? ['STREET_ADMIN', 'DISTRICT_ADMIN'] : ADMINS);
}
