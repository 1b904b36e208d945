import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { badInput } from './errors.ts';
import { MAX_PAGE } from './limits.ts';

/** Where a page of a connection ends (Relay). */
@ObjectType({ simpleResolvers: true, description: '分页信息 Where a page ends (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is a page after this one.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is a page before this one; only forward paging is offered.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; give it as `after` for the next page.' })
  endCursor!: string | null;
}

/** One page of rows, and how to count all of them if somebody asks. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly edges: readonly { readonly node: Row; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** The connection type of a node type, with `edges`, `nodes`, `pageInfo` and a `totalCount` that is counted only when asked. */
export function connectionOf<Row extends object>(name: string, node: () => ClassType<Row>) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One ${name} and its place in the list.` })
  class Edge {
    @Field(() => node(), { description: 'The row.' })
    node!: Row;

    @Field(() => String, { description: 'Where the row stands.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${name}s.` })
  class Connection {
    @Field(() => [Edge], { description: 'The rows with their cursors.' })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The rows.' })
    nodes!: Row[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many rows there are in all; counted only when asked.' })
    totalCount!: number;
  }
  return Connection;
}

/** A cursor is the position's values; opaque to clients. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws GraphQLError BAD_USER_INPUT for anything that is not a cursor of `length` values. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(value => typeof value === 'string')) return values;
  } catch {
    // not one of ours: said below
  }
  throw badInput('This is not a cursor of this list.');
}

/** @throws GraphQLError BAD_USER_INPUT unless 1 ≤ `first` ≤ 100 */
export function pageSize(first: number): number {
  if (first < 1 || first > MAX_PAGE) throw badInput(`\`first\` must be 1 to ${MAX_PAGE}.`);
  return first;
}

/** Makes a page of rows that were read with one more than was asked. */
export function pageOf<Row>(
  rows: readonly Row[], first: number, hasPrevious: boolean, position: (row: Row) => readonly string[], totalCount: () => Promise<number>,
): Page<Row> {
  const nodes = rows.slice(0, first);
  const edges = nodes.map(node => ({ node, cursor: encodeCursor(position(node)) }));
  return {
    nodes,
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: hasPrevious,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
