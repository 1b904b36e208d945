import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { learned, type SkillLevel } from './gains.rule.ts';
import type { SkillObservation } from './skill-observation.entity.ts';

const SeniorSkillSchema = defineEntity({
  name: 'SeniorSkill',
  tableName: 'senior_skill',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    itemId: p.uuid(),
    /** As it was seen last; null when everything seen was voided. */
    level: p.string().$type<SkillLevel>().nullable(),
    observedAt: p.datetime().nullable(),
    /** When they first did it by themselves after they could not, and where they lived then. */
    gainedAt: p.datetime().nullable(),
    gainedPlaceId: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** 数字技能. How well somebody does one thing. It follows from its observations; whoever adds or voids one holds this row. */
export class SeniorSkill extends SeniorSkillSchema.class {
  static readonly schema = SeniorSkillSchema;

  /** @param observed every observation of it that was not voided */
  follow(observed: readonly SkillObservation[]): void {
    const { latest, gained } = learned(observed);
    Object.assign(this, {
      level: latest?.level ?? null, observedAt: latest?.observedAt ?? null, gainedAt: gained?.observedAt ?? null, gainedPlaceId: gained?.placeId ?? null,
    } satisfies Partial<SeniorSkill>);
  }
}
SeniorSkillSchema.setClass(SeniorSkill);
