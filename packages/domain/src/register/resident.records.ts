import { ADMINS, holds } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import type { Clock } from '../shared/clock.ts';
import { one } from '../shared/read.ts';
import { actsFor } from './proxies.ts';
import { mayKeep } from './register.policy.ts';
import { residentForRights } from './register.read.ts';

/** Files of residents' records: seen and added by staff over the place, by themselves and by who acts for them. */
export function residentRecords(clock: Clock): RecordKind {
  return {
    kind: 'Resident',
    table: 'resident',
    async rights(from, actor, residentId) {
      const resident = await one(from, residentForRights, residentId);
      if (!resident) return null;
      const lineage = (await from.rows(lineages, [resident.placeId])).map(({ ancestorId }) => ancestorId);
      const sees = mayKeep(actor, lineage) || (await actsFor(from, actor, residentId, clock.now()));
      return sees ? { mayAttach: !resident.erased, mayRemove: holds(actor, ADMINS, lineage) } : null;
    },
  };
}
