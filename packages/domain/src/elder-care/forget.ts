import { Notice } from '../notices/notice.entity.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CareBooking } from './care-booking.entity.ts';
import { CareIncident } from './care-incident.entity.ts';
import { MutualAidPair } from './mutual-aid-pair.entity.ts';
import { WellbeingPlan } from './wellbeing-plan.entity.ts';
import { WellbeingVisit } from './wellbeing-visit.entity.ts';

/**
 * Erases what was written about somebody: at bookings, visits and incidents. That they were served stays, and what was paid:
 * both add up without names.
 */
export async function forgetCare(tx: Transaction, residentId: string): Promise<void> {
  for (const booking of await tx.getAll(CareBooking, { residentId, reason: { $ne: null } })) booking.reason = null;
  const visits = await tx.getAll(WellbeingVisit, { residentId });
  for (const visit of visits) {
    visit.note = null;
    if (visit.state === 'DUE') visit.end('EXCUSED');
  }
  for (const notice of await tx.getAll(Notice, { subjectKind: 'WellbeingVisit', subjectId: { $in: visits.map(({ id }) => id) } })) await tx.remove(notice);
  for (const plan of await tx.getAll(WellbeingPlan, { residentId })) {
    Object.assign(plan, { level: null, reason: null, awayFrom: null, awayTo: null } satisfies Partial<WellbeingPlan>);
    await tx.forgetHistory(plan.id);
  }
  for (const pair of await tx.getAll(MutualAidPair, { $or: [{ residentId }, { visitorId: residentId }], endedAt: null })) pair.endedAt = tx.at;
  for (const incident of await tx.getAll(CareIncident, { residentId })) incident.textSealed = null;
}
