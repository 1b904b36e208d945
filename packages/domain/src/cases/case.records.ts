import { ADMINS, holds } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { one } from '../shared/read.ts';
import { assists, mayAttach, maySee } from './case.policy.ts';
import { caseForRights, coHandlersOfCases } from './cases.read.ts';

/** Files of cases: seen by whoever sees the case. */
export const caseRecords: RecordKind = {
  kind: 'Case',
  table: 'service_case',
  async rights(from, actor, caseId) {
    const matter = await one(from, caseForRights, caseId);
    if (!matter) return null;
    const lineage = (await from.rows(lineages, [matter.placeId])).map(({ ancestorId }) => ancestorId);
    if (!maySee(actor, matter, { lineage, assists: assists(actor, await from.rows(coHandlersOfCases, [caseId])) })) return null;
    return { mayAttach: mayAttach(actor, matter, lineage), mayRemove: holds(actor, ADMINS, lineage) };
  },
};
