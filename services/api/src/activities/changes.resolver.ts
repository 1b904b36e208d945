import { activitiesChanged, attendancesChanged } from '@linli/domain/activities/activities.read';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { ActivityAttendanceChanges, ActivityChanges } from './activity.type.ts';

/** What other systems poll; seen as in the lists. */
@Resolver()
export class ActivityChangesResolver {
  @Query(() => ActivityChanges, { description: '增量 Activities that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async activitiesChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await operation.loaders.activityViewer()), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(activitiesChanged, ...seen, xid, id, limit));
  }

  @Query(() => ActivityAttendanceChanges, { description: '增量 Attendances that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async activityAttendancesChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await operation.loaders.seer()), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(attendancesChanged, ...seen, xid, id, limit));
  }
}
