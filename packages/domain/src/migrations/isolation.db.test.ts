import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { CaseClosing } from '../cases/case-closing.entity.ts';
import { PlaceSuccessor } from '../places/place-successor.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { system } from '../shared/performer.ts';
import { enterDistrict, roleUrl, type Role } from '../shared/roles.ts';
import { buildActor, buildCase, buildDistrict, buildLedger, buildRegister, buildResident } from '../testing/build.ts';
import { buildActivities } from '../testing/activity-stand.ts';
import { buildTimeBank } from '../testing/build-time-bank.ts';
import { Intruder } from '../testing/isolation.ts';
import { buildCare } from '../testing/care-stand.ts';
import { buildBridge } from '../testing/bridge-stand.ts';
import { buildProgram } from '../testing/build-programs.ts';
import { buildScheme } from '../testing/points-stand.ts';
import { buildFigures } from '../testing/figures-stand.ts';
import { buildSurveys } from '../testing/survey-stand.ts';
import { buildSheetRows } from '../testing/sheet-stand.ts';
import { NO_TENANTS } from '../testing/tenancy-rules.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

const HOME = 101;
const ABROAD = 102;

let database: TestDatabase;
let owner: pg.Client;
let tables: string[];
let writer: Intruder;
let reader: Intruder;

/** Two districts with rows in every tenant table. */
beforeAll(async () => {
  database = await testDatabase();
  const domain = await database.open();
  for (const districtId of [HOME, ABROAD]) {
    const at = await buildDistrict(domain, districtId);
    const resident = await buildActor(domain, districtId, 'RESIDENT', at.grids[0]);
    await domain.notices.setQuietHours(await buildActor(domain, districtId, 'GRID_WORKER', at.grids[0]), null);
    const { id: recordId } = await buildCase(domain, { ...resident, idempotency: { key: 'once', fingerprint: 'x' } }, at);
    await domain.unit.of(system(districtId), 'test', tx => tx.create(CaseClosing, CaseClosing.of({ id: recordId, cycle: 1, placeId: at.grids[0], closedAt: tx.at })));
    await domain.attachments.create(resident, { recordKind: 'Case', recordId, fileName: '楼道.jpg', mediaType: 'image/jpeg', bytes: 1 });
    const admin = await buildActor(domain, districtId, 'DISTRICT_ADMIN', at.root);
    const { id: organisationId } = await domain.organisations.create(admin, { placeId: at.root, name: '物业', kind: 'PROPERTY_MANAGER' });
    await domain.organisations.setDuties(admin, organisationId, [at.categoryId]);
    await domain.organisations.addContact(admin, organisationId, { name: '经理', phone: '13812345678' });
    const assisted = await buildCase(domain, resident, at);
    await domain.cases.accept(admin, assisted.id);
    await domain.cases.assign(admin, assisted.id, { assigneeId: admin.accountId, coHandlers: [{ organisationId }] });
    await domain.engine.fill(districtId);
    await buildLedger(domain, districtId);
    await domain.addresses.create(system(districtId), { placeId: at.grids[0], use: 'HOME', compound: '幸福小区' });
    await domain.unit.of(system(districtId), 'test', tx => tx.create(PlaceSuccessor, { placeId: at.grids[0], successorId: at.grids[1], ordinal: 0 }));
    await buildSheetRows(domain, districtId, at.root);
    const { householdId } = await buildRegister(domain, at);
    await buildScheme(domain, at);
    await domain.points.drops.record(admin, { householdId, kind: 'KITCHEN', correct: true });
    await buildFigures(domain, at);
    await domain.engine.drain(districtId); // what it has seen; what is built from here on waits to be counted
    await buildCare(domain, at, (await buildResident(domain, at)).id, '');
    await buildTimeBank(domain, at);
    await domain.targets.set(system(districtId), { placeId: at.street, indicator: 'case.on_time_rate', kind: 'YEAR', day: calendarDate('2024-01-01'), value: 0.9 });
    await domain.targets.showRanks(system(districtId), false);
    await buildActivities(domain, at);
    const { running } = await buildProgram(domain, at);
    await buildBridge(domain, at, running.id, (await buildResident(domain, at)).id);
    await buildSurveys(domain, at);
  }
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all ($1) order by 1`,
    [Object.keys(NO_TENANTS)]);
  tables = rows.map(row => row.name);
  writer = new Intruder(database.url, database.key, 'linli_writer', HOME, ABROAD);
  reader = new Intruder(database.url, database.key, 'linli_reader', HOME, ABROAD);
  await Promise.all([writer.connect(), reader.connect()]);
});
afterAll(async () => {
  await Promise.all([writer.end(), reader.end(), owner.end()]);
  await database.close();
});

test('every tenant table has rows in both districts, so that there is something to reach', async () => {
  expect(tables.length).toBeGreaterThanOrEqual(24);
  for (const table of tables) {
    const { rows } = await owner.query(`select district_id from ${table} group by 1 order by 1`);
    expect([table, rows]).toEqual([table, [{ district_id: HOME }, { district_id: ABROAD }]]);
  }
});

test('nothing of another district can be read, changed, deleted, planted, nor a row of one\'s own moved there', async () => {
  for (const table of tables) {
    expect([table, await writer.reached(table), await reader.reached(table)]).toEqual([table, [], []]);
  }
});

test('each policy replaced by true is found', async () => {
  for (const table of tables) {
    const policy = `alter policy ${table}_of_district on ${table}`;
    const right = 'district_id = app.current_district()';
    await owner.query(`${policy} using (true)`);
    expect([table, await reader.reached(table)]).toEqual([table, ['read']]);
    expect([table, await writer.reached(table)]).toEqual([table, expect.arrayContaining(['read'])]);
    await owner.query(`${policy} using (${right}) with check (true)`);
    expect([table, await writer.reached(table)]).toEqual([table, expect.arrayContaining(['planted'])]);
    await owner.query(`${policy} with check (${right})`);
    expect([table, await writer.reached(table), await reader.reached(table)]).toEqual([table, [], []]);
  }
});

test('row-level security switched off is found', async () => {
  for (const table of tables) {
    await owner.query(`alter table ${table} disable row level security`);
    expect([table, await reader.reached(table)]).toEqual([table, ['read']]);
    await owner.query(`alter table ${table} enable row level security`);
  }
});

/** Runs statements signed in as a role, on a connection of its own. */
async function signedIn(role: Role, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: roleUrl(database.url, role, database.key) });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const NO_DISTRICT = /"app\.district_id"|invalid input syntax for type integer: ""/;

test.each(['linli_writer', 'linli_reader', 'linli_reporter'] as const)('%s without a district gets an error from every tenant table, never rows', role =>
  signedIn(role, async client => {
    const expectErrors = async () => {
      for (const table of role === 'linli_reporter' ? ['kpi_cell'] : tables) {
        const reads = [`select 1 from ${table}`, `select count(*) from ${table}`, `select 1 from ${table} where district_id = ${HOME}`];
        const writes = [`insert into ${table} overriding system value select * from ${table}`];
        for (const statement of role === 'linli_writer' ? [...reads, ...writes] : reads) {
          await expect(client.query(statement)).rejects.toThrow(NO_DISTRICT);
        }
      }
    };
    await expectErrors();
    // A session that served a district before is no better off.
    await client.query(`begin; ${enterDistrict(HOME)}; select 1 from kpi_cell; commit`);
    await expectErrors();
  }));

test('a table without rows is an error too', async () => {
  await owner.query('truncate kpi_change');
  await signedIn('linli_reader', async client => {
    await expect(client.query('select * from kpi_change')).rejects.toThrow(NO_DISTRICT);
  });
});

test('the reporter reads the cells of a district it has entered, and nothing else of it', () => signedIn('linli_reporter', async client => {
  const inside = async (statement: string) => {
    await client.query(`begin; ${enterDistrict(HOME)}`);
    try {
      return await client.query(statement);
    } finally {
      await client.query('rollback');
    }
  };
  expect((await inside('select distinct district_id from kpi_cell')).rows).toEqual([{ district_id: HOME }]);
  for (const table of tables.filter(name => name !== 'kpi_cell')) {
    await expect(inside(`select 1 from ${table}`)).rejects.toThrow(/permission denied/);
  }
  await expect(inside('update kpi_cell set value = 0')).rejects.toThrow(/permission denied/);
}));

test('jobs are added through the one function, for the district in force whatever the payload says', async () => {
  for (const role of ['linli_writer', 'linli_reader', 'linli_reporter'] as const) {
    await signedIn(role, async client => {
      await expect(client.query('select * from graphile_worker._private_jobs')).rejects.toThrow(/permission denied/);
      await expect(client.query(`select graphile_worker.add_job('x')`)).rejects.toThrow(/permission denied/);
      const added = client.query(`begin; ${enterDistrict(HOME)}; select app.add_job('test', '{"districtId": ${ABROAD}}', now(), 'test'); commit`);
      if (role === 'linli_writer') await added;
      else await expect(added).rejects.toThrow(/permission denied/);
    });
  }
  const { rows } = await owner.query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where identifier = 'test'`);
  expect(rows).toEqual([{ payload: { districtId: HOME } }]);
});
