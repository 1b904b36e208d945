import { Attachment } from '../attachments/attachment.entity.ts';
import { dayOf } from '../shared/clock.ts';
import type { Transaction } from '../shared/transaction.ts';
import { ConfirmationCard, MOST_TRIES } from './confirmation-card.entity.ts';
import { ServiceCertificate } from './service-certificate.entity.ts';
import { ServiceListing } from './service-listing.entity.ts';
import { Volunteer } from './volunteer.entity.ts';

/** Erases what somebody wished and could do, their card, and the papers that name them. Services and minutes stay: the ledger adds up without names. */
export async function forgetWishes(tx: Transaction, residentId: string): Promise<void> {
  for (const listing of await tx.getAll(ServiceListing, { residentId })) {
    listing.note = null;
    if (listing.status === 'OPEN') listing.status = 'WITHDRAWN';
  }
  for (const volunteer of await tx.getAll(Volunteer, { residentId })) {
    const today = dayOf(tx.at);
    volunteer.activeTo ??= today < volunteer.activeFrom ? volunteer.activeFrom : today;
  }
  for (const card of await tx.getAll(ConfirmationCard, { residentId })) Object.assign(card, { pinHash: '', codeDigest: '', tries: MOST_TRIES });
  const certificates = await tx.find(ServiceCertificate, { residentId });
  for (const paper of await tx.getAll(Attachment, { recordKind: 'ServiceCertificate', recordId: { $in: certificates.map(({ id }) => id) } })) await tx.remove(paper);
}
