import type { EntityMetadata } from '@mikro-orm/postgresql';
import { whileRecording } from './guard.ts';
import { changesSql, type Kept } from './history.ts';
import type { Recording } from './recording.ts';
import type { TrackedSource } from './tracking.ts';
import type { Transaction } from './transaction.ts';

/** Values of one row for a bulk insert, by property name; the district is added. */
export type BulkValues<E> = Partial<Omit<E, 'districtId'>>;

/** Rows of one insert, which go as one text. */
const ROWS_AT_ONCE = 5_000;
/** PostgreSQL allows 65,535 parameters. */
const MOST_PARAMETERS = 60_000;

/**
 * The rows go as JSON: one parameter for all is read three times as fast as one for each value.
 * @see Transaction.bulkInsert
 */
export async function bulkInsert(
  tx: Transaction, meta: EntityMetadata, recording: Recording, rows: readonly BulkValues<object>[],
): Promise<void> {
  if (rows.length === 0) return;
  const known = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) known.add(name);
  const names = [...known];
  const columns = ['district_id', ...names.map(name => column(meta, name))];
  const insert = `insert into ${meta.tableName} (${columns.join(', ')}) select $1::integer, ${names.map(name => `r."${name}"`).join(', ')}
    from json_to_recordset($2) r (${names.map(name => `"${name}" ${typeOf(meta, name)}`).join(', ')})`;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const chunk = rows.slice(from, from + ROWS_AT_ONCE).map(row => ({ ...row })); // of entities their values alone
    await statement(tx, meta, recording, `${insert} returning *`, [], [tx.districtId, JSON.stringify(chunk)]);
    recording.bulkWritten(meta.className, chunk.length);
  }
}

/** @see Transaction.bulkUpdate */
export async function bulkUpdate(
  tx: Transaction, meta: EntityMetadata, recording: Recording, ids: readonly string[], changed: object,
): Promise<number> {
  const values: unknown[] = [tx.districtId, [...ids]];
  const set = Object.entries(changed).map(([name, value]) => `${column(meta, name)} = $${values.push(parameter(value))}`);
  const before = [`before as (select * from ${meta.tableName} where district_id = $1 and id = any($2::uuid[]) order by id for update)`];
  return update(tx, meta, recording, { before, set, from: 'before b', join: 'true' }, values);
}

/** @see Transaction.bulkChange */
export async function bulkChange(
  tx: Transaction, meta: EntityMetadata, recording: Recording, rows: readonly { readonly id: string }[],
): Promise<number> {
  const names = Object.keys(rows[0] ?? {});
  const others = names.filter(name => name !== 'id');
  const perStatement = Math.floor(MOST_PARAMETERS / Math.max(1, names.length));
  const set = others.map(name => `${column(meta, name)} = n.${column(meta, name)}`);
  let changed = 0;
  for (let from = 0; from < rows.length; from += perStatement) {
    const values: unknown[] = [tx.districtId];
    const tuples = rows.slice(from, from + perStatement).map(row => {
      const cells = names.map(name => `$${values.push(parameter((row as Readonly<Record<string, unknown>>)[name]))}::${typeOf(meta, name)}`);
      return `(${cells.join(', ')})`;
    });
    const before = [
      `n (${names.map(name => column(meta, name)).join(', ')}) as (values ${tuples.join(', ')})`,
      `before as (select * from ${meta.tableName} where district_id = $1 and id in (select id from n) order by id for update)`,
    ];
    changed += await update(tx, meta, recording, { before, set, from: 'before b, n', join: 'b.id = n.id' }, values);
  }
  return changed;
}

/** Locks the old rows, changes them, and keeps what they were. */
async function update(
  tx: Transaction, meta: EntityMetadata, recording: Recording,
  { before, set, from, join }: { before: string[]; set: string[]; from: string; join: string }, values: unknown[],
): Promise<number> {
  if ('changedIn' in meta.properties) set.push('changed_in = pg_current_xact_id()');
  const change = `update ${meta.tableName} t set ${set.join(', ')} from ${from}
    where t.district_id = $1 and t.id = b.id and ${join} returning t.*`;
  const rows = await statement(tx, meta, recording, change, before, values);
  recording.bulkWritten(meta.className, rows);
  return rows;
}

/** Runs a bulk write together with the insert of its change records; answers how many rows it wrote. */
async function statement(
  tx: Transaction, meta: EntityMetadata, recording: Recording, write: string, before: string[], values: unknown[],
): Promise<number> {
  const sources = recording.sourcesOf(meta.class);
  const relations = before.length > 0 ? ['before', 'written'] : ['written'];
  const kept = before.length > 0 ? recording.keptOf(meta.class) : undefined;
  const steps = [...before, `written as (${write})`];
  if (sources.length > 0) {
    steps.push(`recorded as (insert into kpi_change (district_id, source, place_id, day)
      select distinct $1::integer, source, place_id, day from (${touches(sources, relations)}) touched)`);
  }
  if (kept) steps.push(...keeping(meta, kept, recording, values));
  const [counted] = await whileRecording(() => tx.execute<{ n: number }>(
    `/* bulk_${meta.tableName} */ with ${steps.join(',\n')} select count(*)::int as n from written`, ...values,
  ));
  return counted?.n ?? 0;
}

function touches(sources: readonly TrackedSource[], relations: readonly string[]): string {
  return sources
    .flatMap(source => relations.map(relation => `select '${source.key}' as source, * from (${source.touchedSql(relation)}) s`))
    .join(' union all ');
}

/** The steps that append the history of changed rows. */
function keeping(meta: EntityMetadata, { fields, of = 'id' }: Kept, { at, performer, command }: Recording, values: unknown[]): string[] {
  const columns = fields.map(name => ({ name, column: column(meta, name), type: typeOf(meta, name) }));
  const add = (value: unknown) => `$${values.push(parameter(value))}`;
  return [
    `differing as (select w.id, w.${column(meta, of)} as subject_id, ${changesSql(columns)} as changes from before b join written w on w.id = b.id)`,
    `kept as (insert into record_change (district_id, id, at, account_id, command, entity, row_id, subject_id, action, changes)
      select $1::integer, gen_random_uuid(), ${add(at)}::timestamptz, ${add(performer.accountId)}::uuid, ${add(command)}, ${add(meta.className)},
        id, subject_id, 'CHANGED', changes from differing where changes is not null)`,
  ];
}

function typeOf(meta: EntityMetadata, name: string): string {
  const type = (meta.properties as Partial<typeof meta.properties>)[name as never]?.columnTypes[0];
  if (!type) throw new Error(`${meta.className} has no property ${name}.`);
  return parameterType(type);
}

/** What a column's values are written as: the ORM gives texts a length that our tables do not know, and a cast to it would cut them off. */
export function parameterType(columnType = 'text'): string {
  return columnType.startsWith('varchar') ? 'text' : columnType;
}

function column(meta: EntityMetadata, name: string): string {
  const field = (meta.properties as Partial<typeof meta.properties>)[name as never]?.fieldNames[0];
  if (!field) throw new Error(`${meta.className} has no property ${name}.`);
  return field;
}

/** Instants are written out here: `pg` would compose each from its parts in local time, four times as slow. */
function parameter(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value === undefined ? null : value;
}
