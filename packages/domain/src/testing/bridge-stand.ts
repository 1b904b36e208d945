import type { Actor } from '../access/actor.ts';
import { BridgeItem, type BridgeItemKind } from '../digital-bridge/bridge-item.entity.ts';
import type { BuddyPair } from '../digital-bridge/buddy-pair.entity.ts';
import { NEED_QUESTION } from '../digital-bridge/needs.ts';
import type { ServiceTransaction } from '../digital-bridge/service-transaction.entity.ts';
import type { SkillObservation } from '../digital-bridge/skill-observation.entity.ts';
import type { Domain } from '../domain.ts';
import { addDays, dayOf } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildResident, type BuiltDistrict } from './build.ts';

/** A digital bridge with something of everything, of one senior. */
export interface BuiltBridge {
  readonly skillId: string;
  readonly serviceId: string;
  readonly observation: SkillObservation;
  readonly pair: BuddyPair;
  readonly transaction: ServiceTransaction;
}

/** A line of a district's list, by its code. */
export async function itemOf(domain: Domain, districtId: number, kind: BridgeItemKind, code: string): Promise<string> {
  const item = await domain.unit.of(system(districtId), 'test.item', tx => tx.findOne(BridgeItem, { kind, code }));
  if (!item) throw new Error(`No ${kind} ${code}.`);
  return item.id;
}

/** Builds one in a running program of the first community, with a mark in its texts. */
export async function buildBridge(domain: Domain, at: BuiltDistrict, programId: string, residentId: string, mark = '测试'): Promise<BuiltBridge> {
  const { skills, buddies, transactions } = domain.digitalBridge;
  const staff = await buildActor(domain, at.districtId, 'COMMUNITY_ADMIN', at.communities[0]);
  await answerNeed(domain, staff, at, programId, residentId);
  const [skillId, serviceId] = [await itemOf(domain, at.districtId, 'SKILL', 'scanning'), await itemOf(domain, at.districtId, 'SERVICE', 'hospital')];
  const observation = await skills.observe(staff, { residentId, itemId: skillId, level: 'WITH_HELP' });
  const { id: buddyId } = await buildResident(domain, at, { name: `${mark}结对` });
  const pair = await buddies.pair(staff, { programId, seniorId: residentId, buddyId });
  await buddies.contact(staff, { pairId: pair.id, channel: 'VISIT', minutes: 30, note: `${mark}上门` });
  const transaction = await transactions.record(staff, {
    residentId, itemId: serviceId, way: 'ASSISTED', channel: 'APP', helperId: buddyId, external: { system: `${mark}one-stop`, id: '1' },
  });
  return { skillId, serviceId, observation, pair, transaction };
}

async function answerNeed(domain: Domain, staff: Actor, at: BuiltDistrict, programId: string, residentId: string): Promise<void> {
  const { questionnaires, surveys, answers } = domain.surveys;
  const placeId = at.communities[0];
  const { id: questionnaireId } = await questionnaires.create(staff, { placeId, title: '数字需求', content: { elements: [{ type: 'boolean', name: NEED_QUESTION }] } });
  const survey = await surveys.open(staff, {
    placeId, programId, questionnaireId, respondents: 'RESIDENTS', anonymous: false, modes: ['DOORSTEP'], closesOn: addDays(dayOf(domain.clock.now()), 30),
  });
  await answers.answer(staff, survey.id, { residentId, mode: 'DOORSTEP', answers: { [NEED_QUESTION]: true } });
}
