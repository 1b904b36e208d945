import type { EntityClass, EntityMetadata } from '@mikro-orm/postgresql';
import { parameterType } from './bulk.ts';
import { UnrecordedWrite, whileRecording, writtenTable } from './guard.ts';
import { prepared } from './prepared.ts';
import type { NewRow } from './read.ts';
import type { Recording, Whose } from './recording.ts';
import type { Transaction } from './transaction.ts';

/** Inserts rows of an entity. */
export interface RowsStep<Row> {
  readonly entity: EntityClass<object>;
  /** Whether the audit lists each, as with rows made one by one, or counts them. */
  readonly audit: 'LISTED' | 'COUNTED';
  /** Carries the rows' type only. */
  readonly row?: Row;
}

/** SQL of the room's own over rows that are given to it, for tables that are not tracked. */
export interface SqlStep<Row> {
  /** Names and types of the rows' values, as in a table. */
  readonly columns: string;
  readonly sql: string;
  readonly row?: Row;
}

export type Steps = Readonly<Record<string, RowsStep<unknown> | SqlStep<unknown>>>;
export type RowsOf<S extends Steps> = { readonly [K in keyof S]: readonly NonNullable<S[K]['row']>[] };

/** A write of several kinds of rows in one statement: planned once, one way to the server and back. */
export interface CombinedWrite<S extends Steps> {
  readonly name: string;
  readonly steps: S;
  /** Its text, for each registry of tracked tables that it was checked against. */
  readonly texts: WeakMap<object, string>;
}

/** Declares a combined write. Each step finds its rows in a relation of its own name; `$1` is the district. None sees what another does. */
export function combined<S extends Steps>(name: string, steps: S): CombinedWrite<S> {
  return { name, steps, texts: new WeakMap() };
}

/** A step that inserts rows of an entity. */
export function rowsOf<E extends object>(entity: EntityClass<E>, audit: RowsStep<E>['audit']): RowsStep<NewRow<E>> {
  return { entity, audit };
}

/** A step of SQL. */
export function step<Row>(columns: string, sql: string): SqlStep<Row> {
  return { columns, sql };
}

/** @see Transaction.write */
export async function combinedWrite<S extends Steps>(
  tx: Transaction, metaOf: (entity: EntityClass<object>) => EntityMetadata, recording: Recording, write: CombinedWrite<S>, rows: RowsOf<S>,
  whose?: Whose,
): Promise<void> {
  let text = write.texts.get(recording.tracking);
  if (!text) write.texts.set(recording.tracking, (text = textOf(write, metaOf, recording.tracking.tables)));
  for (const [name, part] of Object.entries(write.steps)) {
    if ('entity' in part) recording.inserted(part.entity, rows[name] ?? [], part.audit, whose);
  }
  const values = Object.keys(write.steps).map(name => JSON.stringify(rows[name]));
  await whileRecording(() => tx.execute(text, tx.districtId, ...values));
}

function textOf({ name, steps }: CombinedWrite<Steps>, metaOf: (entity: EntityClass<object>) => EntityMetadata, tracked: readonly string[]): string {
  const parts = Object.entries(steps).flatMap(([key, part], n) => {
    const { columns, sql } = 'entity' in part ? insertOf(metaOf(part.entity), key) : checked(part, tracked);
    return [`${key} as (select * from json_to_recordset($${n + 2}::json) r (${columns}))`, `${key}_written as (${sql})`];
  });
  return prepared(name, `/* ${name} */ with ${parts.join(',\n')} select`);
}

function insertOf(meta: EntityMetadata, rows: string): Pick<SqlStep<unknown>, 'columns' | 'sql'> {
  const given = meta.props.filter(({ name }) => name !== 'districtId' && name !== 'changedIn');
  return {
    columns: given.map(property => `"${property.name}" ${parameterType(property.columnTypes[0])}`).join(', '),
    sql: `insert into ${meta.tableName} (district_id, ${given.map(({ fieldNames }) => fieldNames[0]).join(', ')})
      select $1::integer, ${given.map(property => `"${property.name}"`).join(', ')} from ${rows}`,
  };
}

/** While the whole is recorded the client lets everything pass: what a step writes is looked at here. */
function checked(part: SqlStep<unknown>, tracked: readonly string[]): SqlStep<unknown> {
  const table = writtenTable(tracked)(part.sql);
  if (table) throw new UnrecordedWrite(table);
  return part;
}
