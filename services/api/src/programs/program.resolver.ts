import { periodOf } from '@linli/domain/kpis/engine/period.rule';
import type { PeriodKind } from '@linli/domain/kpis/language/indicator';
import { programCount, programPage, programsChanged, type AncestorRow, type ProgramRow } from '@linli/domain/programs/programs.read';
import { programSeer } from '@linli/domain/programs/seen';
import type { ProgramStatus } from '@linli/domain/programs/program.entity';
import { dayOf } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { AttachmentType } from '../attachments/attachment.type.ts';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { badInput } from '../graphql/errors.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { recordKey } from '../graphql/loaders.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { shownValue } from '../kpis/asked.ts';
import { IndicatorValueType, PeriodKindEnum } from '../kpis/indicator.type.ts';
import { PlaceType } from '../places/place.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { ProgramStatusEnum } from './program.enums.ts';
import { PlaybookVersionType, ProgramAncestorType, ProgramChanges, ProgramConnection, ProgramOutcomeType, ProgramStepType, ProgramType } from './program.type.ts';

/** Programs as everybody sees them who may: their plan, their progress, and what came of them. */
@Resolver(() => ProgramType)
export class ProgramResolver {
  @Query(() => ProgramConnection, { description: '项目 The latest planned first: all of where one works; what runs or ran, for the staff; what runs where one lives, for everybody.' })
  async programs(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those there or under it.' }) placeId: string | undefined,
    @Arg('statuses', () => [ProgramStatusEnum], { nullable: true, description: '状态 Any when left out.' }) statuses: ProgramStatus[] | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const filter = [...(await seerOf(operation)), rowIdOrNull('Place', placeId), statuses ?? null] as const;
    return pageById(first, after, (position, limit) => operation.rows(programPage, ...filter, position, limit), () => one(operation, programCount, ...filter));
  }

  @Query(() => ProgramType, { nullable: true, description: '项目 A program by id; null when there is none that one may see.' })
  program(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.program.load(rowId('Program', id));
  }

  @Query(() => ProgramChanges, { description: '增量 Programs that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  async programsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seer = await seerOf(operation);
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(programsChanged, ...seer, rowIdOrNull('Place', placeId), xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: ProgramRow): string {
    return globalId('Program', id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 A community or above.' })
  place(@Root() { placeId }: ProgramRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(placeId);
  }

  @FieldResolver(() => PlaybookVersionType, { nullable: true, description: '手册版本 What it was made from; null for what was not made from a playbook, and for who is not on the staff.' })
  playbookVersion(@Root() { playbookVersionId }: ProgramRow, @Ctx() { operation }: Context) {
    return playbookVersionId && operation.loaders.playbookVersion.load(playbookVersionId);
  }

  @FieldResolver(() => [ProgramAncestorType], { description: '沿革 The programs of this district that it was made from, the nearest first; from where these came, the lineage of their playbooks tells.' })
  lineage(@Root() { id }: ProgramRow, @Ctx() { operation }: Context) {
    return operation.loaders.programAncestors.load(id);
  }

  @FieldResolver(() => [ProgramStepType], { description: '步骤进展 Steps that were recorded, by the day on which they were done.' })
  steps(@Root() { id }: ProgramRow, @Ctx() { operation }: Context) {
    return operation.loaders.programSteps.load(id);
  }

  @FieldResolver(() => ProgramOutcomeType, { nullable: true, description: '成效 Null for what is not measured.' })
  outcome(@Root() { outcomeIndicator: indicator, baseline, target }: ProgramRow) {
    return indicator && { indicator, baseline, target };
  }

  @FieldResolver(() => IndicatorValueType, {
    nullable: true, description: '成效现值 What it is measured by, as it stands at its place; null for what is not measured, or where one may not see figures.',
  })
  async outcomeValue(
    @Arg('by', () => PeriodKindEnum, { defaultValue: 'YEAR', description: '周期 The one that runs now, or in which the program ended.' }) by: PeriodKind,
    @Root() { outcomeIndicator, placeId, endsOn }: ProgramRow, @Ctx() { operation }: Context,
  ): Promise<IndicatorValueType | null> {
    const { indicators } = operation.domain;
    const indicator = outcomeIndicator && indicators.find(outcomeIndicator);
    const place = await operation.loaders.place.load(placeId);
    if (!indicator || !place || !(await indicators.visiblePlaces(operation, operation.actor, [placeId])).has(placeId)) return null;
    if (!indicator.periods.includes(by)) throw badInput(`${indicator.key} does not exist by ${by}; it exists by ${indicator.periods.join(', ')}.`);
    const now = operation.domain.clock.now();
    const today = dayOf(now);
    const [value] = await indicators.values(operation, [placeId], [indicator], [periodOf(by, endsOn < today ? endsOn : today)], now);
    return value ? shownValue(value, place) : null;
  }

  @FieldResolver(() => [AttachmentType], { description: '附件 Its files, such as the booklet that it hands out.' })
  attachments(@Root() { id }: ProgramRow, @Ctx() { operation }: Context) {
    return operation.loaders.attachments.load(recordKey({ recordKind: 'Program', recordId: id }));
  }
}

/** A program that another was made from. */
@Resolver(() => ProgramAncestorType)
export class ProgramAncestorResolver {
  @FieldResolver(() => ProgramType, { nullable: true, description: '项目 Null for who may not see it.' })
  program(@Root() { ancestorId }: AncestorRow, @Ctx() { operation }: Context) {
    return operation.loaders.program.load(ancestorId);
  }
}

async function seerOf(operation: Operation) {
  return programSeer(operation.actor, await operation.loaders.own());
}
