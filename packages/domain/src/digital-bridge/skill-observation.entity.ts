import { defineEntity } from '@mikro-orm/core';
import { Refusal } from '../shared/refusal.ts';
import type { SkillLevel } from './gains.rule.ts';

const SkillObservationSchema = defineEntity({
  name: 'SkillObservation',
  tableName: 'skill_observation',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    seniorSkillId: p.uuid(),
    residentId: p.uuid(),
    itemId: p.uuid(),
    /** Where they lived when it was recorded. */
    placeId: p.uuid(),
    level: p.string().$type<SkillLevel>(),
    observedAt: p.datetime(),
    recordedAt: p.datetime(),
    /** Whose account saw it; none for what the system brought in. */
    observerId: p.uuid().nullable(),
    /** Since when it counts no more, because it was recorded wrongly, and why. */
    voidedAt: p.datetime().nullable(),
    reason: p.text().nullable(),
  }),
});

/** 技能观察. What somebody saw a senior do, or not do, on a day. Never overwritten: a later one counts instead, a wrong one is voided. */
export class SkillObservation extends SkillObservationSchema.class {
  static readonly schema = SkillObservationSchema;

  /** @throws Refusal WRONG_STATE for the second time */
  void(reason: string, at: Date): void {
    if (this.voidedAt) throw new Refusal('WRONG_STATE', 'This was voided already.', ['observationId']);
    Object.assign(this, { voidedAt: at, reason } satisfies Partial<SkillObservation>);
  }
}
SkillObservationSchema.setClass(SkillObservation);
