import { BEGINNING, changeHorizon } from '@linli/domain/shared/changed';
import type { Sealer } from '@linli/domain/people/sealed';
import { one } from '@linli/domain/shared/read';
import { ArgsType, Field, ID, Int, ObjectType, type ClassType } from 'type-graphql';
import { pageSize } from './connection.ts';
import { badInput, resync } from './errors.ts';
import { isGiven } from './given.ts';
import type { Operation } from './operation.ts';

/** What has changed since somebody last asked. */
export interface Changes<Row> {
  readonly nodes: readonly Row[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

export interface Position {
  readonly xid: string;
  readonly id: string;
}

/** What is asked of changes at places. */
@ArgsType()
export class ChangesArgs {
  @Field(() => String, { nullable: true, description: 'The cursor that the last answer gave; absent the first time.' })
  since?: string | undefined;

  @Field(() => ID, { nullable: true, description: '地点 Only those under it.' })
  placeId?: string | undefined;

  @Field(() => Int, { defaultValue: 100, description: 'Rows in the answer, 1 to 100.' })
  first!: number;
}

/** The type of the answers to "what has changed since" of a node type. */
export function changesOf<Row extends object>(name: string, node: () => ClassType<Row>) {
  @ObjectType(`${name}Changes`, { simpleResolvers: true, description: `增量 What has changed of ${name}s that one may see.` })
  class ChangesType {
    @Field(() => [node()], { description: 'As they are now, in the order in which they were last changed.' })
    nodes!: Row[];

    @Field(() => String, { description: 'Keep it, and give it as `since` the next time; also when there was nothing.' })
    cursor!: string;

    @Field(() => Boolean, { description: 'Whether there is more already: ask again at once.' })
    hasMore!: boolean;
  }
  return ChangesType;
}

/**
 * Answers what has changed after a cursor; nothing is ever skipped, what is still being written comes later (ADR 10).
 * @throws GraphQLError BAD_USER_INPUT for what is no cursor; RESYNC for one of before the database was restored elsewhere
 */
export async function changesSince<Row extends { readonly id: string; readonly changedIn: string }>(
  operation: Operation, since: string | null | undefined, asked: number, page: (after: Position, limit: number) => Promise<Row[]>,
): Promise<Changes<Row>> {
  const first = pageSize(asked);
  const horizon = await one(operation, changeHorizon);
  if (!horizon) throw new Error('The migrations have not run.');
  const after = isGiven(since) ? positionOf(operation, since, horizon.epoch) : BEGINNING;
  const rows = await page(after, first + 1);
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  const hasMore = rows.length > first;
  const end = hasMore && last ? { xid: last.changedIn, id: last.id } : later(after, { xid: horizon.xid, id: BEGINNING.id });
  return { nodes, hasMore, cursor: operation.domain.sealer.seal([operation.districtId, horizon.epoch, end.xid, end.id].join(' ')) };
}

/** A reader that lags behind another must not send anybody back. */
function later(a: Position, b: Position): Position {
  return BigInt(a.xid) >= BigInt(b.xid) ? a : b;
}

/** Cursors are sealed: how fast their numbers rise would tell how much is going on in all districts together. */
function positionOf({ domain, districtId }: Operation, cursor: string, current: string): Position {
  const [district, epoch, xid = '', id = ''] = opened(domain.sealer, cursor).split(' ');
  if (district !== String(districtId)) throw badInput('This is not a cursor of changes.');
  if (epoch !== current) throw resync();
  return { xid, id };
}

function opened(sealer: Sealer, cursor: string): string {
  try {
    return sealer.open(cursor);
  } catch {
    return ''; // altered, or never one of ours
  }
}
