import type { EntityClass, EntitySchema } from '@mikro-orm/core';
import type { CalendarDate } from '../../shared/clock.ts';
import { underscored } from '../../shared/read.ts';
import { Day, Flag, Instant, Quantity, Word, type Columns, type Expression, type When } from './expression.ts';

/** The columns of an entity as the declaration language sees them; a wrong name or type does not compile. */
export type ColumnsOf<E> = {
  readonly [K in keyof E as E[K] extends (...args: never[]) => unknown ? never : K]-?: ColumnOf<NonNullable<E[K]>>;
};
type ColumnOf<V> = [V] extends [Date] ? Instant
  : [V] extends [CalendarDate] ? Day
  : [V] extends [boolean] ? Flag
  : [V] extends [number] ? Quantity
  : [V] extends [string] ? Word<V>
  : never;

/** One instant at which a record counts, and whether it adds (+1) or takes away (−1). */
export interface Point {
  readonly at: When;
  readonly sign: 1 | -1;
}

/** Where and when records of one entity count. Measures stand on a source. */
export interface Source<E extends object = object> {
  readonly key: string;
  readonly entity: EntityClass<E>;
  readonly table: string;
  readonly place: Word;
  /** What puts a record into a period, as it was declared. */
  readonly at: When;
  readonly points: readonly Point[];
  /** Of a stock, who or what is there: one record may follow another of the same. */
  readonly whose?: Word;
  /** Whether values are kept up to a moment (stock) or within a period (flow). */
  readonly kind: 'FLOW' | 'STOCK';
  /** For measures: the entity's columns. */
  readonly columns: ColumnsOf<E>;
  /** Renders a property as a column of the relation named `alias`. */
  readonly rendered: (alias: string) => Columns;
  /** Of a property: whether it may be missing, and whether it is the id of something. */
  readonly kept: (property: string) => { readonly nullable: boolean; readonly id: boolean };
}

interface Mapped<E extends object> {
  readonly entity: EntityClass<E>;
  readonly schema: Pick<EntitySchema, 'tableName' | 'properties'>;
}

/**
 * Events: a record counts at `place`, on the day of `at`, and not at all while either is null, which is said of it with `ifAny()`.
 * @param key unique name, `<room>.<attribution>`
 */
export function source<E extends object>(
  key: string,
  mapped: Mapped<E>,
  where: (columns: ColumnsOf<E>) => { place: Word; at: When },
): Source<E> {
  const base = baseOf(key, mapped);
  const { place, at } = where(base.columns);
  return { ...base, kind: 'FLOW', place, at, points: [{ at, sign: 1 }] };
}

/**
 * A stock that is kept by what comes and goes, like the balance of an account: every record adds what is summed of it on the
 * day of `at`, for ever, and not at all while its place or `at` is null.
 */
export function runningSource<E extends object>(
  key: string,
  mapped: Mapped<E>,
  where: (columns: ColumnsOf<E>) => { place: Word; at: When },
): Source<E> {
  return { ...source(key, mapped, where), kind: 'STOCK' };
}

/**
 * Stock: a record is there from the day of `from` until the day of `to` (not counted on that day any more),
 * for ever while `to` is null, and never when `to` is not after `from`. `whose` names who or what is there, in one record after another.
 */
export function stockSource<E extends object>(
  key: string,
  mapped: Mapped<E>,
  where: (columns: ColumnsOf<E>) => { whose: Word; place: Word; from: Day; to: Day },
): Source<E> {
  const base = baseOf(key, mapped);
  const { whose, place, from, to } = where(base.columns);
  return { ...base, kind: 'STOCK', whose, place, at: from, points: [{ at: onlyBefore(from, to), sign: 1 }, { at: onlyAfter(to, from), sign: -1 }] };
}

/** `from`, unless the record ends on or before that day. */
function onlyBefore(from: Day, to: Day): Day {
  return new Day(
    [...from.reads, ...to.reads],
    c => `(case when ${to.sql(c)} is null or ${to.sql(c)} > ${from.sql(c)} then ${from.sql(c)} end)`,
    row => {
      const [start, end] = [from.dayOf(row), to.dayOf(row)];
      return start && (!end || end > start) ? start : null;
    },
  );
}

/** `to`, if the record had begun before that day. */
function onlyAfter(to: Day, from: Day): Day {
  return new Day(
    [...from.reads, ...to.reads],
    c => `(case when ${to.sql(c)} > ${from.sql(c)} then ${to.sql(c)} end)`,
    row => {
      const [start, end] = [from.dayOf(row), to.dayOf(row)];
      return start && end && end > start ? end : null;
    },
  );
}

function baseOf<E extends object>(key: string, { entity, schema }: Mapped<E>) {
  const fields = new Map<string, string>();
  const columns: Record<string, Expression> = {};
  const properties = schema.properties as Record<string, MappedProperty>;
  for (const [name, property] of Object.entries(properties)) {
    fields.set(name, property.fieldName ?? underscored(name));
    const column = columnOf(name, property.type.name);
    if (column) columns[name] = column;
  }
  const known = new Proxy(columns, {
    get: (of, name: string) => {
      if (!of[name]) throw new Error(`${key} reads ${name}: ${entity.name} has no such column that can be counted.`);
      return of[name];
    },
  });
  const kept = (name: string) => ({ nullable: properties[name]?.nullable === true, id: properties[name]?.type.name === 'UuidType' });
  const rendered = (alias: string) => (property: string) => {
    const field = fields.get(property);
    if (!field) throw new Error(`${entity.name} has no column ${property}.`);
    return `${alias}.${field}`;
  };
  return { key, entity, table: schema.tableName, columns: known as unknown as ColumnsOf<E>, rendered, kept };
}

/** What `defineEntity` keeps of a property: the ORM's type class, and the column's name where it is not the usual one. */
interface MappedProperty {
  readonly type: { readonly name: string };
  readonly fieldName?: string;
  readonly nullable?: boolean;
}

/** Null for what is no single value. */
function columnOf(name: string, type: string): Expression | null {
  switch (type) {
    case 'DateTimeType': return new Instant(name);
    case 'DateType': return new Day([name], c => c(name), row => (row[name] ?? null) as CalendarDate | null);
    case 'BooleanType': return new Flag(name);
    case 'IntegerType':
    case 'BigIntType': return new Quantity([name], c => c(name));
    case 'JsonType':
    case 'ArrayType': return null;
    default: return new Word(name);
  }
}
