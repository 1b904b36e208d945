import { STAFF, holds } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { one } from '../shared/read.ts';
import { certificateForRights } from './certificates.read.ts';

/** The papers of certificates: for whom they are of, and staff over where they live. Nobody adds or removes one. */
export const certificateRecords: RecordKind = {
  kind: 'ServiceCertificate',
  table: 'service_certificate',
  async rights(from, actor, certificateId) {
    const found = await one(from, certificateForRights, certificateId);
    if (!found) return null;
    const lineage = (await from.rows(lineages, [found.placeId])).map(({ ancestorId }) => ancestorId);
    const seen = actor.residentId === found.residentId || holds(actor, STAFF, lineage);
    return seen ? { mayAttach: false, mayRemove: false } : null;
  },
};
