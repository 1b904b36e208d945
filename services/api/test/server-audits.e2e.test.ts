import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { serverAudits } from 'graphql-http';
import { startApi, type TestApi } from './harness.ts';
import { report } from './report.ts';

let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await startApi();
  token = (await buildActor(api.domain, api.district.districtId, 'PARTNER', api.district.root)).token;
});
afterAll(() => api.close());

/** Audits run against the real endpoint: signed in, so that introspection is allowed, and with what a page of our own adds to a GET. */
const audits = serverAudits({
  url: () => `${api.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) => fetch(url, { ...init, headers: { ...(init.headers as object), 'apollo-require-preflight': '1', authorization: `Bearer ${token}` } }),
});

test.each(audits)('$id $name', async audit => {
  const result = await audit.fn();
  expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
});

test('there are 61 of them', () => {
  expect(audits).toHaveLength(61);
  report('graphql-http', `${audits.length} audits`);
});
