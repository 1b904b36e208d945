import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import type { NewRow } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { listCounties, readCounty, shortName } from './divisions.ts';
import { PlaceAncestor } from './place-ancestor.entity.ts';
import { Place, type DataOrigin, type PlaceLevel } from './place.entity.ts';

/** What an import of a district's tree did. */
export interface ImportedDistrict {
  readonly districtId: number;
  readonly name: string;
  readonly streets: number;
  readonly communities: number;
  /** False when everything was there already. */
  readonly created: boolean;
}

/** Rooms above register here what every new district starts with. */
export type OnDistrictCreated = (tx: Transaction) => Promise<void>;

/** Creates districts from the official divisions. */
export class DistrictsService {
  readonly #unit: UnitOfWork;
  readonly #onCreated: readonly OnDistrictCreated[];

  constructor(unit: UnitOfWork, onCreated: readonly OnDistrictCreated[]) {
    this.#unit = unit;
    this.#onCreated = onCreated;
  }

  /**
   * Imports a county-level division with its streets and communities. Run again it changes nothing.
   * @param code six digits, e.g. 419001 for 济源市
   * @throws Refusal NOT_FOUND for a code that is not a county-level division
   */
  async create(code: number, dataOrigin: DataOrigin = 'REAL'): Promise<ImportedDistrict> {
    const county = await readCounty(code);
    if (!county) {
      const near = (await listCounties()).filter(({ code: known }) => Math.floor(known / 100) === Math.floor(code / 100)).slice(0, 5);
      const hint = near.length > 0 ? ` Near it: ${near.map(each => `${each.code} ${each.name}`).join(', ')}.` : '';
      throw new Refusal('NOT_FOUND', `${code} is not the code of a county-level division.${hint}`, ['code']);
    }
    const communities = county.streets.reduce((sum, street) => sum + street.communities.length, 0);
    const done = { districtId: code, name: county.name, streets: county.streets.length, communities };
    return this.#unit.of(system(code), 'district.create', async tx => {
      const [claimed] = await tx.execute(
        `/* district_claim */ insert into district (id, code, name, province, data_origin, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing returning id`,
        code, String(code), county.name, county.province, dataOrigin, tx.at);
      if (!claimed) return { ...done, created: false };
      const tree = new Tree(tx.at, dataOrigin);
      const root = tree.add('DISTRICT', String(code), county.name, []);
      for (const street of county.streets) {
        const under = tree.add('STREET', street.code, shortName(street.name, county.name), [root]);
        for (const community of street.communities) tree.add('COMMUNITY', community.code, shortName(community.name, county.name), [root, under]);
      }
      await tx.bulkInsert(Place, tree.places);
      await tx.bulkInsert(PlaceAncestor, tree.closure);
      for (const follow of this.#onCreated) await follow(tx);
      return { ...done, created: true };
    });
  }
}

/** Rows of a tree that is built from the top. */
class Tree {
  readonly places: NewRow<Place>[] = [];
  readonly closure: NewRow<PlaceAncestor>[] = [];
  readonly #at: Date;
  readonly #dataOrigin: DataOrigin;

  constructor(at: Date, dataOrigin: DataOrigin) {
    this.#at = at;
    this.#dataOrigin = dataOrigin;
  }

  /** @param above ids from the district down to the parent */
  add(level: PlaceLevel, code: string, name: string, above: readonly string[]): string {
    const id = newId();
    this.places.push({
      id, parentId: above.at(-1) ?? null, level, code, name, boundary: null, onboardedAt: null, closedAt: null, dataOrigin: this.#dataOrigin, createdAt: this.#at,
    });
    [...above, id].toReversed().forEach((ancestorId, depth) => this.closure.push({ placeId: id, ancestorId, depth }));
    return id;
  }
}
