import type { Sealer } from '../people/sealed.ts';
import type { Transaction } from '../shared/transaction.ts';
import type { ImportCounts } from './import.entity.ts';
import type { Once, RowFault } from './sheet.ts';

/** A row as it waits between its check and its application. */
export interface StagedRow {
  readonly number: number;
  readonly verdict: 'NEW' | 'CHANGED' | 'SAME' | 'WRONG';
  /** What its cells were read as; of a wrong row nothing is kept. */
  readonly values: object | null;
  readonly once: readonly Once[];
  readonly faults: readonly RowFault[];
}

/**
 * The rows of imports that wait. They are personal data, so what they hold is sealed, and what may stand in a file once
 * is compared by keyed digests. Table without an entity: it is written in statements of a thousand rows.
 */
export class Staging {
  readonly #sealer: Sealer;

  constructor(sealer: Sealer) {
    this.#sealer = sealer;
  }

  async put(tx: Transaction, importId: string, rows: readonly StagedRow[]): Promise<void> {
    const digest = ({ column, key }: Once) => `${column} ${this.#sealer.index(tx.districtId, `once ${column}`, key)}`;
    await tx.execute(
      `/* import_row_put */ insert into import_row (district_id, import_id, row_number, verdict, sealed, once)
       select $1, $2, row_number, verdict, sealed, array(select json_array_elements_text(once))
       from unnest($3::int[], $4::text[], $5::text[], $6::json[]) r (row_number, verdict, sealed, once)`,
      tx.districtId, importId, rows.map(row => row.number), rows.map(row => row.verdict),
      rows.map(row => (row.values ? this.#sealer.seal(JSON.stringify(row.values)) : null)), rows.map(row => JSON.stringify(row.once.map(digest))));
    await this.putFaults(tx, importId, rows);
  }

  async putFaults(tx: Transaction, importId: string, rows: readonly Pick<StagedRow, 'number' | 'faults'>[]): Promise<void> {
    const faults = rows.flatMap(({ number, faults: of }) => of.map(({ column, why }) => ({ number, column: column ?? '', why })));
    if (faults.length === 0) return;
    await tx.execute(
      `/* import_error_put */ insert into import_error (district_id, import_id, row_number, column_key, code, zh, en)
       select $1, $2, * from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[]) on conflict do nothing`,
      tx.districtId, importId, faults.map(({ number }) => number), faults.map(({ column }) => column),
      faults.map(({ why }) => why.code), faults.map(({ why }) => why.zh), faults.map(({ why }) => why.en));
  }

  /** Rows that are not wrong, after a row, in their order. */
  async page(tx: Transaction, importId: string, after: number, size: number): Promise<{ number: number; values: object }[]> {
    const rows = await tx.execute<{ number: number; sealed: string }>(
      `/* import_row_page */ select row_number as number, sealed from import_row
       where district_id = $1 and import_id = $2 and row_number > $3 and verdict <> 'WRONG' order by row_number limit $4`,
      tx.districtId, importId, after, size);
    return rows.map(({ number, sealed }) => ({ number, values: JSON.parse(this.#sealer.open(sealed)) as object }));
  }

  /** Of rows that share a key which may stand in a file once, all but the first become wrong. */
  async refuseRepeated(tx: Transaction, importId: string): Promise<void> {
    await tx.execute(
      `/* import_row_repeated */ with keyed as (
         select r.row_number, k.key, min(r.row_number) over (partition by k.key) as first
         from import_row r, unnest(r.once) k (key) where r.district_id = $1 and r.import_id = $2),
       repeated as (select * from keyed where row_number > first),
       wrong as (
         update import_row r set verdict = 'WRONG', sealed = null
         where r.district_id = $1 and r.import_id = $2 and r.row_number in (select row_number from repeated))
       insert into import_error (district_id, import_id, row_number, column_key, code, zh, en)
       select distinct $1::integer, $2::uuid, row_number, split_part(key, ' ', 1), 'REPEATED', '与第 ' || first || ' 行重复。', 'Repeats row ' || first || '.'
       from repeated on conflict do nothing`,
      tx.districtId, importId);
  }

  async markWrong(tx: Transaction, importId: string, numbers: readonly number[]): Promise<void> {
    await tx.execute(
      `/* import_row_wrong */ update import_row set verdict = 'WRONG', sealed = null where district_id = $1 and import_id = $2 and row_number = any($3)`,
      tx.districtId, importId, numbers);
  }

  async counts(tx: Transaction, importId: string): Promise<ImportCounts> {
    const [counts] = await tx.execute<ImportCounts>(
      `/* import_row_counts */ select count(*) filter (where verdict = 'NEW')::int as "newCount", count(*) filter (where verdict = 'CHANGED')::int as "changedCount",
         count(*) filter (where verdict = 'SAME')::int as "sameCount", count(*) filter (where verdict = 'WRONG')::int as "wrongCount"
       from import_row where district_id = $1 and import_id = $2`,
      tx.districtId, importId);
    return counts ?? { newCount: 0, changedCount: 0, sameCount: 0, wrongCount: 0 };
  }

  /** Whoever holds the first row applies the import; a second one waits here, and then finds none. */
  async hold(tx: Transaction, importId: string): Promise<boolean> {
    const [first] = await tx.execute(
      `/* import_row_hold */ select row_number from import_row where district_id = $1 and import_id = $2 order by row_number limit 1 for update`,
      tx.districtId, importId);
    return first !== undefined;
  }

  /** Lets go of the rows; what was wrong with them stays listed. */
  async clear(tx: Transaction, importId: string): Promise<void> {
    await tx.execute('/* import_row_clear */ delete from import_row where district_id = $1 and import_id = $2', tx.districtId, importId);
  }

  async clearFaults(tx: Transaction, importId: string): Promise<void> {
    await tx.execute('/* import_error_clear */ delete from import_error where district_id = $1 and import_id = $2', tx.districtId, importId);
  }

  async putOutcome(tx: Transaction, importId: string, from: number, rows: readonly object[]): Promise<void> {
    await tx.execute(
      `/* import_outcome_put */ insert into import_outcome (district_id, import_id, n, sealed) select $1, $2, $3 + n, sealed from unnest($4::text[]) with ordinality o (sealed, n)`,
      tx.districtId, importId, from, rows.map(row => this.#sealer.seal(JSON.stringify(row))));
  }

  /** Hands out what only the importer may learn, once. */
  async takeOutcome(tx: Transaction, importId: string): Promise<Record<string, string>[]> {
    const rows = await tx.execute<{ n: number; sealed: string }>(
      '/* import_outcome_take */ delete from import_outcome where district_id = $1 and import_id = $2 returning n, sealed', tx.districtId, importId);
    return rows.toSorted((a, b) => a.n - b.n).map(({ sealed }) => JSON.parse(this.#sealer.open(sealed)) as Record<string, string>);
  }

  /** Lets go of what importers have not asked for in time. */
  async clearOutcomes(tx: Transaction, before: Date): Promise<void> {
    await tx.execute(
      `/* import_outcome_clear */ delete from import_outcome o using import i
       where o.district_id = $1 and i.district_id = $1 and i.id = o.import_id and i.ended_at < $2`, tx.districtId, before);
  }
}
