import type { Household } from '@linli/domain/people/household.entity';
import type { Resident } from '@linli/domain/people/resident.entity';
import type { Address, AddressUse } from '@linli/domain/places/address.entity';
import { fullText, sortKey, type AddressParts } from '@linli/domain/places/address.rule';
import type { Polygon } from '@linli/domain/places/place.entity';
import { newId } from '@linli/domain/shared/ids';
import type { NewRow } from '@linli/domain/shared/read';
import { apportion, type Random } from './random.ts';

/** Compounds as they are called everywhere; which one stands where is made up. */
const COMPOUNDS = ['阳光花园', '和谐家园', '幸福里', '翠竹苑', '锦绣园', '康乐新村', '丰收里', '书香苑', '滨水花园', '团结新村', '文明里', '玉兰苑'];
const SHOPS = ['便利店', '早餐店', '理发店', '药店', '水果店', '五金店', '面馆', '快递驿站', '裁缝铺', '修车铺'];
/** A building: so many homes on a floor of a unit, floors, units. */
const [ROOMS, FLOORS, UNITS] = [2, 6, 2] as const;
const HOMES = ROOMS * FLOORS * UNITS;

/** A grid and where it lies. */
export interface MadeGrid {
  readonly id: string;
  readonly number: number;
  readonly boundary: Polygon | null;
}

/**
 * An address for every household, in buildings of a compound of its grid, and some shops. Households and those who live in
 * them are changed, the addresses returned. @param community its name, which begins that of every compound
 */
export function makeAddresses(
  random: Random, community: string, grids: readonly MadeGrid[], households: readonly NewRow<Household>[], people: readonly NewRow<Resident>[], since: Date,
): NewRow<Address>[] {
  const atHome = Map.groupBy(people, ({ householdId }) => householdId);
  const first = random.below(COMPOUNDS.length);
  return grids.flatMap(grid => {
    const name = COMPOUNDS[(first + grid.number) % COMPOUNDS.length] ?? '';
    const compound = `${community}${name}${grid.number > COMPOUNDS.length ? grid.number : ''}`;
    const own = households.filter(({ placeId }) => placeId === grid.id);
    const buildings = Math.max(1, Math.ceil(own.length / HOMES));
    const places = apportion(own.length, Array.from({ length: buildings }, () => 1)).map(() => positionIn(random, grid.boundary));
    const homes = own.map((household, n) => {
      const at = Math.floor(n / HOMES);
      const parts = { compound, ...homeOf(n % HOMES), building: String(at + 1), shopName: null };
      const renting = (atHome.get(household.id) ?? []).some(({ standing }) => standing === 'FLOATING');
      const made = address(grid.id, parts, renting ? 'RENTED' : 'HOME', places[at], since);
      for (const thing of [household, ...(atHome.get(household.id) ?? [])]) Object.assign(thing, { addressId: made.id });
      return made;
    });
    const shops = SHOPS.slice(0, Math.min(SHOPS.length, buildings)).map((shop, n) => address(
      grid.id, { compound, building: String(n + 1), unit: null, room: null, shopName: `${name}${shop}` }, 'SHOP', places[n], since));
    return [...homes, ...shops];
  });
}

function address(placeId: string, parts: AddressParts, use: AddressUse, position: readonly [number, number] | null | undefined, createdAt: Date): NewRow<Address> {
  return {
    id: newId(), placeId, use, ...parts, fullText: fullText(parts), sortKey: sortKey(parts), longitude: position?.[0] ?? null, latitude: position?.[1] ?? null,
    closedAt: null, externalSystem: null, externalId: null, dataOrigin: 'GENERATED', createdAt,
  };
}

/** Unit and room of a building's n-th home, from the ground up. */
function homeOf(n: number): { unit: string; room: string } {
  const [unit, floor, room] = [Math.floor(n / (ROOMS * FLOORS)) + 1, (Math.floor(n / ROOMS) % FLOORS) + 1, (n % ROOMS) + 1];
  return { unit: String(unit), room: `${floor}0${room}` };
}

/** A point inside a rectangle, six decimals: a tenth of a metre. */
function positionIn(random: Random, boundary: Polygon | null): readonly [number, number] | null {
  const ring = boundary?.coordinates[0];
  if (!ring) return null;
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const between = (values: readonly number[]) => Number(random.between(Math.min(...values), Math.max(...values)).toFixed(6));
  return [between(xs), between(ys)];
}
