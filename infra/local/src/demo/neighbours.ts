import type { Resident } from '@linli/domain/people/resident.entity';
import { addYears } from '@linli/domain/shared/clock';
import type { NewRow } from '@linli/domain/shared/read';
import { COMMUNITY_A } from './layout.ts';
import type { DemoTime } from './months.ts';
import type { MadeCommunity } from './places.ts';

/** Somebody as whoever meets them knows them. */
export type Neighbour = Pick<Resident, 'id' | 'placeId' | 'standing' | 'birthDate'>;

/** Some of a community who have lived there all the time, to come to what there is. */
export interface Crowd {
  readonly community: MadeCommunity;
  readonly people: readonly Neighbour[];
}

/** The part of a community that comes to anything; of the pilot, where most is told, it is everybody. */
const SOCIABLE = 0.25;

/** The crowd of a community. In community A floating residents take part as the time bank has it, and in nothing else. */
export function crowdOf(community: MadeCommunity, people: readonly NewRow<Resident>[], { firstDay }: DemoTime): Crowd {
  const { plan } = community;
  const isPilot = plan.code === COMMUNITY_A.code;
  const staying = people.filter(({ livesFrom, livesTo, standing }) => livesTo === null && livesFrom <= firstDay && (!isPilot || standing !== 'FLOATING'));
  return {
    community,
    people: staying.slice(0, isPilot ? staying.length : Math.round(plan.residents * SOCIABLE)).map(({ id, placeId, standing, birthDate }) => ({ id, placeId, standing, birthDate })),
  };
}

/** Those of a crowd who were 60 as the demo begins. */
export function seniorsOf({ people }: Crowd, { firstDay }: DemoTime): readonly Neighbour[] {
  return people.filter(({ birthDate }) => birthDate < addYears(firstDay, -60));
}
