import { ActivityAttendance } from '@linli/domain/activities/activity-attendance.entity';
import { ActivitySession } from '@linli/domain/activities/activity-session.entity';
import { ActivitySignUp } from '@linli/domain/activities/activity-sign-up.entity';
import { Activity } from '@linli/domain/activities/activity.entity';
import { carryOut } from '../agenda.ts';
import type { DemoTime } from '../months.ts';
import type { Crowd } from '../neighbours.ts';
import type { Past } from '../past.ts';
import type { MadeDistrict } from '../places.ts';
import type { Random } from '../random.ts';
import { coursesOf, eventOf } from './courses.ts';
import { bridgeDeeds, planBridges } from './digital-bridge.ts';
import { recordOutcomes } from './outcomes.ts';
import { makeTransactions } from './service-transactions.ts';
import { streetPrograms } from './street-programs.ts';
import { voteDeeds } from './vote.ts';

/** The programs over the 24 months: the digital bridge, its pilot and who followed, and what sponsors pay for in whole streets. @returns how many communities run a bridge */
export async function loadPrograms(past: Past, random: Random, made: MadeDistrict, crowds: readonly Crowd[], time: DemoTime): Promise<number> {
  const bridges = planBridges(crowds, time);
  const [pilot] = bridges;
  await carryOut(past, [...bridgeDeeds(past, random.fork('survey'), bridges, time), ...streetPrograms(past, made, time), ...voteDeeds(past, random.fork('vote'), made, time)]);
  const held = bridges.flatMap(bridge => [
    ...coursesOf(random, bridge, time), ...eventOf(random, bridge, crowds.find(({ community }) => community === bridge.community)?.people ?? [], time),
  ]);
  await past.unit(async tx => {
    await tx.bulkInsert(Activity, held.map(({ activity }) => activity));
    await tx.bulkInsert(ActivitySession, held.flatMap(({ sessions }) => sessions));
    await tx.bulkInsert(ActivitySignUp, held.flatMap(({ signUps }) => signUps));
    await tx.bulkInsert(ActivityAttendance, held.flatMap(({ attendances }) => attendances));
  });
  if (pilot) {
    await recordOutcomes(past, random.fork('outcomes'), bridges, time);
    await makeTransactions(past, random.fork('transactions'), pilot.community, time);
  }
  return bridges.length;
}
