import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../shared/ids.ts';
import { buildActor, buildCase, buildDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { AccountReferences } from './014-account-references.ts';

const OWNER = `plain_owner_${process.pid}`;
const TABLES = ['account', 'service_case', 'case_step'];

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.query(`reset role; reassign owned by ${OWNER} to current_user; drop owned by ${OWNER}; drop role ${OWNER}`);
  await owner.end();
  await database.close();
});

test('a database whose cases name accounts that are gone is brought up, by an owner who is no superuser; who is there stays named', async () => {
  const domain = await database.open();
  const at = await buildDistrict(domain, 101);
  const worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  const [sound, broken] = [await buildCase(domain, worker, at), await buildCase(domain, worker, at)];
  const names = ['service_case_requester_fk', 'service_case_first_receiver_fk', 'service_case_handler_fk'];
  await owner.query(`alter table service_case ${names.map(name => `drop constraint ${name}`).join(', ')}; alter table case_step drop constraint case_step_account_fk`);
  await owner.query('update service_case set requester_id = $2, first_receiver_id = $2, handler_id = $2 where id = $1', [broken.id, newId()]);
  await owner.query('update case_step set account_id = $2 where case_id = $1', [broken.id, newId()]);

  await owner.query(`create role ${OWNER}; grant usage, create on schema public to ${OWNER}; grant usage on schema app to ${OWNER}`);
  for (const table of TABLES) await owner.query(`alter table ${table} owner to ${OWNER}`);
  await owner.query(`set role ${OWNER}`);
  const step = new AccountReferences({} as never, {} as never);
  step.up();
  for (const statement of step.getQueries()) await owner.query(statement as string);
  await owner.query('reset role');

  expect(await database.owner(`select c.id, c.requester_id, c.first_receiver_id, c.handler_id, s.account_id from service_case c
    join case_step s on s.case_id = c.id order by c.id`)).toEqual([
    { id: sound.id, requester_id: sound.requesterId, first_receiver_id: sound.firstReceiverId, handler_id: sound.handlerId, account_id: worker.accountId },
    { id: broken.id, requester_id: null, first_receiver_id: null, handler_id: null, account_id: null },
  ]);
  expect(await database.owner(`select relname from pg_class where relname = any($1) and relrowsecurity and relforcerowsecurity order by 1`, [TABLES])).toHaveLength(3);
  await expect(owner.query('update case_step set account_id = $2 where case_id = $1', [sound.id, newId()])).rejects.toThrow('case_step_account_fk');
});
