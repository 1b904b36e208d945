/** What the application may do with a table besides reading it. */
export type WriterRights = 'insert' | 'insert, delete' | 'insert, update' | 'insert, update, delete';

/**
 * The statements that make a table a tenant's: row-level security that even the owner cannot pass, rights for
 * the writer and the reader, and distribution by district where Citus is installed.
 */
export function tenantTable(name: string, writer: WriterRights): string[] {
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy ${name}_of_district on ${name}
       using (district_id = app.current_district()) with check (district_id = app.current_district())`,
    `grant select, ${writer} on ${name} to linli_writer`,
    `grant select on ${name} to linli_reader`,
    `select app.distribute_by_district('${name}')`,
  ];
}

/** A catalogue shared by all districts: small, rarely written, a reference table where Citus is installed. */
export function catalogueTable(name: string, writer: '' | WriterRights = ''): string[] {
  return [
    `grant select${writer && `, ${writer}`} on ${name} to linli_writer`,
    `grant select on ${name} to linli_reader, linli_reporter`,
    `select app.make_reference('${name}')`,
  ];
}

/** Gives a tenant table the column by which outside systems ask what has changed since (shared/changed). */
export function changedInColumn(name: string): string[] {
  return [
    `alter table ${name} add column changed_in xid8 not null default pg_current_xact_id()`,
    `create index ${name}_changed on ${name} (district_id, changed_in, id)`,
  ];
}
