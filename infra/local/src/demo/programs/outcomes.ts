import { BridgeItem } from '@linli/domain/digital-bridge/bridge-item.entity';
import { BuddyContact, type ContactChannel } from '@linli/domain/digital-bridge/buddy-contact.entity';
import { BuddyPair } from '@linli/domain/digital-bridge/buddy-pair.entity';
import { learned, type SkillLevel } from '@linli/domain/digital-bridge/gains.rule';
import { SeniorSkill } from '@linli/domain/digital-bridge/senior-skill.entity';
import { SkillObservation } from '@linli/domain/digital-bridge/skill-observation.entity';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { DemoTime } from '../months.ts';
import type { Neighbour } from '../neighbours.ts';
import type { Past } from '../past.ts';
import { Weighted, type Random } from '../random.ts';
import type { Bridge } from './digital-bridge.ts';

/** Skills that a course teaches, and of those who learn, who end able by themselves, and with help. */
const [TAUGHT, BY_HERSELF, WITH_HELP] = [3, 0.75, 0.95] as const;
/** Of those who learn, the part that has a buddy, and how often they are in touch. */
const [PAIRED, CONTACTS] = [0.35, 4] as const;
const CHANNELS = new Weighted<ContactChannel>([['VISIT', 5], ['TELEPHONE', 3], ['VIDEO', 1], ['MESSAGE', 1]]);
const DAY = 86_400_000;

/** What the courses came to: skills as they were observed before and after, and the buddies of some who learned. */
export async function recordOutcomes(past: Past, random: Random, bridges: readonly Bridge[], time: DemoTime): Promise<void> {
  const items = (await past.unit(tx => tx.find(BridgeItem, { kind: 'SKILL' }, { orderBy: { code: 'asc' } }))).map(({ id }) => id);
  const learners = bridges.flatMap(bridge => learnersOf(bridge, time));
  const skills = learners.flatMap(learner => items.slice(0, TAUGHT).map(itemId => skillOf(random, learner, itemId)));
  const pairs = learners.filter(() => random.chance(PAIRED)).map(learner => pairOf(random, learner, time.now));
  await past.unit(async tx => {
    await tx.bulkInsert(SeniorSkill, skills.map(({ skill }) => skill));
    await tx.bulkInsert(SkillObservation, skills.flatMap(({ observed }) => observed));
    await tx.bulkInsert(BuddyPair, pairs.map(({ pair }) => pair));
    await tx.bulkInsert(BuddyContact, pairs.flatMap(({ contacts }) => contacts));
  });
}

interface Learner {
  readonly bridge: Bridge;
  readonly senior: Neighbour;
  readonly from: Date;
  readonly to: Date;
}

/** Whoever has been through a course that is over. */
function learnersOf(bridge: Bridge, { months, now }: DemoTime): Learner[] {
  const { courses, seniors } = bridge;
  return courses.months.flatMap((month, n) => {
    const from = months[month - 1]?.from ?? now;
    const to = new Date(from.getTime() + (courses.weeks + 1) * 7 * DAY);
    return to < now ? seniors.slice(n * courses.people, (n + 1) * courses.people).map(senior => ({ bridge, senior, from, to })) : [];
  });
}

function skillOf(random: Random, { senior: { id: residentId, placeId }, from, to }: Learner, itemId: string): { skill: NewRow<SeniorSkill>; observed: NewRow<SkillObservation>[] } {
  const seniorSkillId = newId();
  const drawn = random.next();
  const after: SkillLevel = drawn < BY_HERSELF ? 'BY_HERSELF' : drawn < WITH_HELP ? 'WITH_HELP' : 'NEEDS_HELP';
  const observed = ([['NEEDS_HELP', from], [after, to]] as const).map(([level, at]): NewRow<SkillObservation> => {
    const observedAt = new Date(at.getTime() + 11 * 3_600_000);
    return { id: newId(), seniorSkillId, residentId, itemId, placeId, level, observedAt, recordedAt: observedAt, observerId: null, voidedAt: null, reason: null };
  });
  const { latest, gained } = learned(observed);
  return {
    observed,
    skill: {
      id: seniorSkillId, residentId, itemId, level: latest?.level ?? null, observedAt: latest?.observedAt ?? null, gainedAt: gained?.observedAt ?? null,
      gainedPlaceId: gained ? placeId : null, dataOrigin: 'GENERATED',
    },
  };
}

function pairOf(random: Random, { bridge, senior, from }: Learner, now: Date): { pair: NewRow<BuddyPair>; contacts: NewRow<BuddyContact>[] } {
  const younger = bridge.buddies.filter(({ id }) => id !== senior.id);
  const beganAt = new Date(from.getTime() + 15 * DAY);
  const pair = {
    id: newId(), programId: bridge.programId, seniorId: senior.id, buddyId: random.pick(younger).id, beganAt, endedAt: null, reason: null, recordedAt: beganAt, recordedById: null,
    dataOrigin: 'GENERATED',
  } as const;
  const times = Array.from({ length: CONTACTS }, () => new Date(beganAt.getTime() + random.below(70) * DAY + (9 + random.below(9)) * 3_600_000)).filter(at => at < now);
  return {
    pair,
    contacts: times.map(occurredAt => ({
      id: newId(), pairId: pair.id, channel: CHANNELS.pick(random), minutes: 15 + 15 * random.below(4), noteSealed: null, occurredAt, recordedAt: occurredAt, recordedById: null,
    })),
  };
}
