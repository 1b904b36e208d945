import { awardsChanged, redemptionsChanged } from '@linli/domain/points/shown.read';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { AwardChanges } from './award.type.ts';
import { RedemptionChanges } from './redemption.type.ts';

/** What other systems poll; seen as in the lists. */
@Resolver()
export class PointsChangesResolver {
  @Query(() => AwardChanges, { description: '增量 Points earned that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async pointsAwardsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(awardsChanged, ...seen, xid, id, limit));
  }

  @Query(() => RedemptionChanges, { description: '增量 Redemptions that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async redemptionsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [await operation.loaders.own(), worksAt(operation), operation.actor.organisationId, rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(redemptionsChanged, ...seen, xid, id, limit));
  }
}
