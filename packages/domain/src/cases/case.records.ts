import { ADMINS, holds } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { actsFor } from '../register/proxies.ts';
import type { Clock } from '../shared/clock.ts';
import { one } from '../shared/read.ts';
import { assists, mayAttach, maySee } from './case.policy.ts';
import { caseForRights, coHandlersOfCases } from './cases.read.ts';

/** Files of cases: seen by whoever sees the case. */
export function caseRecords(clock: Clock): RecordKind {
  return {
    kind: 'Case',
    table: 'service_case',
    async rights(from, actor, caseId) {
      const matter = await one(from, caseForRights, caseId);
      if (!matter) return null;
      const lineage = (await from.rows(lineages, [matter.placeId])).map(({ ancestorId }) => ancestorId);
      const standpoint = {
        lineage, assists: assists(actor, await from.rows(coHandlersOfCases, [caseId])), actsFor: await actsFor(from, actor, matter.residentId, clock.now()),
      };
      if (!maySee(actor, matter, standpoint)) return null;
      return { mayAttach: mayAttach(actor, matter, standpoint), mayRemove: holds(actor, ADMINS, lineage) };
    },
  };
}
