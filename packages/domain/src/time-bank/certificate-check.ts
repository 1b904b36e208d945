import { maskName } from '../people/masking.ts';
import { addDays, startOf } from '../shared/clock.ts';
import { one, type Rows } from '../shared/read.ts';
import { certificateByCode, servedBetween, type ServiceCertificateRow } from './certificates.read.ts';

/** What whoever holds a certificate learns of it. */
export interface CheckedCertificate {
  readonly certificate: ServiceCertificateRow;
  /** Masked. */
  readonly name: string;
  /** Of the district whose time bank it is. */
  readonly district: string;
  /** Of generated records. */
  readonly generated: boolean;
  /** Whether the ledger still has what it says: nothing of it was undone since. */
  readonly holds: boolean;
}

/** Looks a certificate up by the code that stands on it; null when there is none. */
export async function checkedCertificate(from: Rows, code: string): Promise<CheckedCertificate | null> {
  const found = await one(from, certificateByCode, code.trim().toUpperCase());
  if (!found) return null;
  const { name, district, generated, ...certificate } = found;
  const lines = await from.rows(servedBetween, certificate.residentId, startOf(certificate.firstDay), startOf(addDays(certificate.lastDay, 1)));
  // On its last day more may have been served after it was issued.
  return { certificate, name: maskName(name), district, generated, holds: lines.reduce((sum, { minutes }) => sum + minutes, 0) >= certificate.minutes };
}
