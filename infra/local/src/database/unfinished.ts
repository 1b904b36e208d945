import { withClient } from './client.ts';

/** Stands in a database from before its demo data is loaded until all of it is there. */
const MARK = 'public.linli_demo_unfinished';

/** Whether a start was cut short while it loaded demo data, or is loading it now: nothing else is in such a database. */
export function isUnfinished(url: string): Promise<boolean> {
  return withClient(url, async client => {
    const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [MARK]);
    return rows[0]?.found ?? false;
  });
}

/** Fills an empty database so that one that is filled by half is never taken for a whole one, and has it analysed. */
export async function fillOnce(url: string, fill: () => Promise<void>): Promise<void> {
  await withClient(url, client => client.query(`create table ${MARK} ()`));
  await fill();
  await withClient(url, async client => {
    await client.query('analyze'); // autovacuum comes only after a minute; until then the plans would be poor
    await client.query(`drop table ${MARK}`);
  });
}
