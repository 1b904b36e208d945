import type { EntityClass } from '@mikro-orm/core';
import type { RowValues } from './tracking.ts';

/** Which entity's changes are kept with their values, and whose history they belong to. */
export interface Kept {
  readonly entity: EntityClass<object>;
  /** Property with the id of the record whose history this is; the row's own when absent. */
  readonly of?: string;
  /** Properties whose values are kept; sealed columns are kept sealed. Digests and search keys are never listed. */
  readonly fields: readonly string[];
}

/** Declares that changes of an entity are kept; a wrong property does not compile. */
export function kept<E extends object>(entity: EntityClass<E>, fields: readonly (keyof E & string)[], of?: keyof E & string): Kept {
  return { entity, fields, ...(of && { of }) };
}

/** One row's change with its values: field → [before, after]; null for a row that was made or removed. */
export interface KeptChange {
  readonly entity: string;
  readonly rowId: string;
  readonly subjectId: string;
  readonly action: 'CREATED' | 'CHANGED' | 'REMOVED';
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>> | null;
}

/** The entities whose history is kept, given to the unit of work when the process starts. */
export class History {
  readonly #byEntity: ReadonlyMap<EntityClass<object>, Kept>;

  constructor(all: readonly Kept[]) {
    this.#byEntity = new Map(all.map(each => [each.entity, each]));
  }

  of(entity: EntityClass<object>): Kept | undefined {
    return this.#byEntity.get(entity);
  }

  /** What is kept of one write; nothing when no kept field changed. */
  change(entity: EntityClass<object>, before: RowValues | undefined, after: RowValues | undefined): KeptChange | undefined {
    const rule = this.of(entity);
    const row = after ?? before;
    if (!rule || !row) return undefined;
    const about = { entity: entity.name, rowId: String(row['id']), subjectId: String(row[rule.of ?? 'id']) };
    if (!before || !after) return { ...about, action: before ? 'REMOVED' : 'CREATED', changes: null };
    const changes = rule.fields.flatMap(field => {
      const [old, now] = [written(before[field]), written(after[field])];
      return JSON.stringify(old) === JSON.stringify(now) ? [] : [[field, [old, now] as const] as const];
    });
    return changes.length > 0 ? { ...about, action: 'CHANGED', changes: Object.fromEntries(changes) } : undefined;
  }
}

/** As it stands in JSON, without the difference between nothing and null. */
function written(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

/** How an instant is written where the database itself writes the history: as `Date` does. */
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** SQL that builds the same `{field: [before, after]}` from the rows `b` and `w`; null when nothing kept has changed. */
export function changesSql(fields: readonly { name: string; column: string; type: string }[]): string {
  const shown = (alias: string, column: string, type: string) =>
    type.startsWith('timestamp') ? `to_jsonb(to_char(${alias}.${column} at time zone 'UTC', ${INSTANT}))` : `to_jsonb(${alias}.${column})`;
  const values = fields.map(({ name, column, type }) => `('${name}', ${shown('b', column, type)}, ${shown('w', column, type)})`);
  return `(select jsonb_object_agg(f.name, jsonb_build_array(f.old, f.new)) from (values ${values.join(', ')}) f (name, old, new)
    where f.old is distinct from f.new)`;
}
