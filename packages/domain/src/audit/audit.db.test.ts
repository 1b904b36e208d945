import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../access/actor.ts';
import { hashPassword } from '../access/password.ts';
import type { Domain } from '../domain.ts';
import { register } from '../people/register.ts';
import { Sealer } from '../people/sealed.ts';
import { Place } from '../places/place.entity.ts';
import { calendarDate } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { AuditEntry } from './audit-entry.entity.ts';

let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let admin: Actor;
let resident: Actor;
const clock = new TestClock('2025-03-12T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock });
  at = await buildDistrict(domain, 101);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
});
afterAll(() => database.close());

type Row = Record<'id' | 'command' | 'account_id' | 'request_id' | 'address', string> & {
  at: Date; subject_ids: string[]; written: AuditEntry['written']; bulk: object | null;
};

async function last(): Promise<Row> {
  const [row] = await database.owner<Row>('select * from audit_entry order by id desc limit 1');
  if (!row) throw new Error('Expected an audit entry.');
  return row;
}

test('an entry says who did what, when, on whose request, from where, and which fields it touched', async () => {
  const { id } = await buildCase(domain, resident, at);
  clock.pass(10);
  await domain.cases.accept({ ...admin, requestId: 'request-7', address: '203.0.113.9' }, id);
  const entry = await last();
  expect(entry).toMatchObject({
    command: 'case.accept', account_id: admin.accountId, request_id: 'request-7', address: '203.0.113.9', at: clock.now(), bulk: null,
  });
  expect(entry.written).toEqual([
    { entity: 'Case', id, action: 'CHANGED', fields: ['status', 'firstReceiverId'] },
    { entity: 'CaseStep', id: expect.any(String), action: 'CREATED', fields: expect.arrayContaining(['caseId', 'move', 'status']) },
  ]);
  expect(entry.subject_ids).toEqual(entry.written.map(row => row.id));
});

test('a removal says so, the system is no account, and rows written in bulk are counted', async () => {
  const row = (code: string) => ({
    id: newId(), parentId: at.communities[0], level: 'GRID', code, name: code, boundary: null, onboardedAt: null, dataOrigin: 'REAL', createdAt: clock.now(),
  } as const);
  const gone = row('gone');
  await domain.unit.of(system(101), 'test.bulk', async tx => {
    await tx.bulkInsert(Place, [gone, row('a'), row('b')]);
    await tx.bulkUpdate(Place, [gone.id], { name: 'x' });
    const found = await tx.get(Place, gone.id);
    if (found) await tx.remove(found);
  });
  expect(await last()).toMatchObject({
    command: 'test.bulk', account_id: null, request_id: null, address: null, bulk: { Place: 4 },
    written: [{ entity: 'Place', id: gone.id, action: 'REMOVED' }], subject_ids: [gone.id],
  });
});

test('signing in is the account\'s own doing', async () => {
  const account = await domain.access.createAccount(system(101), { login: 'li', displayName: '李', password: 'a long password', roles: [] });
  await domain.access.signIn(101, 'li', 'a long password', { requestId: 'r', address: '203.0.113.10' });
  expect(await last()).toMatchObject({ command: 'session.begin', account_id: account.id, address: '203.0.113.10' });
});

test('what was refused, what was sent again, and what wrote nothing, leave no entry', async () => {
  const { id } = await buildCase(domain, { ...resident, idempotency: { key: 'k', fingerprint: 'f' } }, at);
  const before = await last();
  await buildCase(domain, { ...resident, idempotency: { key: 'k', fingerprint: 'f' } }, at);
  expect(await refused(domain.cases.close(admin, id))).toBe('WRONG_STATE');
  await domain.unit.of(admin, 'test.look', tx => tx.get(Place, at.root));
  expect((await last()).id).toBe(before.id);
});

test('one command, one entry, however often it flushes', async () => {
  const count = async () => (await database.owner<{ n: number }>('select count(*)::int as n from audit_entry'))[0]?.n ?? 0;
  const before = await count();
  await domain.unit.of(admin, 'test.often', async tx => {
    for (const name of ['一', '二', '三']) {
      const place = await tx.get(Place, at.root);
      if (place) place.name = name;
      await tx.flush();
    }
  });
  expect(await count()).toBe(before + 1);
  expect((await last()).subject_ids).toEqual([at.root]);
});

test('no value of any field comes into the audit or the memory of commands', async () => {
  const canary = (n: number) => `金丝雀${n}`;
  const personal = ['13900001234', '11010519491231002X', '1949-12-31', 'canary-password', 'canary-login', ...Array.from({ length: 9 }, (_, n) => canary(n))];
  const keyed = <A extends object>(actor: A) => ({ ...actor, idempotency: { key: newId(), fingerprint: 'digest' } });
  await domain.unit.of(keyed(system(101)), 'test.register', tx => register(tx, new Sealer(database.key), {
    placeId: at.grids[0], name: canary(0), sex: 'FEMALE', birthDate: calendarDate('1949-12-31'), standing: 'FLOATING',
    livesFrom: calendarDate('1990-01-01'), idNumber: '11010519491231002X', phone: '13900001234',
  }));
  const account = await domain.access.createAccount(keyed(system(101)), {
    login: 'canary-login', displayName: canary(1), password: 'canary-password', roles: [{ role: 'GRID_WORKER', placeId: at.grids[0] }],
  });
  const { actor, token } = await domain.access.signIn(101, 'canary-login', 'canary-password', { requestId: null, address: null });
  await domain.access.setPassword(keyed(actor), 'canary-password-2', 'canary-password');
  const { id } = await buildCase(domain, keyed(actor), at, {
    title: canary(2), description: canary(3), contactName: canary(4), contactPhone: '13900001234', onBehalf: true, external: { system: canary(5), id: canary(6) },
  });
  await domain.cases.accept(keyed(admin), id, { note: canary(7) });
  await domain.cases.handleOnSpot(keyed(actor), id, { outcome: 'RESOLVED', note: canary(8) });
  await domain.places.create(keyed(system(101)), { parentId: at.communities[0], level: 'GRID', code: 'c', name: canary(0) });

  const kept = JSON.stringify(await database.owner(`select to_jsonb(a) from audit_entry a union all select to_jsonb(i) from idempotent_command i`));
  expect(kept).toContain('contactPhoneSealed');
  expect(kept).toContain(account.id);
  expect([...personal, token, await hashPassword('canary-password')].filter(value => kept.includes(value))).toEqual([]);
  expect(kept).not.toMatch(/argon2|"1\.[\w-]{40,}/);
});

test('the table of residents and cases holds no number that can be read', async () => {
  const kept = JSON.stringify(await database.owner('select to_jsonb(r) from resident r union all select to_jsonb(c) from service_case c'));
  expect(kept).not.toMatch(/13900001234|11010519491231002X/);
});
