import { lineages } from '@linli/domain/places/places.read';
import type { CaseRow, CaseStepRow } from '@linli/domain/cases/cases.read';
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { rowIdOrNull } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { guarded } from '../live/guarded.ts';
import { messages, type Message } from '../live/messages.ts';
import { CaseMoveEnum, moveWord } from './case.enums.ts';
import { CaseType } from './case.type.ts';

@ObjectType('CaseChange', { simpleResolvers: true, description: '诉求变化 A case that made a step.' })
class CaseChange {
  @Field(() => CaseType, { description: 'The case as it is now.' })
  case!: CaseType;

  @Field(() => [CaseMoveEnum], { description: '操作 The steps it made since the last message, oldest first.' })
  moves!: string[];
}

interface SubscribeArgs {
  readonly placeId?: string;
  readonly caseId?: string;
}

/** Live cases. */
@Resolver()
export class CaseChangedResolver {
  @Subscription(() => [CaseChange], {
    description: '诉求推送 Cases that one may see, as they make steps: all of them, those under a place, or one.',
    subscribe: ({ args, context }: { args: unknown; context: unknown }) => follow(args as SubscribeArgs, (context as Context).operation),
  })
  caseChanged(
    @Root() changes: CaseChange[],
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only under this place.' }) _placeId: string | undefined,
    @Arg('caseId', () => ID, { nullable: true, description: '诉求 Only this case.' }) _caseId: string | undefined,
  ): CaseChange[] {
    return changes;
  }
}

async function follow(args: SubscribeArgs, operation: Operation): Promise<AsyncIterableIterator<Message<CaseChange[]>>> {
  const [under, only] = [rowIdOrNull('Place', args.placeId), rowIdOrNull('Case', args.caseId)];
  await operation.release(); // the feed reads on connections of its own
  const mailbox = await operation.services.caseSteps.watch(operation.districtId, step => only === null || step.caseId === only);
  const stream = messages(operation, mailbox, async (steps, now) => {
    const changes = await changesOf(now, steps, under);
    return changes.length > 0 ? changes : undefined;
  });
  return guarded(operation, stream, async ({ actor }) => actor.memberships.length > 0 || actor.organisationId !== null);
}

async function changesOf(operation: Operation, steps: readonly CaseStepRow[], under: string | null): Promise<CaseChange[]> {
  const byCase = Map.groupBy(steps, step => step.caseId);
  const seen = (await Promise.all([...byCase.keys()].map(id => operation.loaders.case.load(id)))).filter(found => found !== null);
  const within = under === null ? seen : await those(operation, seen, under);
  return within.map(found => ({
    case: found,
    moves: (byCase.get(found.id) ?? []).map(step => moveWord(step.move)),
  }));
}

async function those(operation: Operation, cases: readonly CaseRow[], under: string): Promise<CaseRow[]> {
  const lines = await operation.rows(lineages, cases.map(found => found.placeId));
  const inside = new Set(lines.filter(line => line.ancestorId === under).map(line => line.placeId));
  return cases.filter(found => inside.has(found.placeId));
}
