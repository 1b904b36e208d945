import type { Domain } from '@linli/domain/domain';
import { Place } from '@linli/domain/places/place.entity';
import { system } from '@linli/domain/shared/performer';
import type { MadeGrid } from './addresses.ts';
import { gridBoundaries, gridCode } from './boundaries.ts';
import type { CommunityPlan, DistrictPlan, StreetPlan } from './plan.ts';

/** A community of the plan with the ids it got. */
export interface MadeCommunity {
  readonly plan: CommunityPlan;
  readonly id: string;
  readonly gridIds: readonly string[];
  readonly grids: readonly MadeGrid[];
}

export interface MadeStreet {
  readonly plan: StreetPlan;
  readonly id: string;
  readonly name: string;
  readonly communities: readonly MadeCommunity[];
}

export interface MadeDistrict {
  readonly districtId: number;
  readonly rootId: string;
  readonly streets: readonly MadeStreet[];
}

/**
 * Imports the district's tree, onboards what the plan names as of `since`, and adds the grids. Everything else in the
 * tree stays not onboarded.
 * @throws Error when the district is there already: the demo is never mixed with other records
 */
export async function makePlaces(domain: Domain, plan: DistrictPlan, since: Date): Promise<MadeDistrict> {
  const { districtId } = plan;
  const imported = await domain.districts.create(districtId, 'GENERATED');
  if (!imported.created) throw new Error(`District ${districtId} is there already; demo data is loaded into an empty database only.`);
  const codes = plan.streets.flatMap(street => [street.code, ...street.communities.map(({ code }) => code)]);
  const known = await domain.unit.of(system(districtId), 'demo.load', tx => tx.find(Place, { code: { $in: [String(districtId), ...codes] } }));
  await domain.places.onboard(system(districtId), known.map(({ id }) => id), since);
  const ids = new Map(known.map(({ id, code }) => [code, id]));
  const names = new Map(known.map(({ code, name }) => [code, name]));
  const boundaries = gridBoundaries(plan);
  for (const { communities } of plan.streets) {
    const grids = await domain.places.createAll(system(districtId), communities.flatMap(({ code: community, grids: count }) =>
      Array.from({ length: count }, (_, n) => {
        const code = gridCode(community, n + 1);
        return { parentId: idOf(ids, community), level: 'GRID' as const, code, name: `第${n + 1}网格`, boundary: boundaries.get(code) ?? null };
      })));
    for (const { id, code } of grids) ids.set(code, id);
  }
  const gridsOf = (community: CommunityPlan) => {
    const grids = Array.from({ length: community.grids }, (_, n): MadeGrid => {
      const code = gridCode(community.code, n + 1);
      return { id: idOf(ids, code), number: n + 1, boundary: boundaries.get(code) ?? null };
    });
    return { grids, gridIds: grids.map(({ id }) => id) };
  };
  return {
    districtId,
    rootId: idOf(ids, String(districtId)),
    streets: plan.streets.map(street => ({
      plan: street,
      id: idOf(ids, street.code),
      name: names.get(street.code) ?? '',
      communities: street.communities.map(community => ({
        plan: community,
        id: idOf(ids, community.code),
        ...gridsOf(community),
      })),
    })),
  };
}

function idOf(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (!id) throw new Error(`The tree has no place ${code}.`);
  return id;
}
