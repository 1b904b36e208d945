import { alertsById, type AlertRow } from '@linli/domain/kpis/alerts/alerts.read';
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { guarded } from '../live/guarded.ts';
import { messages, type Message } from '../live/messages.ts';
import { AlertType } from './alert.type.ts';

/** Live alerts. */
@Resolver()
export class AlertChangedResolver {
  @Subscription(() => [AlertType], {
    description: '预警推送 Alerts at places where one works, as they are raised, acknowledged or dismissed.',
    subscribe: ({ args, context }: { args: unknown; context: unknown }) => follow((args as { placeId?: string }).placeId, (context as Context).operation),
  })
  alertChanged(
    @Root() alerts: AlertType[],
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only under this place.' }) _placeId: string | undefined,
  ): AlertType[] {
    return alerts;
  }
}

async function follow(placeId: string | undefined, operation: Operation): Promise<AsyncIterableIterator<Message<readonly AlertRow[]>>> {
  const under = rowIdOrNull('Place', placeId);
  await operation.release(); // the feed reads on connections of its own
  const mailbox = await operation.services.alerts.watch(operation.districtId);
  const stream = messages(operation, mailbox, async (moves, now) => {
    const alerts = await now.rows(alertsById, worksAt(now), [...new Set(moves.map(({ alertId }) => alertId))], under);
    return alerts.length > 0 ? alerts : undefined;
  });
  return guarded(operation, stream, async ({ actor }) => actor.memberships.length > 0);
}
