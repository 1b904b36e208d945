import type { Resident } from '@linli/domain/people/resident.entity';
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

/** Residents of ten who come to anything. */
const SOCIABLE = 2.5;

/** The crowd of a community. In community A floating residents take part as the time bank has it, and in nothing else. */
export function crowdOf(community: MadeCommunity, people: readonly NewRow<Resident>[], { firstDay }: DemoTime): Crowd {
  const { plan } = community;
  const staying = people.filter(({ livesFrom, livesTo, standing }) =>
    livesTo === null && livesFrom <= firstDay && (plan.code !== COMMUNITY_A.code || standing !== 'FLOATING'));
  return {
    community,
    people: staying.slice(0, Math.round((plan.residents * SOCIABLE) / 10)).map(({ id, placeId, standing, birthDate }) => ({ id, placeId, standing, birthDate })),
  };
}
