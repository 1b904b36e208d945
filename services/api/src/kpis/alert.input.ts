import type { AlertKind, AlertSide } from '@linli/domain/kpis/alerts/alert-rule.entity';
import type { PeriodKind } from '@linli/domain/kpis/language/indicator';
import type { PlaceLevel } from '@linli/domain/places/place.entity';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CommandInput, Payload } from '../graphql/command.ts';
import { PlaceLevelEnum } from '../places/place.type.ts';
import { AlertKindEnum, AlertRuleType, AlertSideEnum, AlertType } from './alert.type.ts';
import { PeriodKindEnum } from './indicator.type.ts';

@InputType({ description: '设定预警规则 What is to be watched.' })
export class AlertRuleCreateInput extends CommandInput {
  @Field(() => ID, { description: '地点' })
  placeId!: string;

  @Field(() => PlaceLevelEnum, { nullable: true, description: '层级 Of the places watched under it; the place itself when absent.' })
  level?: PlaceLevel | null;

  @Field(() => AlertKindEnum, { description: '类型' })
  kind!: AlertKind;

  @Field(() => String, { description: '指标 Its key.' })
  indicator!: string;

  @Field(() => PeriodKindEnum, { nullable: true, description: '周期 For all kinds but STALE; its last whole period is looked at as each day begins.' })
  periodKind?: PeriodKind | null;

  @Field(() => AlertSideEnum, { nullable: true, description: '方向 For THRESHOLD.' })
  side?: AlertSide | null;

  @Field(() => Float, { nullable: true, description: '阈值 For THRESHOLD, in the indicator\'s unit.' })
  threshold?: number | null;

  @Field(() => Int, { nullable: true, description: '天数 For STALE: whole days, 1 to 366.' })
  days?: number | null;
}

@InputType({ description: '停用预警规则' })
export class AlertRuleEndInput extends CommandInput {
  @Field(() => ID, { description: '规则' })
  alertRuleId!: string;
}

@InputType({ description: '知悉预警' })
export class AlertAcknowledgeInput extends CommandInput {
  @Field(() => ID, { description: '预警' })
  alertId!: string;

  @Field(() => String, { nullable: true, description: '说明 What is being done.' })
  reason?: string | null;
}

@InputType({ description: '忽略预警' })
export class AlertDismissInput extends CommandInput {
  @Field(() => ID, { description: '预警' })
  alertId!: string;

  @Field(() => String, { description: '原因 Why it means nothing.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: '预警规则结果' })
export class AlertRulePayload extends Payload {
  @Field(() => AlertRuleType, { nullable: true, description: '规则 As it stands; null when refused.' })
  rule?: AlertRuleType;
}

@ObjectType({ simpleResolvers: true, description: '预警处理结果' })
export class AlertPayload extends Payload {
  @Field(() => AlertType, { nullable: true, description: '预警 As it stands; null when refused.' })
  alert?: AlertType;
}
