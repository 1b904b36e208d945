import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../shared/ids.ts';
import { buildActor, buildCase, buildDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import { HandlingTime } from './044-handling-time.ts';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

test('cases that were handled before get the working time of their cycle from their steps, without suspensions', async () => {
  const domain = await database.open();
  const at = await buildDistrict(domain, 102);
  const worker = await buildActor(domain, 102, 'GRID_WORKER', at.grids[0]);
  const [handled, again, open] = [await buildCase(domain, worker, at), await buildCase(domain, worker, at), await buildCase(domain, worker, at)];
  const step = (id: string, cycle: number, move: string, when: string) => owner.query(
    `insert into case_step (district_id, id, case_id, cycle, move, status, at, recorded_at) values (102, $1, $2, $3, $4, 'IN_PROGRESS', $5, $5)`, [newId(), id, cycle, move, `${when}+08:00`]);
  await owner.query('alter table service_case drop column reopened_at, drop column suspended_minutes, drop column handled_net_minutes cascade');
  await owner.query(`update service_case set received_at = '2025-03-12 09:00+08'`);
  await owner.query(`update service_case set status = 'HANDLED', cycle = 1, handled_at = '2025-03-14 12:00+08' where id = $1`, [handled.id]);
  await owner.query(`update service_case set status = 'HANDLED', cycle = 2, handled_at = '2025-03-18 09:30+08' where id = $1`, [again.id]);
  await step(handled.id, 1, 'suspend', '2025-03-12T11:00');
  await step(handled.id, 1, 'resume', '2025-03-14T11:00');
  await step(again.id, 1, 'suspend', '2025-03-12T11:00');
  await step(again.id, 1, 'resume', '2025-03-14T11:00');
  await step(again.id, 2, 'reopen', '2025-03-18T08:00');
  await step(open.id, 1, 'suspend', '2025-03-13T11:00');
  const migration = new HandlingTime({} as never, {} as never);
  const execute = async (sql: string, values?: unknown[]) => {
    let n = 0;
    return (await owner.query(sql.replaceAll('?', () => `$${(n += 1)}`), values)).rows as unknown[];
  };
  await Object.assign(migration, { execute }).up();
  expect(await database.owner(`select id, (reopened_at at time zone 'Asia/Shanghai')::text as reopened, suspended_minutes as suspended, handled_net_minutes as net from service_case order by id`)).toEqual([
    { id: handled.id, reopened: null, suspended: 16 * 60, net: 3 * 60 },
    { id: again.id, reopened: '2025-03-18 08:00:00', suspended: 0, net: 60 },
    { id: open.id, reopened: null, suspended: 0, net: null },
  ]);
});
