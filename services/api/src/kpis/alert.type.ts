import type { AlertKind, AlertSide } from '@linli/domain/kpis/alerts/alert-rule.entity';
import type { AlertState } from '@linli/domain/kpis/alerts/alert.entity';
import type { AlertRow, AlertRuleRow } from '@linli/domain/kpis/alerts/alerts.read';
import type { PeriodKind } from '@linli/domain/kpis/language/indicator';
import type { CalendarDate } from '@linli/domain/shared/clock';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { changesOf } from '../graphql/changes.ts';
import { connectionOf } from '../graphql/connection.ts';
import { enumOf } from '../graphql/enums.ts';
import { NodeType } from '../graphql/node.type.ts';
import { CalendarDay, DateTime } from '../graphql/scalars.ts';
import type { PlaceLevel } from '@linli/domain/places/place.entity';
import { PlaceLevelEnum } from '../places/place.type.ts';
import { PeriodKindEnum } from './indicator.type.ts';

export const AlertKindEnum = enumOf<AlertKind>('AlertKind', '预警类型 What raises an alert.', {
  THRESHOLD: '超出阈值 A figure beyond a threshold.', TARGET_MISSED: '未达目标 A figure on the wrong side of the target that holds.',
  UNUSUAL_CHANGE: '异常波动 A figure outside the limits of a control chart of the periods before.', STALE: '没有数据 Nothing recorded for some days.',
});
export const AlertSideEnum = enumOf<AlertSide>('AlertSide', '方向 On which side of a threshold.', { ABOVE: '高于', BELOW: '低于' });
export const AlertStateEnum = enumOf<AlertState>('AlertState', '处理状态 Where an alert stands.', {
  OPEN: '待处理', ACKNOWLEDGED: '已知悉 Somebody sees to it.', DISMISSED: '已忽略 It means nothing, for the reason given.',
});

/** 预警规则. */
@ObjectType('AlertRule', { implements: NodeType, simpleResolvers: true, description: '预警规则 What is watched at places. Its terms never change: another rule takes its place.' })
export class AlertRuleType extends NodeType implements Pick<AlertRuleRow, 'kind' | 'level' | 'days'> {
  @Field(() => PlaceLevelEnum, { description: '层级 Of the places watched, at or under its place.' })
  level!: PlaceLevel;

  @Field(() => AlertKindEnum, { description: '类型' })
  kind!: AlertKind;

  @Field(() => PeriodKindEnum, { nullable: true, description: '周期 Whose last whole period is looked at; null where days are counted.' })
  periodKind!: PeriodKind | null;

  @Field(() => AlertSideEnum, { nullable: true, description: '方向 Of a threshold.' })
  side!: AlertSide | null;

  @Field(() => Float, { nullable: true, description: '阈值 In the indicator\'s unit.' })
  threshold!: number | null;

  @Field(() => Int, { nullable: true, description: '天数 Whole days without a record.' })
  days!: number | null;

  @Field(() => DateTime, { description: '设定时间' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '停用时间 Since when it raises nothing any more.' })
  endedAt!: Date | null;
}

@ObjectType('AlertBasis', { simpleResolvers: true, description: '依据 A period that control limits were drawn from.' })
export class AlertBasisType {
  @Field(() => CalendarDay, { description: '起 First day.' })
  from!: CalendarDate;

  @Field(() => CalendarDay, { description: '止 First day after.' })
  to!: CalendarDate;

  @Field(() => Float, { description: '分子' })
  numerator!: number;

  @Field(() => Float, { nullable: true, description: '分母' })
  denominator!: number | null;

  @Field(() => Float, { description: '值 In the indicator\'s unit.' })
  value!: number;
}

/** 预警. */
@ObjectType('Alert', { implements: NodeType, simpleResolvers: true, description: '预警 That a rule held at a place in a period, with what showed it then.' })
export class AlertType extends NodeType implements Pick<AlertRow, 'state' | 'value'> {
  @Field(() => CalendarDay, { description: '起 First day of the period, or of the days without a record.' })
  fromDay!: CalendarDate;

  @Field(() => CalendarDay, { description: '止 First day after.' })
  toDay!: CalendarDate;

  @Field(() => Float, { nullable: true, description: '分子 As counted when it was raised; null where nothing was.' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: '分母' })
  denominator!: number | null;

  @Field(() => Float, { nullable: true, description: '值 In the indicator\'s unit, as the limits are.' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '下限 Below it an alert is raised; null where there is no such limit.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: '上限 Above it an alert is raised; null where there is no such limit.' })
  high!: number | null;

  @Field(() => Float, { nullable: true, description: '中心线 Of a control chart.' })
  centre!: number | null;

  @Field(() => [AlertBasisType], { description: '依据 The periods that a control chart was drawn from, the oldest first.' })
  basis!: AlertRow['basis'] & AlertBasisType[];

  @Field(() => AlertStateEnum, { description: '处理状态' })
  state!: AlertState;

  @Field(() => DateTime, { description: '预警时间' })
  raisedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '处理时间 When it was acknowledged or dismissed.' })
  handledAt!: Date | null;

  @Field(() => String, { nullable: true, description: '说明 What was said of it then.' })
  reason!: string | null;
}

export const AlertConnection = connectionOf('Alert', () => AlertType);
export const AlertRuleConnection = connectionOf('AlertRule', () => AlertRuleType);
export const AlertChanges = changesOf('Alert', () => AlertType);

@InputType({ description: '筛选 Which alerts to list; whatever is absent filters nothing.' })
export class AlertFilterInput {
  @Field(() => ID, { nullable: true, description: '地点 At this place or under it.' })
  placeId?: string | null;

  @Field(() => [AlertStateEnum], { nullable: true, description: '处理状态 In one of these.' })
  states?: AlertState[] | null;

  @Field(() => [AlertKindEnum], { nullable: true, description: '类型 Of one of these.' })
  kinds?: AlertKind[] | null;
}
