import type pg from 'pg';
import { newId } from '../shared/ids.ts';

/**
 * Notices that the records have come into another server, such as by restoring a dump: transaction numbers begin anew
 * there, so a row's would lie ahead of all others. Then all rows count as changed long ago, and cursors given before are
 * refused, for they are of another epoch.
 */
export async function beginEpoch(client: pg.Client): Promise<void> {
  const { rows: [known] } = await client.query<{ behind: boolean }>('select last_xid > pg_current_xact_id() as behind from installation');
  if (!known) await client.query('insert into installation (id, epoch, last_xid) values (true, $1, pg_current_xact_id())', [newId()]);
  else if (known.behind) await forgetNumbers(client);
  else await client.query('update installation set last_xid = pg_current_xact_id()');
}

async function forgetNumbers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns where column_name = 'changed_in' and table_schema = 'public' order by 1`);
  await client.query('begin');
  for (const { name } of rows) {
    await client.query(`alter table ${name} no force row level security`); // the owner may be no superuser
    await client.query(`update ${name} set changed_in = '3'`);
    await client.query(`alter table ${name} force row level security`);
  }
  await client.query('update installation set epoch = $1, last_xid = pg_current_xact_id()', [newId()]);
  await client.query('commit');
}
