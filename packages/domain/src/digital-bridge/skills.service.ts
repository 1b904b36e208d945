import { Resident } from '../people/resident.entity.ts';
import { worksOver } from '../register/acting.ts';
import { newId } from '../shared/ids.ts';
import type { Performer } from '../shared/performer.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { words } from '../shared/words.ts';
import type { SkillLevel } from './gains.rule.ts';
import { happened, mayLookAt, openItem, person, standsBy } from './senior.ts';
import { SeniorSkill } from './senior-skill.entity.ts';
import { SkillObservation } from './skill-observation.entity.ts';

/** What somebody was seen to do, or not to do. */
export interface NewObservation {
  readonly residentId: string;
  /** Of the district's list of skills. */
  readonly itemId: string;
  readonly level: SkillLevel;
  /** Now when absent. */
  readonly observedAt?: Date | undefined;
}

const LONGEST_REASON = 500;

/** The checklist of skills: what staff, trainers and buddies see a senior do. */
export class SkillsService {
  readonly #unit: UnitOfWork;

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  /**
   * Records what was seen: by staff over where they live, who trains them, or their buddy; nobody certifies themselves.
   * @throws Refusal NOT_FOUND for the resident or at `bridgeItemId`; WRONG_STATE for who does not live here any more, or a closed item; INVALID at `observedAt`
   */
  observe(performer: Performer, { residentId, itemId, level, observedAt }: NewObservation): Promise<SkillObservation> {
    return this.#unit.of(performer, 'skill.observe', async tx => {
      const resident = await person(tx, residentId, found => observes(tx, found));
      await openItem(tx, itemId, 'SKILL');
      const skill = await heldSkill(tx, resident, itemId);
      const observation = await tx.create(SkillObservation, {
        id: newId(), seniorSkillId: skill.id, residentId, itemId, placeId: resident.placeId, level, observedAt: happened(tx, observedAt, 'observedAt', resident.birthDate),
        recordedAt: tx.at, observerId: performer.accountId, voidedAt: null, reason: null,
      });
      await follow(tx, skill);
      return observation;
    });
  }

  /**
   * Lets what was recorded wrongly count no more: by whose account recorded it, or staff over where the senior lives.
   * @throws Refusal NOT_FOUND; NOT_ALLOWED for others who see it; WRONG_STATE for the second time; INVALID for no reason
   */
  void(performer: Performer, observationId: string, reason: string): Promise<SkillObservation> {
    return this.#unit.of(performer, 'skill.void', async tx => {
      const found = await tx.findOne(SkillObservation, { id: observationId });
      const resident = found && (await tx.keep(Resident, found.residentId));
      if (!found || !resident || !(await mayLookAt(tx, resident))) throw new Refusal('NOT_FOUND', 'No such observation.', ['observationId']);
      const own = found.observerId !== null && found.observerId === performer.accountId;
      if (!own && !(await worksOver(tx, performer, resident.placeId))) throw new Refusal('NOT_ALLOWED', 'This is for who recorded it and the staff over where they live.', ['observationId']);
      const skill = await tx.get(SeniorSkill, found.seniorSkillId);
      const observation = await tx.get(SkillObservation, observationId);
      if (!skill || !observation) throw new Error('unreachable: observations stay, and so does what they are of');
      observation.void(words(reason, LONGEST_REASON, 'reason'), tx.at);
      await follow(tx, skill);
      return observation;
    });
  }
}

/** Whether the performer may say what somebody can do: whoever stands by them, but not they themselves. */
async function observes(tx: Transaction, resident: Resident): Promise<boolean> {
  const { performer } = tx;
  return !('residentId' in performer && performer.residentId === resident.id) && standsBy(tx, resident);
}

/** The row of one skill of somebody, locked. */
async function heldSkill(tx: Transaction, { id: residentId, dataOrigin }: Resident, itemId: string): Promise<SeniorSkill> {
  const [known] = await tx.getAll(SeniorSkill, { residentId, itemId });
  return known ?? tx.create(SeniorSkill, { id: newId(), residentId, itemId, level: null, observedAt: null, gainedAt: null, gainedPlaceId: null, dataOrigin });
}

async function follow(tx: Transaction, skill: SeniorSkill): Promise<void> {
  skill.follow(await tx.find(SkillObservation, { seniorSkillId: skill.id, voidedAt: null }));
}
