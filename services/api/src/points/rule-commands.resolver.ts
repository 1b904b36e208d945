import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import {
  PointsRuleCreateInput, PointsRuleDraftInput, PointsRuleEndInput, PointsRulePublishInput, PointsRuleRewordInput, PointsSchemeSetUpInput, RulePayload, SchemePayload,
  VersionPayload, termsOf,
} from './rule.input.ts';

/** Commands on the scheme and its rules, by admins over where they hold. */
@Resolver()
export class PointsRuleCommandsResolver {
  @Command(() => SchemePayload, '设置积分制 Sets up the district\'s scheme, or changes it.')
  async pointsSchemeSetUp(@Input(() => PointsSchemeSetUpInput) input: PointsSchemeSetUpInput, @Ctx() { operation }: Context) {
    const { name, noticeDays, expiryDays = null, holdHours, levels, leaderboards } = input;
    return { scheme: await operation.domain.points.rules.setUp(operation.by(input), {
      name, noticeDays, expiryDays, holdHours, leaderboards, levels: levels.map(level => ({ name: level.name, from: level.from })),
    }) };
  }

  @Command(() => RulePayload, '新建规则 Draws up a rule; nothing is earned by it before a version is published.')
  async pointsRuleCreate(@Input(() => PointsRuleCreateInput) input: PointsRuleCreateInput, @Ctx() { operation }: Context) {
    const { name, eventType, terms } = input;
    return { rule: await operation.domain.points.rules.create(operation.by(input), { placeId: rowId('Place', input.placeId), name, eventType, ...termsOf(terms) }) };
  }

  @Command(() => VersionPayload, '起草新版本 Writes the next version as a draft, in place of a draft that there is.')
  async pointsRuleDraft(@Input(() => PointsRuleDraftInput) input: PointsRuleDraftInput, @Ctx() { operation }: Context) {
    return { version: await operation.domain.points.rules.draft(operation.by(input), rowId('PointsRule', input.ruleId), termsOf(input.terms)) };
  }

  @Command(() => VersionPayload, '修改草案 Changes a draft; refused once it was published.')
  async pointsRuleReword(@Input(() => PointsRuleRewordInput) input: PointsRuleRewordInput, @Ctx() { operation }: Context) {
    return { version: await operation.domain.points.rules.reword(operation.by(input), rowId('PointsRuleVersion', input.versionId), termsOf(input.terms)) };
  }

  @Command(() => VersionPayload, '发布规则 Puts a draft in force from a day on, until a later version begins.')
  async pointsRulePublish(@Input(() => PointsRulePublishInput) input: PointsRulePublishInput, @Ctx() { operation }: Context) {
    return { version: await operation.domain.points.rules.publish(operation.by(input), rowId('PointsRuleVersion', input.versionId), input.beginsOn) };
  }

  @Command(() => RulePayload, '终止规则 Lets a rule hold no more from a day on.')
  async pointsRuleEnd(@Input(() => PointsRuleEndInput) input: PointsRuleEndInput, @Ctx() { operation }: Context) {
    return { rule: await operation.domain.points.rules.end(operation.by(input), rowId('PointsRule', input.ruleId), input.endsOn) };
  }
}
