import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import type { Domain } from '../domain.ts';
import { periodOf } from '../kpis/engine/period.rule.ts';
import { dayOf } from '../shared/clock.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let worker: Actor;
let resident: Actor;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
});
afterAll(() => database.close());

test('a case goes from receipt to closing, and its figures follow at every level of the tree', async () => {
  const { cases, engine } = domain;
  const { id } = await buildCase(domain, resident, at);
  await cases.accept(admin, id);
  await cases.assign(admin, id, { assigneeId: worker.accountId });
  await cases.start(worker, id);
  await cases.handle(worker, id, { outcome: 'RESOLVED' });
  await cases.followUp(admin, id, { contacted: true, resolved: true, source: 'CALL_BACK' });
  await cases.rate(resident, id, { rating: 4 });
  const closed = await cases.close(admin, id);
  expect(closed.status).toBe('CLOSED');
  await engine.drain(101);
  expect(await engine.verify(101)).toEqual([]);

  const snapshot = domain.connections.snapshot(101);
  const now = domain.clock.now();
  const satisfaction = domain.indicators.find('case.satisfaction_rate');
  const places = [at.grids[0], at.communities[0], at.street, at.root, at.grids[1]];
  const values = await domain.indicators.values(snapshot, places, satisfaction ? [satisfaction] : [], [periodOf('MONTH', dayOf(now))], now);
  await snapshot.close();
  expect(values.map(value => value.value)).toEqual([1, 1, 1, 1, null]);
});
