import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { AlertAcknowledgeInput, AlertDismissInput, AlertPayload, AlertRuleCreateInput, AlertRuleEndInput, AlertRulePayload } from './alert.input.ts';

/** Commands on what is watched, and on what was raised. */
@Resolver()
export class AlertCommandsResolver {
  @Command(() => AlertRulePayload, '设定预警规则 Watches an indicator at places. By the admins of streets and districts.')
  async alertRuleCreate(@Input(() => AlertRuleCreateInput) input: AlertRuleCreateInput, @Ctx() { operation }: Context) {
    const { kind, indicator, level, periodKind, side, threshold, days } = input;
    return { rule: await operation.domain.alerts.createRule(operation.by(input), {
      placeId: rowId('Place', input.placeId), kind, indicator, level: level ?? undefined, periodKind: periodKind ?? undefined, side: side ?? undefined,
      threshold: threshold ?? undefined, days: days ?? undefined,
    }) };
  }

  @Command(() => AlertRulePayload, '停用预警规则 Lets a rule raise nothing any more; its alerts stay.')
  async alertRuleEnd(@Input(() => AlertRuleEndInput) input: AlertRuleEndInput, @Ctx() { operation }: Context) {
    return { rule: await operation.domain.alerts.endRule(operation.by(input), rowId('AlertRule', input.alertRuleId)) };
  }

  @Command(() => AlertPayload, '知悉预警 Says that an alert is seen to. By the admins over its place.')
  async alertAcknowledge(@Input(() => AlertAcknowledgeInput) input: AlertAcknowledgeInput, @Ctx() { operation }: Context) {
    return { alert: await operation.domain.alerts.acknowledge(operation.by(input), rowId('Alert', input.alertId), input.reason ?? undefined) };
  }

  @Command(() => AlertPayload, '忽略预警 Says why an alert means nothing; it is not raised again for its period. By the admins of streets and districts.')
  async alertDismiss(@Input(() => AlertDismissInput) input: AlertDismissInput, @Ctx() { operation }: Context) {
    return { alert: await operation.domain.alerts.dismiss(operation.by(input), rowId('Alert', input.alertId), input.reason) };
  }
}
