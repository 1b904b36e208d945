import { newId } from '../shared/ids.ts';
import type { OnDisclosed } from '../sheets/exports.service.ts';
import { Disclosure } from './disclosure.entity.ts';

/** Registered with exports: whose numbers went out whole, one record each. Of what an operator writes to disk the export itself is the record. */
export const recordDisclosures: OnDisclosed = async (tx, { kind, subjectIds, purpose }) => {
  const { accountId } = tx.performer;
  if (kind !== 'residents' || accountId === null) return;
  await tx.bulkInsert(Disclosure, subjectIds.map(residentId => ({
    id: newId(), residentId, accountId, kind: 'REVEAL', fields: ['NAME', 'ID_NUMBER', 'PHONE'], purpose, caseId: null, at: tx.at,
  })));
};
