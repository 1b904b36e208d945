import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { sessionsById } from '@linli/domain/access/access.read';
import { Account } from '@linli/domain/access/account.entity';
import type { Actor } from '@linli/domain/access/actor';
import { Membership } from '@linli/domain/access/membership.entity';
import { Session } from '@linli/domain/access/session.entity';
import type { Domain } from '@linli/domain/domain';
import { newId } from '@linli/domain/shared/ids';
import { Listener } from '@linli/domain/shared/listener';
import { system } from '@linli/domain/shared/performer';
import { roleUrl } from '@linli/domain/shared/roles';
import { buildActor, buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import { pino } from 'pino';
import { AccessWatch } from '../src/live/access-watch.ts';
import { until } from './harness.ts';
import { report } from './report.ts';

const WATCHED = 2_000;

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let watch: AccessWatch;
let listener: Listener;
/** Sessions read, one number a read. */
const reads: number[] = [];

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open();
  at = await buildDistrict(domain, 101);
  await buildDistrict(domain, 102);
  admin = await buildActor(domain, 101, 'DISTRICT_ADMIN', at.root);
  watch = new AccessWatch(counted(domain), pino({ level: 'silent' }));
  listener = new Listener(roleUrl(database.url, 'linli_reader', database.key), ['access'], (_, districtId) => watch.wake(districtId));
  await listener.start();
});
afterAll(async () => {
  watch.close();
  await listener.stop();
  await database.close();
});

/** The same domain, that notes how many sessions are read at a time. */
function counted(of: Domain): Domain {
  const connections = new Proxy(of.connections, {
    get(target, name) {
      if (name !== 'snapshot') return Reflect.get(target, name, target) as unknown;
      return (districtId: number) => {
        const snapshot = target.snapshot(districtId);
        return { close: () => snapshot.close(), rows: (statement: typeof sessionsById, ids: string[], now: Date) => {
          reads.push(ids.length);
          return snapshot.rows(statement, ids, now);
        } };
      };
    },
  });
  return new Proxy(of, { get: (target, name) => (name === 'connections' ? connections : Reflect.get(target, name, target) as unknown) });
}

interface Watched {
  readonly actor: Actor;
  readonly membershipId: string;
  readonly told: (Actor | null)[];
}

async function watching(count: number): Promise<Watched[]> {
  const now = domain.clock.now();
  const people = Array.from({ length: count }, (_, n) => ({ accountId: newId(), sessionId: newId(), membershipId: newId(), n }));
  await domain.unit.of(system(101), 'test.people', async tx => {
    await tx.bulkInsert(Account, people.map(({ accountId, n }) => ({
      id: accountId, login: `watched-${accountId}`, displayName: `${n}`, passwordHash: null, passwordOnce: false, passwordUntil: null, residentId: null,
      organisationId: null, disabledAt: null, dataOrigin: 'REAL' as const, createdAt: now,
    })));
    await tx.bulkInsert(Membership, people.map(({ accountId, membershipId }) => ({
      id: membershipId, accountId, placeId: at.grids[0], role: 'GRID_WORKER' as const, validFrom: now, validTo: null, standsInForId: null,
    })));
    await tx.bulkInsert(Session, people.map(({ accountId, sessionId }) => ({
      id: sessionId, accountId, tokenDigest: sessionId, createdAt: now, expiresAt: new Date(now.getTime() + 86_400_000), revokedAt: null,
    })));
  });
  return people.map(({ accountId, sessionId, membershipId }) => {
    const actor: Actor = {
      districtId: 101, accountId, sessionId, requestId: null, address: null, residentId: null, organisationId: null, mustSetPassword: false,
      memberships: [{ role: 'GRID_WORKER', placeId: at.grids[0] }],
    };
    const told: (Actor | null)[] = [];
    watch.watch(actor, changed => told.push(changed));
    return { actor, membershipId, told };
  });
}

test('of two thousand open subscriptions each is told of its own change at once, and nothing is read while nothing changes', async () => {
  const all = await watching(WATCHED);
  await until(() => reads.reduce((sum, n) => sum + n, 0) >= WATCHED, 'the first look');
  const times: number[] = [];
  for (const each of all.slice(0, 20)) {
    const began = performance.now();
    await domain.roles.revoke(admin, each.membershipId);
    await until(() => each.told.length > 0, 'to be told');
    times.push(Math.round(performance.now() - began));
  }
  expect(all.slice(0, 20).map(({ told }) => told.map(actor => actor?.memberships))).toEqual(Array.from({ length: 20 }, () => [[]]));
  expect(all.slice(20).every(({ told }) => told.length === 0)).toBe(true);
  report('access', `${WATCHED} sessions watched; a role taken away is felt after ${Math.min(...times)} to ${Math.max(...times)} ms, the command included`);

  await new Promise(resolve => setTimeout(resolve, 500));
  const before = reads.length;
  await new Promise(resolve => setTimeout(resolve, 2_000));
  const idle = reads.length - before;
  report('access', `${idle} reads in 2 s without a change`);
  expect(idle).toBeLessThanOrEqual(1); // the slow poll, if its time came
  const of102 = await buildActor(domain, 102, 'DISTRICT_ADMIN', (await database.owner<{ id: string }>('select id from place where district_id = 102 and parent_id is null'))[0]?.id ?? '');
  await domain.access.signOut(of102);
  await new Promise(resolve => setTimeout(resolve, 500));
  expect(reads.length - before).toBeLessThanOrEqual(2); // what happens in another district is nobody's here
}, 60_000);

test('a role that begins or ends at its time is told of within a second, without a poll', async () => {
  const [one] = await watching(1);
  const from = new Date(Date.now() + 1_000);
  const to = new Date(Date.now() + 2_000);
  await domain.roles.grant(admin, one!.actor.accountId, { role: 'MEDIATOR', placeId: at.grids[0], validFrom: from, validTo: to });
  await until(() => one!.told.length === 1, 'the beginning');
  const began = Date.now() - from.getTime();
  await until(() => one!.told.length === 2, 'the end');
  report('access', `a role is felt ${began} ms after its beginning and ${Date.now() - to.getTime()} ms after its end`);
  expect(one!.told.map(actor => actor?.memberships.length)).toEqual([2, 1]);
});

test('a session that runs out is told of, and a watch that has ended is told nothing', async () => {
  const [leaving, gone] = await watching(2);
  const unwatch = watch.watch(gone!.actor, () => { throw new Error('told after its end'); });
  unwatch();
  await database.owner('update session set expires_at = $2 where id = $1', [leaving!.actor.sessionId, new Date(Date.now() + 1_000)]);
  domain.wake.send('access', 101);
  await until(() => leaving!.told.length > 0, 'the end of the session');
  expect(leaving!.told).toEqual([null]);
  await domain.accounts.disable(admin, gone!.actor.accountId);
  await until(() => gone!.told.length > 0, 'the end of the other');
});
