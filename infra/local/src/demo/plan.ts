import { readCounty, shortName, type OfficialStreet } from '@linli/domain/places/divisions';
import {
  FLOATING_SHARE, HOUSEHOLDS_PER_GRID, HOUSEHOLD_SIZE, JIYUAN, JISHUI, NAMED, ORDINARY_TREND, QINYUAN, RESIDENTS_PER_COMMUNITY, TRENDS,
  YIWU, YIWU_COMMUNITIES, type NamedCommunity, type StreetTrend,
} from './layout.ts';
import { apportion, type Random } from './random.ts';

/** What a community is to have at the end of M24. */
export interface CommunityPlan {
  readonly code: string;
  readonly name: string;
  readonly residents: number;
  readonly seniors: number;
  readonly floating: number;
  readonly grids: number;
  readonly households: number;
  /** Seniors at home alone, without kin; where it is not fixed, as many as usual. */
  readonly noKin: number | null;
  /** Cases received in M1–M24. */
  readonly cases: number;
  readonly complaints: readonly [number, number] | null;
  /** How well it works beside the other communities of its street: around 0, mostly within ±2. */
  readonly skill: number;
}

export interface StreetPlan {
  readonly code: string;
  readonly trend: StreetTrend;
  readonly communities: readonly CommunityPlan[];
}

export interface DistrictPlan {
  readonly districtId: number;
  readonly streets: readonly StreetPlan[];
}

/** How much there is to be of it. */
export interface Scale {
  readonly residents: number;
  readonly cases: number;
}

/** Below this the communities of fixed size leave nothing for the others. */
const FEWEST_RESIDENTS = 12_000;

/** @throws RangeError when the named communities would not fit in */
export async function planJiyuan(random: Random, scale: Scale): Promise<DistrictPlan> {
  if (scale.residents < FEWEST_RESIDENTS) throw new RangeError(`The demo has at least ${FEWEST_RESIDENTS} residents.`);
  const streets: OfficialStreet[] = [];
  for (const street of (await readCounty(JIYUAN))?.streets ?? []) {
    const communities = sum(streets.map(({ communities: { length } }) => length));
    if ([QINYUAN, JISHUI].includes(street.code) || communities * RESIDENTS_PER_COMMUNITY < scale.residents) streets.push(street);
  }
  return planDistrict(random, JIYUAN, streets, scale);
}

export async function planYiwu(random: Random, scale: Scale): Promise<DistrictPlan> {
  const streets = ((await readCounty(YIWU))?.streets ?? [])
    .map(street => ({ ...street, communities: street.communities.filter(({ code }) => YIWU_COMMUNITIES.includes(code)) }))
    .filter(({ communities }) => communities.length > 0);
  return planDistrict(random, YIWU, streets, scale);
}

interface Draft {
  readonly code: string;
  readonly name: string;
  readonly street: string;
  readonly named: NamedCommunity | undefined;
  readonly residents: number;
}

function planDistrict(random: Random, districtId: number, official: readonly OfficialStreet[], scale: Scale): DistrictPlan {
  const all = official.flatMap(street => street.communities.map(community => ({
    code: community.code, name: shortName(community.name), street: street.code, named: NAMED.find(({ code }) => code === community.code),
  })));
  const residents = shareOut(scale.residents, all.map(({ named }) => named?.residents), all.map(() => Math.exp(0.35 * random.normal())));
  const drafts = all.map((community, n): Draft => ({ ...community, residents: residents[n] ?? 0 }));
  const share = FLOATING_SHARE[districtId] ?? 0;
  const floating = shareOut(Math.round(scale.residents * share), drafts.map(({ named }) => named?.floating),
    drafts.map(draft => draft.residents * Math.max(0.25 * share, share * (1 + 0.35 * random.normal()))));
  const cases = apportion(scale.cases, drafts.map(draft => draft.residents * Math.exp(0.2 * random.normal())));
  const streets = official.map(({ code }) => {
    const trend = TRENDS[code] ?? ORDINARY_TREND;
    const own = drafts.filter(({ street }) => street === code);
    const seniors = shareOut(Math.round(sum(own.map(draft => draft.residents)) * trend.seniors), own.map(({ named }) => named?.seniors),
      own.map(draft => draft.residents * trend.seniors * Math.max(0.5, 1 + 0.18 * random.normal())));
    const householdsOf = ({ named, residents: n }: Draft) => named?.households ?? Math.round(n / HOUSEHOLD_SIZE);
    const communities = own.map((draft, n): CommunityPlan => ({
      code: draft.code, name: draft.name, residents: draft.residents, seniors: seniors[n] ?? 0, floating: floating[drafts.indexOf(draft)] ?? 0,
      grids: Math.max(1, Math.round(householdsOf(draft) / HOUSEHOLDS_PER_GRID)), households: householdsOf(draft), noKin: draft.named?.noKin ?? null,
      cases: cases[drafts.indexOf(draft)] ?? 0, complaints: draft.named?.complaints ?? null, skill: random.normal(),
    }));
    return { code, trend, communities };
  });
  return { districtId, streets };
}

/** Shares a total out by weights, but for those whose part is fixed. */
function shareOut(total: number, fixed: readonly (number | undefined)[], weights: readonly number[]): number[] {
  const rest = total - sum(fixed.map(part => part ?? 0));
  const shares = apportion(rest, weights.map((weight, n) => (fixed[n] === undefined ? weight : 0)));
  return shares.map((share, n) => fixed[n] ?? share);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
