import type { Household } from '@linli/domain/people/household.entity';
import type { RelationToHead, Resident } from '@linli/domain/people/resident.entity';
import { addYears } from '@linli/domain/shared/clock';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import type { DemoTime } from './months.ts';
import type { CommunityPlan } from './plan.ts';
import { apportion, type Random } from './random.ts';

type Person = NewRow<Resident>;

/** Of the seniors at home in an ordinary community, those without any kin. */
const NO_KIN = 0.01;
/** Households that somebody without one is compared with, to join the one that fits best. */
const CANDIDATES = 8;
const MOST_MEMBERS = 6;
const GENERATION = { youngest: 18, oldest: 45 } as const;

interface Home {
  readonly household: NewRow<Household>;
  readonly head: Person;
  size: number;
  married: boolean;
  /** Somebody old who lives by themselves: nobody joins. */
  readonly alone: boolean;
}

/**
 * Puts those who live in a community now into households, exactly as many as the plan says: a head of age in each, and
 * round them whoever could be their husband or wife, child, parent or lodger. As many as the plan says are old, alone and
 * without kin. The people are changed, the households returned.
 */
export function makeHouseholds(random: Random, plan: CommunityPlan, gridIds: readonly string[], people: readonly Person[], time: DemoTime): NewRow<Household>[] {
  const living = gridIds.map(gridId => people.filter(({ placeId, livesTo }) => placeId === gridId && livesTo === null));
  const counts = apportion(plan.households, living.map(({ length }) => length));
  const lone = apportion(plan.noKin ?? Math.round(plan.seniors * NO_KIN), living.map(({ length }) => length));
  return gridIds.flatMap((gridId, n) => inGrid(random, gridId, living[n] ?? [], counts[n] ?? 0, lone[n] ?? 0, time));
}

function inGrid(random: Random, gridId: string, people: readonly Person[], count: number, lone: number, { start, lastDay }: DemoTime): NewRow<Household>[] {
  const [grownUp, old] = [addYears(lastDay, -24), addYears(lastDay, -66)];
  const adults = people.filter(({ birthDate }) => birthDate < grownUp);
  const alone = new Set(adults.filter(({ birthDate }) => birthDate < old).slice(0, lone));
  const heads = [...alone, ...adults.filter(person => !alone.has(person)), ...people.filter(person => !adults.includes(person))].slice(0, count);
  const homes = heads.map((head): Home => ({
    household: {
      id: newId(), placeId: gridId, addressId: null, kind: 'FAMILY', number: null, dissolvedAt: null, externalSystem: null, externalId: null,
      dataOrigin: 'GENERATED', recordedAt: start,
    },
    head, size: 1, married: false, alone: alone.has(head),
  }));
  for (const { head, household } of homes) Object.assign(head, { householdId: household.id, relationToHead: 'HEAD' });
  const open = homes.filter(home => !home.alone);
  const taken = new Set(heads);
  for (const person of people) if (!taken.has(person) && open.length > 0) join(random, person, open);
  for (const { head, size, alone: byThemselves } of homes) Object.assign(head, { livesAlone: size === 1, noKin: byThemselves });
  return homes.map(({ household }) => household);
}

/** Has somebody join the household, of a few, into which they fit best. */
function join(random: Random, person: Person, open: readonly Home[]): void {
  let best: { home: Home; relation: RelationToHead; fit: number } | undefined;
  for (let tried = 0; tried < CANDIDATES; tried++) {
    const home = random.pick(open);
    const { relation, fit } = fitting(person, home);
    if (!best || fit - home.size > best.fit - best.home.size) best = { home, relation, fit };
  }
  if (!best) return;
  best.home.size += 1;
  best.home.married ||= best.relation === 'SPOUSE';
  Object.assign(person, { householdId: best.home.household.id, relationToHead: best.relation });
}

/** What somebody could be to a head, and how well that fits. */
function fitting(person: Person, { head, married, size }: Home): { relation: RelationToHead; fit: number } {
  const older = Number(head.birthDate.slice(0, 4)) - Number(person.birthDate.slice(0, 4));
  const grownUp = Number(person.birthDate.slice(0, 4)) + 22 < head.recordedAt.getFullYear();
  if (size >= MOST_MEMBERS) return { relation: 'NOT_KIN', fit: -10 };
  if (!married && grownUp && person.sex !== head.sex && Math.abs(older) <= 8) return { relation: 'SPOUSE', fit: 10 };
  if (within(-older)) return { relation: 'CHILD', fit: 6 };
  if (within(older)) return { relation: 'PARENT', fit: 4 };
  if (-older > GENERATION.oldest) return { relation: 'GRANDCHILD', fit: 2 };
  if (older > GENERATION.oldest) return { relation: 'GRANDPARENT', fit: 1 };
  return Math.abs(older) <= 10 ? { relation: 'SIBLING', fit: 1 } : { relation: 'OTHER_KIN', fit: 0 };
}

function within(years: number): boolean {
  return years >= GENERATION.youngest && years <= GENERATION.oldest;
}
