import { prepared } from './prepared.ts';

/**
 * One named SQL statement and the type of its rows. `$1` is always the district: the reader supplies it,
 * so no read can forget to name its tenant. Further values follow from `$2`.
 */
export interface Read<Row, Values extends readonly unknown[]> {
  readonly name: string;
  readonly text: string;
  /** Carries the row's type only. */
  readonly row?: Row;
  /** Carries the values' type only. */
  readonly values?: Values;
}

/** Declares a read. The name shows in the database's statistics and names the prepared plan. */
export function read<Row, Values extends readonly unknown[] = []>(name: string, text: string): Read<Row, Values> {
  if (!text.includes('$1')) throw new Error(`Read ${name} does not name its district ($1).`);
  return { name, text: prepared(name, `/* ${name} */ ${text}`) };
}

/** Anything that can answer reads of one district: a snapshot, or a unit of work. */
export interface Rows {
  readonly districtId: number;
  rows<Row, Values extends readonly unknown[]>(statement: Read<Row, Values>, ...values: Values): Promise<Row[]>;
}

/** The single row of a read, or undefined. */
export async function one<Row, Values extends readonly unknown[]>(
  from: Rows,
  statement: Read<Row, Values>,
  ...values: Values
): Promise<Row | undefined> {
  return (await from.rows(statement, ...values))[0];
}

/** An entity as it is read: its columns as plain values, without behaviour; null where there is nothing. */
export type RowOf<E> = {
  [K in Extract<keyof E, string> as E[K] extends (...args: never[]) => unknown ? never : K]-?: Exclude<E[K], undefined>;
};

/** All values that a new row of a district is given: not the district, which is added, nor what the database makes itself. */
export type NewRow<E> = Omit<RowOf<E>, 'districtId' | 'changedIn'>;

/** A table's columns under their property names, `c.place_id as "placeId", …`, for plain rows. */
export function columnsOf(schema: { readonly properties: object }, alias: string, but: readonly string[] = []): string {
  return Object.entries(schema.properties as Record<string, { fieldName?: string }>)
    .filter(([name]) => !but.includes(name))
    .map(([name, property]) => `${alias}.${property.fieldName ?? underscored(name)} as "${name}"`)
    .join(', ');
}

/** `placeId` → `place_id`, as the ORM names columns. */
export function underscored(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
