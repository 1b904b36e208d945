import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { buildActor, buildCase } from '@linli/domain/testing/build';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { askOverSocket, greetedSocket, rawSocket } from './raw-socket.ts';

let api: TestApi;
let admin: Actor & { token: string };

beforeAll(async () => {
  api = await startApi();
  admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
});
afterAll(() => api.close());

/** Breaks the database under the API: a table has another name while `work` runs. */
async function without<T>(table: string, work: () => Promise<T>): Promise<T> {
  await api.database.owner(`alter table ${table} rename to ${table}_away`);
  try {
    return await work();
  } finally {
    await api.database.owner(`alter table ${table}_away rename to ${table}`);
  }
}

const MASKED = /^Something went wrong on our side \(request ([\da-f-]{36})\)\.$/;
/** What may stand in nobody's answer: SQL, names of tables, stacks, paths. */
const INSIDE = /relation|select|from |case_category|session|_away|at .*[/\\]|\.[tj]s\b|node_modules|stack|pg\b/i;

/** The fault behind a masked error, as the log has it. */
async function faultOf(error: { message: string; extensions: { code: string; requestId?: string } }): Promise<string> {
  const [, requestId] = MASKED.exec(error.message) ?? [];
  expect(error).toEqual({ ...error, message: expect.stringMatching(MASKED), extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } });
  expect(JSON.stringify(error)).not.toMatch(INSIDE);
  const line = await until(() => api.logged.find(each => each.requestId === requestId), 'the line in the log');
  return line.err?.message ?? '';
}

test('a fault of ours is masked over both transports, and the log has it under the same request id', async () => {
  await without('case_category', async () => {
    const query = '{ viewer { login } caseCategories { id } }';
    const [http] = (await api.ask(query, {}, admin.token)).errors;
    expect(await faultOf(http!)).toBe('relation "case_category" does not exist');
    const [socket] = (await askOverSocket(api, admin.token, query)).errors;
    expect(await faultOf(socket!)).toBe('relation "case_category" does not exist');
  });
  expect((await api.ask('{ caseCategories { code } }', {}, admin.token)).data?.caseCategories).toHaveLength(10);
});

test('the same for a command, which leaves nothing behind', async () => {
  const matter = await buildCase(api.domain, admin, api.district);
  const accept = 'mutation($input: CaseMoveInput!) { caseAccept(input: $input) { userErrors { code } case { status } } }';
  const variables = { input: { caseId: Buffer.from(`Case:${matter.id}`).toString('base64url') } };
  await without('audit_entry', async () => {
    const [http] = (await api.ask(accept, variables, admin.token)).errors;
    expect(await faultOf(http!)).toContain('audit_entry');
    const [socket] = (await askOverSocket(api, admin.token, accept, variables)).errors;
    expect(await faultOf(socket!)).toContain('audit_entry');
  });
  expect((await api.ask(accept, variables, admin.token)).data?.caseAccept).toEqual({ userErrors: [], case: { status: 'ACCEPTED' } });
});

test('who is asking cannot be found out: masked, and connections are told to try again later', async () => {
  const open = await greetedSocket(api, admin.token);
  await without('session', async () => {
    const { status, errors } = await api.ask('{ viewer { login } }', {}, admin.token);
    expect(status).toBe(500);
    expect(await faultOf(errors[0]!)).toBe('relation "session" does not exist');
    const raw = rawSocket(api);
    raw.send({ type: 'connection_init', payload: { token: admin.token } });
    expect(await raw.ended()).toBe('1013 Try again later');
    open.send({ id: 'q', type: 'subscribe', payload: { query: '{ viewer { login } }' } });
    expect(await faultOf((await open.next('error', 'q'))['payload'][0])).toBe('relation "session" does not exist');
  });
  open.send({ id: 'r', type: 'subscribe', payload: { query: '{ viewer { login } }' } });
  expect((await open.next('next', 'r'))['payload'].data.viewer.login).toMatch(/^district_admin/);
  open.close();
});

test('a subscription that could not begin is told so, masked', async () => {
  await without('case_step', async () => {
    const changes = collect(api.socket(admin.token), 'subscription { caseChanged { moves } }');
    const [error] = (await changes.closed()) as Parameters<typeof faultOf>[0][];
    expect(await faultOf(error!)).toBe('relation "case_step" does not exist');
  });
});

test('a message that cannot be made is made when it can be, and the subscription goes on', async () => {
  const changes = collect(api.socket(admin.token), 'subscription { caseChanged { moves case { trackingNumber } } }');
  const first = await until(async () => {
    await buildCase(api.domain, admin, api.district);
    return changes.messages.length > 0;
  }, 'the subscription to begin');
  expect(first).toBe(true);
  // Cases are read for the message; whoever writes one needs the table too, so the reader's right is taken instead.
  await api.database.owner('revoke select on service_case from linli_reader');
  const matter = await buildCase(api.domain, admin, api.district);
  await until(() => api.logged.some(line => line.msg.startsWith('a message of a subscription could not be made')), 'the first attempt');
  await api.database.owner('grant select on service_case to linli_reader');
  await changes.next(({ caseChanged }) => caseChanged.some((change: any) => change.case.trackingNumber === matter.trackingNumber));
  expect(changes.state.closed).toBeUndefined();
});

test('a database that cannot be reached makes the API unready, not dead', async () => {
  const name = new URL(api.database.url).pathname.slice(1);
  await api.database.owner(`alter database ${name} connection limit 0`);
  try {
    await api.database.owner(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'linli_reader' and datname = current_database()`);
    await until(async () => (await fetch(`${api.url}/readyz`)).status === 503, 'unready');
    expect((await fetch(`${api.url}/livez`)).status).toBe(200);
    const [error] = (await api.ask('{ viewer { login } }', {}, admin.token)).errors;
    expect(await faultOf(error!)).toContain('too many connections for database');
  } finally {
    await api.database.owner(`alter database ${name} connection limit -1`);
  }
  await until(async () => (await fetch(`${api.url}/readyz`)).status === 200, 'ready again');
  expect((await api.ask('{ viewer { login } }', {}, admin.token)).data?.viewer.login).toMatch(/^district_admin/);
});
