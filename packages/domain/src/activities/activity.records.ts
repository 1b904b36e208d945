import { ADMINS, STAFF, holds } from '../access/actor.ts';
import type { RecordKind } from '../attachments/records.ts';
import { lineages } from '../places/places.read.ts';
import { proxiedBy } from '../register/register.read.ts';
import type { Clock } from '../shared/clock.ts';
import { one } from '../shared/read.ts';
import { activitiesById, sessionsOfActivities } from './activities.read.ts';
import { trains, viewerOf } from './standing.ts';

/** Photos of activities: seen by whoever sees the activity, added by the staff over its place and its trainers. */
export function activityRecords(clock: Clock): RecordKind {
  return {
    kind: 'Activity',
    table: 'activity',
    async rights(from, actor, activityId) {
      const proxied = (await from.rows(proxiedBy, actor.accountId, clock.now())).map(({ residentId }) => residentId);
      const own = actor.residentId === null ? proxied : [actor.residentId, ...proxied];
      const activity = await one(from, activitiesById, ...viewerOf(actor, own), [activityId]);
      if (!activity) return null;
      const lineage = (await from.rows(lineages, [activity.placeId])).map(({ ancestorId }) => ancestorId);
      const sessions = await from.rows(sessionsOfActivities, [activityId]);
      return { mayAttach: holds(actor, STAFF, lineage) || sessions.some(session => trains(actor, session)), mayRemove: holds(actor, ADMINS, lineage) };
    },
  };
}
