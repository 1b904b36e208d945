import type { FigureSide, Position } from '@linli/domain/kpis/drill-down/drill-down';
import { readMedian } from '@linli/domain/kpis/drill-down/lasted';
import type { Measure } from '@linli/domain/kpis/language/measure';
import { isId } from '@linli/domain/shared/ids';
import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { decodeCursor, pageOf, pageSize } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';
import { globalId, type Kind } from '../graphql/global-id.ts';
import { nodeOf } from '../graphql/node.ts';
import { NodeType } from '../graphql/node.type.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { PlaceType } from '../places/place.type.ts';
import { FigureRecordConnection, FigureRecordType, MedianDurationType, type FigureRecordPage } from './figure-records.type.ts';
import { IndicatorValueType } from './indicator.type.ts';

/** Figures whose records one request may ask for: each list reads all records of its figure. */
const MOST_LISTS = 20;
const lists = new WeakMap<Operation, number>();

/** From a figure down to its records. */
@Resolver(() => IndicatorValueType)
export class IndicatorRecordsResolver {
  @FieldResolver(() => FigureRecordConnection, {
    nullable: true, description: '分子明细 The records behind the numerator, as they are now. Null for a figure as of an earlier moment. At most 20 such lists in one request.',
  })
  async numeratorRecords(
    @Root() value: IndicatorValueType,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<FigureRecordPage | null> {
    return pageOfRecords(operation, value, value.figure.indicator.numerator, first, after);
  }

  @FieldResolver(() => FigureRecordConnection, {
    nullable: true, description: '分母明细 The records behind the denominator. Null where there is none, and for a figure as of an earlier moment.',
  })
  async denominatorRecords(
    @Root() value: IndicatorValueType,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ): Promise<FigureRecordPage | null> {
    return pageOfRecords(operation, value, value.figure.indicator.denominator, first, after);
  }

  @FieldResolver(() => MedianDurationType, {
    nullable: true, description: '中位数 Of what lasts, like the time to a first response: the median of what began in the period. Null for others, and for a figure as of an earlier moment.',
  })
  async median(@Root() { figure, past }: IndicatorValueType, @Ctx() { operation }: Context): Promise<MedianDurationType | null> {
    const { lasts } = figure.indicator;
    if (!lasts || past) return null;
    limitLists(operation);
    const { minutes, n, open } = await readMedian(operation, lasts, figure.placeId, figure.period, operation.domain.clock.now());
    return { hours: minutes === null ? null : minutes / 60, n, open };
  }
}

/** What of a figure is behind the records that one may see. */
@Resolver(() => FigureRecordConnection)
export class FigureRecordsResolver {
  @FieldResolver(() => Float, { description: '可见部分 What the records that one may see add to the figure. `visible` and `hidden` together are the figure.' })
  async visible(@Root() { parts }: FigureRecordPage): Promise<number> {
    return (await parts()).visibleSum;
  }

  @FieldResolver(() => Float, { description: '隐藏部分 What the records that one may not see add to the figure.' })
  async hidden(@Root() { parts }: FigureRecordPage): Promise<number> {
    return (await parts()).hiddenSum;
  }

  @FieldResolver(() => Int, { description: '隐藏条数 How many records one may not see.' })
  async hiddenCount(@Root() { parts }: FigureRecordPage): Promise<number> {
    return (await parts()).hidden;
  }
}

/** What a record is, and where it counts. */
@Resolver(() => FigureRecordType)
export class FigureRecordResolver {
  @FieldResolver(() => NodeType, { nullable: true, description: '记录 What shows the record: a case, a resident, an account of the ledger.' })
  async node(@Root() { kind, nodeId }: FigureRecordType, @Ctx() { operation }: Context): Promise<object | null> {
    return nodeOf(operation, globalId(kind as Kind, nodeId));
  }

  @FieldResolver(() => PlaceType, { description: '地点 Where it counts.' })
  async place(@Root() { placeId }: FigureRecordType, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(placeId);
  }
}

async function pageOfRecords(
  operation: Operation, { figure, past }: IndicatorValueType, measure: Measure | undefined, asked: number, after: string | undefined,
): Promise<FigureRecordPage | null> {
  if (!measure || past) return null;
  const first = pageSize(asked);
  limitLists(operation);
  const { domain: { indicators: { records }, clock }, loaders } = operation;
  const side: FigureSide = { measure, placeId: figure.placeId, period: figure.period, now: clock.now() };
  const seer = await loaders.seer();
  const rows = await records.page(operation, seer, side, isGiven(after) ? positionOf(after) : null, first + 1);
  let known: ReturnType<FigureRecordPage['parts']> | undefined;
  const parts = () => (known ??= records.parts(operation, seer, side));
  return { ...pageOf(rows, first, isGiven(after), ({ position }) => position, async () => (await parts()).visible), parts };
}

/** @throws GraphQLError BAD_USER_INPUT */
function limitLists(operation: Operation): void {
  const asked = (lists.get(operation) ?? 0) + 1;
  lists.set(operation, asked);
  if (asked > MOST_LISTS) throw badInput(`At most ${MOST_LISTS} lists of records at once.`);
}

function positionOf(after: string): Position {
  const [at = '', part = '', key = ''] = decodeCursor(after, 3);
  if (!/^-?\d{1,18}$/.test(at) || !/^\d{1,4}$/.test(part) || !isId(key)) throw badInput('This is not a cursor of this list.');
  return [at, part, key];
}
