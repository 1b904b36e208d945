import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, type Answer, type TestApi } from './harness.ts';
import { askOverSocket } from './raw-socket.ts';

let api: TestApi;
let token: string;
let place: string;

beforeAll(async () => {
  api = await startApi();
  token = (await buildActor(api.domain, api.district.districtId, 'DISTRICT_ADMIN', api.district.root)).token;
  place = globalId('Place', api.district.root);
});
afterAll(() => api.close());

/** `n` levels of fields: the operation's own selection counts as one more. */
const deep = (levels: number) => `{ district ${'{ children '.repeat(levels - 2)} { name } ${'}'.repeat(levels - 2)} }`;
const aliases = (n: number, field = '__typename') => `{ ${Array.from({ length: n }, (_, i) => `a${i}: ${field}`).join(' ')} }`;
const directives = (n: number) => `{ district @include(if: true) { ${Array.from({ length: n - 1 }, (_, i) => `a${i % 10}: name @include(if: true)`).join(' ')} } }`;

const THROUGH = {
  'over HTTP': async (query: string, variables: object, operationName?: string) => {
    const { data = null, errors = [] } = (await (await api.post({ query, variables, operationName }, { authorization: `Bearer ${token}` })).json()) as Partial<Answer>;
    return { data, errors };
  },
  'over WebSocket': (query: string, variables: object, operationName?: string) => askOverSocket(api, token, query, variables, operationName),
};

describe.each(Object.entries(THROUGH))('%s', (_, ask) => {
  const codes = async (query: string, variables = {}, operationName?: string) =>
    [...new Set((await ask(query, variables, operationName)).errors.map(error => error.extensions.code))];

  test.each([
    ['depth', deep(11), deep(14)],
    ['aliases', aliases(15), aliases(16)],
    ['directives', directives(9), directives(10)],
    ['tokens', `{ cases(filter: { statuses: [${'HANDLED '.repeat(1_950)}] }) { totalCount } }`, `{ viewer { ${'id '.repeat(2_000)} } }`],
    ['repeated fragments', '{ ...F } fragment F on Query { viewer { id } }', '{ ...F } fragment F on Query { viewer { id } ...F }'],
    ['rows in a page', '{ cases(first: 100) { nodes { id } } }', '{ cases(first: 101) { nodes { id } } }'],
    ['no rows', '{ cases(first: 1) { nodes { id } } }', '{ cases(first: 0) { nodes { id } } }'],
    ['fewer rows than none', '{ streets(first: 1) { nodes { id } } }', '{ streets(first: -1) { nodes { id } } }'],
    ['rows beyond a whole number', '{ grids(first: 1) { nodes { id } } }', '{ grids(first: 99999999999) { nodes { id } } }'],
  ])('%s are limited', async (_what, allowed, refused) => {
    expect(await codes(allowed)).toEqual([]);
    expect(await codes(refused)).toEqual([expect.stringMatching(/^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/)]);
  });

  test.each([
    ['a syntax error', '{ viewer {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an empty document', ' ', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ viewers { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', 'query($id: ID!) { place(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['a variable of another type', 'query($first: Int!) { cases(first: $first) { nodes { id } } }', { first: 'many' }, 'BAD_USER_INPUT'],
    ['an enum value that is none', 'query($f: CaseFilter!) { cases(filter: $f) { nodes { id } } }', { f: { statuses: ['LOST'] } }, 'BAD_USER_INPUT'],
    ['a field that the input has not', 'query($f: CaseFilter!) { cases(filter: $f) { nodes { id } } }', { f: { district: 1 } }, 'BAD_USER_INPUT'],
    ['a day that is none', 'query($d: Date) { indicatorValues(placeIds: [], indicators: [], period: { kind: DAY, day: $d }) { value } }', { d: '2026-02-30' }, 'BAD_USER_INPUT'],
    ['an instant that is none', 'query($f: CaseFilter!) { cases(filter: $f) { nodes { id } } }', { f: { receivedFrom: 'yesterday' } }, 'BAD_USER_INPUT'],
    ['null where there is a default', 'query($id: ID = "x") { place(id: $id) { id } }', { id: null }, 'BAD_USER_INPUT'],
    ['a character that no text holds', '{ placeResolve(text: "\\u0000") { id } }', {}, 'BAD_USER_INPUT'],
    ['the same as a tracking number', '{ case(trackingNumber: "\\u0000") { id } }', {}, 'BAD_USER_INPUT'],
    ['a day before all calendars', 'query($d: Date) { indicatorValues(placeIds: [], indicators: [], period: { kind: MONTH, day: $d }, back: 3) { value } }', { d: '0001-01-01' }, 'BAD_USER_INPUT'],
    ['a day after them', '{ indicatorValues(placeIds: [], indicators: ["case.on_time_rate"], period: { kind: YEAR, day: "9999-12-31" }) { value } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an instant before all records', 'query($f: CaseFilter!) { cases(filter: $f) { totalCount } }', { f: { receivedFrom: '0001-01-01T00:00:00Z' } }, 'BAD_USER_INPUT'],
    ['a deadline in another age', 'mutation { caseExtend(input: { caseId: "x", approverId: "x", reason: "x", dueAt: "9999-12-31T00:00:00Z" }) { userErrors { code } } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an instant that PostgreSQL has not', `{ cases(after: "${Buffer.from('["-271821-04-20T00:00:00.000Z","00000000-0000-0000-0000-000000000000"]').toString('base64url')}") { nodes { id } } }`, {}, 'BAD_USER_INPUT'],
    ['a cursor that is none', '{ cases(after: "next") { nodes { id } } }', {}, 'BAD_USER_INPUT'],
    ['a cursor of another list', `{ cases(after: "${Buffer.from('["419001"]').toString('base64url')}") { nodes { id } } }`, {}, 'BAD_USER_INPUT'],
    ['neither id nor number', '{ case { id } }', {}, 'BAD_USER_INPUT'],
  ])('%s is the caller\'s fault', async (_what, query, variables, code) => {
    expect(await codes(query, variables)).toEqual([code]);
  });

  test('an operation that the document has not, or one of two without a name, is the caller\'s fault', async () => {
    expect(await codes('query a { __typename }', {}, 'b')).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    expect(await codes('query a { __typename } query b { __typename }')).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  test('a wrong name is not answered with a right one', async () => {
    const { errors } = await ask('query($f: CaseFilters) { plaec(id: "x") { id } cases(filtre: $f) { nodes { id } } }', {});
    expect(errors.length).toBeGreaterThan(1);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean|"place"|"filter"/i);
    expect(JSON.stringify((await ask('query($f: CaseFilter) { cases(filter: $f) { nodes { id } } }', { f: { status: [] } })).errors)).not.toMatch(/did you mean|statuses/i);
  });

  test('introspection nested in circles is refused', async () => {
    const circle = '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';
    expect(await codes(circle)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('an id is opaque: whatever it is, it is one that does not exist', async () => {
    const odd = ['', ' ', 'x', '\u0000', '测试', '-'.repeat(36), 'a'.repeat(5_000), ...['Place', 'Case', 'Place:', 'place'].flatMap(kind =>
      [`${kind}:${'-'.repeat(36)}`, `${kind}:${'f'.repeat(36)}`, `${kind}:00000000-0000-0000-0000-000000000000`].map(text => Buffer.from(text).toString('base64url')))];
    for (const id of odd) {
      const { data, errors } = await ask('query($id: ID!) { node(id: $id) { id } place(id: $id) { id } case(id: $id) { id } cases(filter: { placeId: $id, assigneeId: $id }) { totalCount } auditTrail(subjectId: $id) { totalCount } indicatorValues(placeIds: [$id], indicators: [], period: { kind: DAY }) { value } }', { id });
      expect([id, errors]).toEqual([id, []]);
      expect(data).toEqual({ node: null, place: null, case: null, cases: { totalCount: 0 }, auditTrail: { totalCount: 0 }, indicatorValues: [] });
    }
  });

  test('what is asked within the limits is answered', async () => {
    expect((await ask('query($id: ID!) { place(id: $id) { __typename level } }', { id: place })).data?.['place']).toEqual({ __typename: 'District', level: 'DISTRICT' });
  });
});
