import type { Polygon } from '@linli/domain/places/place.entity';
import { CENTRES } from './layout.ts';
import type { DistrictPlan } from './plan.ts';

/** A community's cell, in degrees: about 550 m each way. */
const [WIDTH, HEIGHT] = [0.006, 0.005];

/**
 * The boundaries of a district's grids by code: made-up rectangles side by side, so that no two overlap. Streets stand
 * from west to east, their communities in rows of a square, and a community's grids are strips of its cell.
 */
export function gridBoundaries(plan: DistrictPlan): Map<string, Polygon> {
  const columnsOf = (communities: number) => Math.ceil(Math.sqrt(communities));
  const columns = plan.streets.reduce((sum, { communities }) => sum + columnsOf(communities.length), 0);
  const [centreX, centreY] = CENTRES[plan.districtId] ?? [0, 0];
  const boundaries = new Map<string, Polygon>();
  let west = centreX - (columns * WIDTH) / 2;
  for (const { communities } of plan.streets) {
    const across = columnsOf(communities.length);
    const north = centreY + (across * HEIGHT) / 2;
    communities.forEach(({ code, grids }, n) => {
      const [x, y] = [west + (n % across) * WIDTH, north - Math.floor(n / across) * HEIGHT];
      for (let strip = 0; strip < grids; strip++) {
        boundaries.set(gridCode(code, strip + 1), rectangle(x + (WIDTH * strip) / grids, y - HEIGHT, x + (WIDTH * (strip + 1)) / grids, y));
      }
    });
    west += across * WIDTH;
  }
  return boundaries;
}

/** Fifteen digits: the community's twelve and a number within it. */
export function gridCode(community: string, number: number): string {
  return community + String(number).padStart(3, '0');
}

/** Counter-clockwise, as GeoJSON wants the outer ring. */
function rectangle(west: number, south: number, east: number, north: number): Polygon {
  const corners = [[west, south], [east, south], [east, north], [west, north], [west, south]] as const;
  return { type: 'Polygon', coordinates: [corners.map(([x, y]) => [rounded(x), rounded(y)] as const)] };
}

/** Six decimals are a tenth of a metre. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(6));
}
