import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { rowId } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { guarded } from '../live/guarded.ts';
import { messages, type Message } from '../live/messages.ts';
import { CareCentreChange } from './centre.type.ts';

/** Live occupancy of centres, and free places of their slots: numbers, for everybody to read. */
@Resolver()
export class CareCentreChangedResolver {
  @Subscription(() => CareCentreChange, {
    description: '中心变动推送 A care centre whenever somebody came or left, or places of its slots were taken or given back.',
    subscribe: ({ args, context }: { args: unknown; context: unknown }) => follow((args as { centreId: string }).centreId, (context as Context).operation),
  })
  careCentreChanged(
    @Root() change: CareCentreChange,
    @Arg('centreId', () => ID, { description: '养老服务中心' }) _centreId: string,
  ): CareCentreChange {
    return change;
  }
}

async function follow(centreId: string, operation: Operation): Promise<AsyncIterableIterator<Message<CareCentreChange>>> {
  const id = rowId('CareCentre', centreId);
  await operation.release(); // the feed reads on connections of its own
  const mailbox = await operation.services.careCentres.watch(operation.districtId, move => move.centreId === id);
  const stream = messages(operation, mailbox, async (moves, now) => {
    const centre = await now.loaders.careCentre.load(id);
    const slots = await Promise.all([...new Set(moves.map(({ slotId }) => slotId))].filter(slotId => slotId !== null).map(slotId => now.loaders.careSlot.load(slotId)));
    return centre ? { centre, slots: slots.filter(slot => slot !== null) } : undefined;
  });
  return guarded(operation, stream, async () => true);
}
