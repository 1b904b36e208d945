import { defineEntity } from '@mikro-orm/core';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

/** Levels of the tree, from the district down. A place's parent is of a level before its own. */
export const PLACE_LEVELS = ['DISTRICT', 'STREET', 'COMMUNITY', 'GRID', 'MICRO_GRID'] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

/** Whether people wrote a record or a generator did; generated data says so wherever it is shown. */
export const DATA_ORIGINS = ['REAL', 'GENERATED'] as const;
export type DataOrigin = (typeof DATA_ORIGINS)[number];

/** A closed ring of `[longitude, latitude]` pairs and its holes, as GeoJSON (RFC 7946) has it; WGS 84. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
}

const PlaceSchema = defineEntity({
  name: 'Place',
  tableName: 'place',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** The place above; null for the district itself. */
    parentId: p.uuid().nullable(),
    level: p.string().$type<PlaceLevel>(),
    /** Official administrative code (6 to 12 digits), or the district's own code of a grid. */
    code: p.string(),
    name: p.string(),
    boundary: p.json<Polygon>().nullable(),
    /** Since when the place works with the system; null reads as 未接入 (not onboarded), never as zero. */
    onboardedAt: p.datetime().nullable(),
    /** Since when it is no more; its records and figures stay, nothing new comes to it. */
    closedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** One place of a district's tree. Invariant: the level is below the parent's. */
export class Place extends PlaceSchema.class {
  static readonly schema = PlaceSchema;

  /** @throws Refusal INVALID when `parent` cannot hold a place of this level. */
  goUnder(parent: Place): void {
    if (PLACE_LEVELS.indexOf(parent.level) >= PLACE_LEVELS.indexOf(this.level)) {
      throw new Refusal('INVALID', `A ${this.level} cannot stand under a ${parent.level}.`, ['parentId']);
    }
    this.parentId = parent.id;
  }
}
PlaceSchema.setClass(Place);
