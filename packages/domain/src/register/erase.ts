import { Account } from '../access/account.entity.ts';
import { Attachment } from '../attachments/attachment.entity.ts';
import { Consent } from '../people/consent.entity.ts';
import { Kin } from '../people/kin.entity.ts';
import type { Resident } from '../people/resident.entity.ts';
import type { Transaction } from '../shared/transaction.ts';

/** What stands where a name was. */
const ERASED = '—';

/** Registered by rooms above: they forget what they know of a resident whose data is erased. */
export type OnErased = (tx: Transaction, residentId: string) => Promise<void>;

/** Empties a resident's personal data. Sex and birth date stay: the figures of the past are counted by them. */
export async function erasePerson(tx: Transaction, resident: Resident): Promise<void> {
  resident.rename(ERASED);
  resident.leaveHousehold();
  Object.assign(resident, {
    idNumberSealed: null, idNumberIndex: null, phoneSealed: null, phoneIndex: null, hukouCode: null, addressId: null, disabilityLevel: null,
    livesAlone: false, noKin: false, externalSystem: null, externalId: null, erasedAt: tx.at,
  } satisfies Partial<Resident>);
  const kin = await tx.getAll(Kin, { $or: [{ residentId: resident.id }, { kinId: resident.id }] });
  const consents = await tx.getAll(Consent, { residentId: resident.id });
  for (const each of kin) await tx.remove(each);
  for (const consent of consents) consent.evidence = null;
  // What they held is swept from the storage within a day, as files that belong to nothing.
  for (const file of await tx.getAll(Attachment, { recordKind: 'Resident', recordId: resident.id })) await tx.remove(file);
  for (const account of await tx.getAll(Account, { residentId: resident.id })) {
    Object.assign(account, { displayName: ERASED, login: `erased-${account.id}`, phoneSealed: null, passwordHash: null, disabledAt: account.disabledAt ?? tx.at });
    await tx.forgetHistory(account.id);
  }
  await tx.forgetHistory(resident.id);
}
