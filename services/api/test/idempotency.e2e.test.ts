import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, type TestApi } from './harness.ts';

type Signed = Actor & { token: string };

let api: TestApi;
let other: BuiltDistrict;
let resident: Signed;
let neighbour: Signed;
let abroad: Signed;
let keys = 0;
const key = () => `key-${(keys += 1)}`;

beforeAll(async () => {
  api = await startApi();
  other = await buildDistrict(api.domain, 330_782);
  const { districtId, grids } = api.district;
  resident = await buildActor(api.domain, districtId, 'RESIDENT', grids[0]);
  neighbour = await buildActor(api.domain, districtId, 'RESIDENT', grids[0]);
  abroad = await buildActor(api.domain, other.districtId, 'RESIDENT', other.grids[0]);
});
afterAll(() => api.close());

const matter = (at = api.district) => ({ placeId: globalId('Place', at.grids[0]), categoryId: globalId('CaseCategory', at.categoryId), kind: 'HELP', title: '楼道灯不亮' });
const submit = async (by: Signed, input: object) => {
  const { data, errors } = await api.ask('mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { userErrors { code field } case { id trackingNumber status } } }', { input }, by.token);
  expect(errors).toEqual([]);
  return data?.caseSubmit as { userErrors: object[]; case: { id: string; trackingNumber: string; status: string } | null };
};
const count = async (sql: string) => (await api.database.owner<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n;
const CONFLICT = { case: null, userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }] };

test('sent five times, at once or one after the other, a command has one effect and answers with the same thing', async () => {
  const before = { cases: await count('service_case'), steps: await count('case_step'), trail: await count('audit_entry'), jobs: await count('graphile_worker._private_jobs'), changes: await count('kpi_change') };
  const input = { ...matter(), kind: 'SUGGESTION', contactPhone: '13812345678', idempotencyKey: key() };
  const answers = await Promise.all(Array.from({ length: 5 }, () => submit(resident, input)));
  for (let n = 0; n < 5; n++) answers.push(await submit(resident, input));
  expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toEqual({ userErrors: [], case: { id: expect.any(String), trackingNumber: expect.any(String), status: 'RECEIVED' } });
  const after = { cases: await count('service_case'), steps: await count('case_step'), trail: await count('audit_entry'), jobs: await count('graphile_worker._private_jobs') };
  expect(after).toEqual({ cases: before.cases! + 1, steps: before.steps! + 1, trail: before.trail! + 1, jobs: before.jobs! + 1 });
});

test('answered again, it answers with the thing as it is now', async () => {
  const admin = await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root);
  const input = { ...matter(), idempotencyKey: key() };
  const { case: made } = await submit(resident, input);
  await api.ask('mutation($input: CaseMoveInput!) { caseAccept(input: $input) { userErrors { code } } }', { input: { caseId: made!.id } }, admin.token);
  expect((await submit(resident, input)).case).toEqual({ ...made, status: 'ACCEPTED' });
});

test('another input, or another command, under the same key is a conflict and changes nothing', async () => {
  const input = { ...matter(), idempotencyKey: key() };
  const { case: made } = await submit(resident, input);
  const before = await count('service_case');
  for (const changed of [{ title: '门禁坏了' }, { description: '三楼' }, { urgency: 'URGENT' }, { onBehalf: true }]) expect(await submit(resident, { ...input, ...changed })).toEqual(CONFLICT);
  const { data } = await api.ask('mutation($input: CaseReasonInput!) { caseReopen(input: $input) { userErrors { code field } case { id } } }',
    { input: { caseId: made!.id, reason: '又坏了', idempotencyKey: input.idempotencyKey } }, resident.token);
  expect(data?.caseReopen).toEqual(CONFLICT);
  expect(await count('service_case')).toBe(before);
  expect(await submit(resident, { urgency: 'ORDINARY', ...input })).toEqual({ userErrors: [], case: made }); // in another order, with a default spelt out
});

test('what was refused was not done: under the same key it may succeed later', async () => {
  const input = { ...matter(), title: '', idempotencyKey: key() };
  expect((await submit(resident, input)).userErrors).toEqual([{ code: 'INVALID', field: ['title'] }]);
  expect((await submit(resident, { ...input, title: '楼道灯不亮' })).userErrors).toEqual([]);
});

test('a key of no or too many characters is refused', async () => {
  for (const idempotencyKey of ['', 'k'.repeat(201), 'a\u0000b']) {
    expect(await submit(resident, { ...matter(), idempotencyKey })).toEqual({ case: null, userErrors: [{ code: 'INVALID', field: ['idempotencyKey'] }] });
  }
});

test('keys, outside numbers, codes and logins are one\'s own: taken by somebody else, or in another district, they are free', async () => {
  const idempotencyKey = key();
  const ids = [await submit(resident, { ...matter(), idempotencyKey }), await submit(neighbour, { ...matter(), idempotencyKey }), await submit(abroad, { ...matter(other), idempotencyKey })];
  expect(new Set(ids.map(answer => answer.case?.id)).size).toBe(3);
  const external = { system: '12345', id: 'A-1' };
  const [here, there] = [await submit(resident, { ...matter(), external }), await submit(abroad, { ...matter(other), external })];
  expect(here.case?.id).not.toBe(there.case?.id);
  expect((await submit(resident, { ...matter(), external })).case?.id).toBe(here.case?.id);
  // Whoever may not see the matter learns that the number is taken, and no more.
  expect(await submit(neighbour, { ...matter(), external })).toEqual({ case: null, userErrors: [{ code: 'CONFLICT', field: ['external'] }] });

  for (const { districtId, root, communities } of [api.district, other]) {
    const admin = await buildActor(api.domain, districtId, 'DISTRICT_ADMIN', root);
    const { data } = await api.ask('mutation($input: PlaceCreateInput!) { placeCreate(input: $input) { userErrors { code field } place { code } } }',
      { input: { parentId: globalId('Place', communities[0]), level: 'GRID', code: 'grid-1', name: '第一网格' } }, admin.token);
    expect(data?.placeCreate).toEqual({ userErrors: [], place: { code: 'grid-1' } });
    await api.domain.access.createAccount(system(districtId), { login: 'same', displayName: String(districtId), password: 'the very same password', roles: [{ role: 'RESIDENT', placeId: root }] });
  }
  for (const district of ['419001', '330782']) {
    const { data } = await api.ask('mutation($input: SessionSignInInput!) { sessionSignIn(input: $input) { viewer { displayName } } }', { input: { district, login: 'same', password: 'the very same password' } });
    expect(data?.sessionSignIn.viewer).toEqual({ displayName: district });
  }
});

test('of an input no more is kept than a digest that needs the installation\'s key', async () => {
  const idempotencyKey = key();
  await submit(resident, { ...matter(), contactPhone: '13912345678', idempotencyKey });
  const [kept] = await api.database.owner<Record<string, unknown>>('select * from idempotent_command where key = $1', [idempotencyKey]);
  expect(JSON.stringify(kept)).not.toContain('13912345678');
  expect(kept?.['fingerprint']).toMatch(/^[\w-]{43}$/);
});
