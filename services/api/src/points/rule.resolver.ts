import { ADMINS, holds } from '@linli/domain/access/actor';
import { scheme, type RuleRow, type VersionRow } from '@linli/domain/points/points.read';
import { ruleCount, rulePage, type RuleFilter } from '@linli/domain/points/shown.read';
import { addDays, dayOf, type CalendarDate } from '@linli/domain/shared/clock';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../graphql/errors.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import type { Context, Operation } from '../graphql/operation.ts';
import { CalendarDay } from '../graphql/scalars.ts';
import { PlaceType } from '../places/place.type.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { DryRunType, EventTypeType, RuleConnection, RuleType, SchemeType, VersionType } from './rule.type.ts';

/** Days that a version may be tried on at once. */
const MOST_DAYS = 400;

/** Reading the scheme and its rules: what is in force everybody may read, drafts the admins over the place. */
@Resolver(() => RuleType)
export class PointsRuleResolver {
  @Query(() => SchemeType, { nullable: true, description: '积分制 The district\'s scheme; null while there is none.' })
  async pointsScheme(@Ctx() { operation }: Context) {
    return (await one(operation, scheme)) ?? null;
  }

  @Query(() => [EventTypeType], { description: '积分事件类型 What points may be given for.' })
  pointsEventTypes(@Ctx() { operation }: Context): EventTypeType[] {
    return operation.domain.points.rules.eventTypes.map(({ key, title }) => ({ key, titleZh: title.ZH, titleEn: title.EN }));
  }

  @Query(() => RuleConnection, { description: '积分规则 Rules, the latest first.' })
  pointsRules(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those that hold there.' }) placeId: string | undefined,
    @Arg('includeEnded', () => Boolean, { defaultValue: false, description: '含已终止 Those that have ended as well.' }) includeEnded: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: RuleFilter = [rowIdOrNull('Place', placeId), includeEnded ? null : dayOf(operation.domain.clock.now())];
    return pageById(first, after, (position, limit) => operation.rows(rulePage, ...values, position, limit), () => one(operation, ruleCount, ...values));
  }

  @Query(() => RuleType, { nullable: true, description: '积分规则 A rule by id.' })
  pointsRule(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.pointsRule.load(rowId('PointsRule', id));
  }

  @Query(() => DryRunType, { nullable: true, description: '规则试算 What a version would have given on some days; null for who does not manage the rule.' })
  pointsRuleDryRun(
    @Arg('versionId', () => ID, { description: '规则版本 A draft, or a version that was published.' }) versionId: string,
    @Arg('from', () => CalendarDay, { description: '起 First day.' }) from: CalendarDate,
    @Arg('to', () => CalendarDay, { description: '止 Day after the last.' }) to: CalendarDate,
    @Ctx() { operation }: Context,
  ) {
    if (to <= from || addDays(from, MOST_DAYS) < to) throw badInput(`Give 1 to ${MOST_DAYS} days.`);
    return operation.domain.points.rules.tried(operation, operation.actor, rowId('PointsRuleVersion', versionId), { from, to });
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() rule: RuleRow): string {
    return globalId('PointsRule', rule.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it holds, with everything under it.' })
  place(@Root() rule: RuleRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(rule.placeId);
  }

  @FieldResolver(() => [VersionType], { description: '版本 The latest first; drafts for the admins over the place only.' })
  async versions(@Root() rule: RuleRow, @Ctx() { operation }: Context) {
    const versions = await operation.loaders.pointsVersions.load(rule.id);
    return (await manages(operation, rule)) ? versions : versions.filter(({ publishedAt }) => publishedAt !== null);
  }
}

@Resolver(() => VersionType)
export class PointsRuleVersionResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() version: VersionRow): string {
    return globalId('PointsRuleVersion', version.id);
  }
}

async function manages({ actor, loaders }: Operation, { placeId }: RuleRow): Promise<boolean> {
  return holds(actor, ADMINS, (await loaders.lineage.load(placeId)).map(line => line.ancestorId));
}
