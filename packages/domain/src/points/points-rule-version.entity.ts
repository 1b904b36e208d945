import { defineEntity } from '@mikro-orm/core';
import type { Standing } from '../people/resident.entity.ts';
import type { CalendarDate } from '../shared/clock.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Terms } from './terms.rule.ts';

/** What shows that it happened: nothing but the record, words, or a file that is attached before the notice ends. */
export const EVIDENCES = ['NONE', 'NOTE', 'FILE'] as const;
export type Evidence = (typeof EVIDENCES)[number];

/** Whose account the points go to. */
export const SUBJECTS = ['PERSON', 'HOUSEHOLD'] as const;
export type Subject = (typeof SUBJECTS)[number];

const PointsRuleVersionSchema = defineEntity({
  name: 'PointsRuleVersion',
  tableName: 'points_rule_version',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    ruleId: p.uuid(),
    /** 1, 2, … within the rule. */
    number: p.integer(),
    points: p.integer(),
    evidence: p.string().$type<Evidence>(),
    subject: p.string().$type<Subject>(),
    /** Points that one subject can get by this rule on one day, in one month, and in all; without a limit when null. */
    dayCap: p.integer().nullable(),
    monthCap: p.integer().nullable(),
    totalCap: p.integer().nullable(),
    /** Who may earn: people of these standings, all when empty; from and up to (not including) an age. */
    standings: p.array().$type<Standing[]>().columnType('text[]'),
    ageFrom: p.integer().nullable(),
    ageBelow: p.integer().nullable(),
    /** First day on which it holds, until the next version does; null while it is a draft. */
    beginsOn: p.date().$type<CalendarDate>().nullable(),
    /** Set ⇔ `beginsOn` is set; from then on nothing of it changes. */
    publishedAt: p.datetime().nullable(),
    publishedById: p.uuid().nullable(),
    createdAt: p.datetime(),
  }),
});

/** One wording of a rule. Invariant: once published it stays as it is, and what was earned by it stays earned by it. */
export class PointsRuleVersion extends PointsRuleVersionSchema.class {
  static readonly schema = PointsRuleVersionSchema;

  /** @throws Refusal WRONG_STATE when it has been published */
  reword(terms: Terms): void {
    this.mustBeDraft();
    Object.assign(this, terms);
  }

  /** @throws Refusal WRONG_STATE when it has been published */
  publish(beginsOn: CalendarDate, at: Date, byId: string | null): void {
    this.mustBeDraft();
    Object.assign(this, { beginsOn, publishedAt: at, publishedById: byId } satisfies Partial<PointsRuleVersion>);
  }

  private mustBeDraft(): void {
    if (this.publishedAt) throw new Refusal('WRONG_STATE', 'This version was published and stays as it is: write a new one.', ['versionId']);
  }
}
PointsRuleVersionSchema.setClass(PointsRuleVersion);
