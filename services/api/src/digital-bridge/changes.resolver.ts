import { pairsChanged, skillsChanged, transactionsChanged } from '@linli/domain/digital-bridge/shown.read';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { rowIdOrNull } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { pairSeer } from './bridge.loaders.ts';
import { BuddyPairChanges, SeniorSkillChanges, ServiceTransactionChanges } from './bridge.type.ts';

/** What other systems poll; seen as in the lists. */
@Resolver()
export class BridgeChangesResolver {
  @Query(() => ServiceTransactionChanges, { description: '增量 Service transactions that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async serviceTransactionsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await operation.loaders.seer()), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(transactionsChanged, ...seen, xid, id, limit));
  }

  @Query(() => SeniorSkillChanges, { description: '增量 Skills that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async seniorSkillsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await operation.loaders.seer()), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(skillsChanged, ...seen, xid, id, limit));
  }

  @Query(() => BuddyPairChanges, { description: '增量 Buddy pairs that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async buddyPairsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [...(await pairSeer(operation)), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(pairsChanged, ...seen, xid, id, limit));
  }
}
