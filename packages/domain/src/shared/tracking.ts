import type { EntityClass } from '@mikro-orm/core';
import type { CalendarDate } from './clock.ts';

/** One day at one place whose figures a write may have changed. */
export interface Touch {
  readonly placeId: string;
  readonly day: CalendarDate;
}

/** Values of a row by property name, as the entity holds them. */
export type RowValues = Readonly<Record<string, unknown>>;

/**
 * A source of indicators, as far as the unit of work has to know it: which table it reads, which of its
 * columns matter, and which days at which places a row of it counts on. `kpis` gives these to the unit when
 * the process starts, so `shared` knows no catalogue.
 */
export interface TrackedSource {
  readonly key: string;
  readonly entity: EntityClass<object>;
  readonly table: string;
  /** Properties that the place, the instants or any measure of this source reads. */
  readonly reads: readonly string[];
  /** The days a row counts on. */
  touched(row: RowValues): Touch[];
  /** The same in SQL: `select place_id, day` of the rows of a relation that has the table's columns. */
  touchedSql(relation: string): string;
}

/** What changed at (source, place, day); the worker recomputes it from the records. */
export interface Change extends Touch {
  readonly source: string;
}

/** Derives, from old and new rows, the days whose figures have to be recomputed. */
export class Tracking {
  readonly #byEntity = new Map<EntityClass<object>, TrackedSource[]>();
  /** Tables that only a unit of work may write. */
  readonly tables: readonly string[];

  constructor(sources: readonly TrackedSource[]) {
    for (const source of sources) {
      const known = this.#byEntity.get(source.entity);
      if (known) known.push(source);
      else this.#byEntity.set(source.entity, [source]);
    }
    this.tables = [...new Set(sources.map(source => source.table))];
  }

  /** The sources that read an entity, none when it is not tracked. */
  sourcesOf(entity: EntityClass<object>): readonly TrackedSource[] {
    return this.#byEntity.get(entity) ?? [];
  }

  /** What a row's insert (no `before`), update or delete (no `after`) changes. */
  changes(entity: EntityClass<object>, before: RowValues | undefined, after: RowValues | undefined): Change[] {
    return this.sourcesOf(entity).flatMap(source => {
      if (before && after && source.reads.every(name => same(before[name], after[name]))) return [];
      const touches = [...(before ? source.touched(before) : []), ...(after ? source.touched(after) : [])];
      return touches.map(touch => ({ source: source.key, ...touch }));
    });
  }
}

function same(a: unknown, b: unknown): boolean {
  return comparable(a) === comparable(b);
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : (value ?? null);
}
