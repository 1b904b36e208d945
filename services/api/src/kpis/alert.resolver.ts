import {
  alertCount, alertPage, alertRuleCount, alertRulePage, alertsChanged, type AlertFilter, type AlertRow, type AlertRuleFilter, type AlertRuleRow,
} from '@linli/domain/kpis/alerts/alerts.read';
import { mayAcknowledge } from '@linli/domain/kpis/alerts/alerts.service';
import { maySteer } from '@linli/domain/kpis/steering';
import { one } from '@linli/domain/shared/read';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ChangesArgs, changesSince } from '../graphql/changes.ts';
import { globalId, rowId, rowIdOrNull } from '../graphql/global-id.ts';
import { worksAt } from '../graphql/loaders.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PlaceType, WorkerType } from '../places/place.type.ts';
import { lineageOf, shownAccount } from '../register/shown.ts';
import { AlertChanges, AlertConnection, AlertFilterInput, AlertRuleConnection, AlertRuleType, AlertType } from './alert.type.ts';
import { IndicatorType } from './indicator.type.ts';

/** Reading alerts: for the staff over their places. */
@Resolver(() => AlertType)
export class AlertResolver {
  @Query(() => AlertConnection, { description: '预警列表 Alerts at places where one works, the latest first.' })
  alerts(
    @Arg('filter', () => AlertFilterInput, { nullable: true, description: 'Which ones.' }) filter: AlertFilterInput | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: AlertFilter = [worksAt(operation), rowIdOrNull('Place', filter?.placeId), filter?.states ?? null, filter?.kinds ?? null];
    return pageById(first, after, (position, limit) => operation.rows(alertPage, ...values, position, limit), () => one(operation, alertCount, ...values));
  }

  @Query(() => AlertType, { nullable: true, description: '预警 An alert by id; null when there is none that one may see.' })
  alert(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.figures.alert.load(rowId('Alert', id));
  }

  @Query(() => AlertChanges, { description: '增量 Alerts that changed since one last asked, each once, as they are now; everything when asked for the first time.' })
  alertsChanged(@Args(() => ChangesArgs) { since, placeId, first }: ChangesArgs, @Ctx() { operation }: Context) {
    const seen = [worksAt(operation), rowIdOrNull('Place', placeId)] as const;
    return changesSince(operation, since, first, ({ xid, id }, limit) => operation.rows(alertsChanged, ...seen, xid, id, limit));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() alert: AlertRow): string {
    return globalId('Alert', alert.id);
  }

  @FieldResolver(() => AlertRuleType, { nullable: true, description: '规则 That raised it.' })
  rule(@Root() alert: AlertRow, @Ctx() { operation }: Context) {
    return operation.loaders.figures.alertRule.load(alert.ruleId);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点' })
  place(@Root() alert: AlertRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(alert.placeId);
  }

  @FieldResolver(() => WorkerType, { nullable: true, description: '处理人 Who acknowledged or dismissed it last.' })
  handledBy(@Root() alert: AlertRow, @Ctx() { operation }: Context) {
    return shownAccount(operation, alert.handledById);
  }

  @FieldResolver(() => Boolean, { description: '可知悉 Whether one may acknowledge it.' })
  async viewerCanAcknowledge(@Root() { placeId, state }: AlertRow, @Ctx() { operation }: Context): Promise<boolean> {
    return state === 'OPEN' && mayAcknowledge(operation.actor, await lineageOf(operation, placeId));
  }

  @FieldResolver(() => Boolean, { description: '可忽略 Whether one may dismiss it.' })
  async viewerCanDismiss(@Root() { placeId, state }: AlertRow, @Ctx() { operation }: Context): Promise<boolean> {
    return state !== 'DISMISSED' && maySteer(operation.actor, await lineageOf(operation, placeId));
  }
}

/** Reading rules: for the staff where they are set, and at what they watch. */
@Resolver(() => AlertRuleType)
export class AlertRuleResolver {
  @Query(() => AlertRuleConnection, { description: '预警规则列表 Rules that watch places where one works, the latest first.' })
  alertRules(
    @Arg('placeId', () => ID, { nullable: true, description: '地点 Only those set there or under it.' }) placeId: string | undefined,
    @Arg('includeEnded', () => Boolean, { defaultValue: false, description: '含已停用 Those that have ended as well.' }) includeEnded: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const values: AlertRuleFilter = [worksAt(operation), rowIdOrNull('Place', placeId), includeEnded];
    return pageById(first, after, (position, limit) => operation.rows(alertRulePage, ...values, position, limit), () => one(operation, alertRuleCount, ...values));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() rule: AlertRuleRow): string {
    return globalId('AlertRule', rule.id);
  }

  @FieldResolver(() => PlaceType, { nullable: true, description: '地点 Where it is set; it watches places at or under it.' })
  place(@Root() rule: AlertRuleRow, @Ctx() { operation }: Context) {
    return operation.loaders.place.load(rule.placeId);
  }

  @FieldResolver(() => IndicatorType, { nullable: true, description: '指标 Null when it is no more.' })
  indicator(@Root() rule: AlertRuleRow, @Ctx() { operation }: Context) {
    return operation.domain.indicators.find(rule.indicator) ?? null;
  }
}
