import { exchangesChanged } from '@linli/domain/time-bank/exchanges.read';
import { volunteersChanged } from '@linli/domain/time-bank/volunteers.read';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { ExchangeChanges } from './exchange.type.ts';
import { VolunteerChanges } from './time-bank.type.ts';

/** What other systems poll; seen as in the lists. */
@Resolver()
export class TimeBankChangesResolver {
  @Query(() => ExchangeChanges, { description: '增量 Services that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async exchangesChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = await seerOf(operation, placeId);
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(exchangesChanged, ...seen, xid, id, limit));
  }

  @Query(() => VolunteerChanges, { description: '增量 Volunteers that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async volunteersChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = await seerOf(operation, placeId);
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(volunteersChanged, ...seen, xid, id, limit));
  }
}

async function seerOf(operation: Operation, placeId: string | undefined) {
  return [await operation.loaders.own(), worksAt(operation), rowIdOrNull('Place', placeId)] as const;
}
