import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { one } from '../shared/read.ts';
import { mayManage, mayRecord } from './points.policy.ts';
import { awardForRights } from './points.read.ts';

/** Files that show a deed: seen by the staff over where it happened, attached while its notice runs. */
export const awardRecords: RecordKind = {
  kind: 'PointsAward',
  table: 'points_award',
  async rights(from, actor, awardId) {
    const award = await one(from, awardForRights, awardId);
    const lineage = award ? (await from.rows(lineages, [award.placeId])).map(({ ancestorId }) => ancestorId) : [];
    if (!award || !mayRecord(actor, lineage)) return null;
    return { mayAttach: award.state === 'PROPOSED', mayRemove: award.state === 'PROPOSED' && mayManage(actor, lineage) };
  },
};
