import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Case } from '@linli/domain/cases/case.entity';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildResident } from '@linli/domain/testing/build';
import { ratedCase } from '@linli/domain/testing/figures-stand';
import { globalId, parseGlobalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

/** Rated cases of each community and how many of them were satisfied; the last two stand out, each in its way. */
const RATED = [[40, 34], [55, 46], [62, 53], [7, 6], [120, 103], [0, 0], [48, 41], [200, 130], [90, 90]] as const;

let api: TestApi;
let district: string;
let street: string;
let community: string;
const place = (id: string) => globalId('Place', id);

beforeAll(async () => {
  api = await startApi();
  const { domain, district: { districtId, root, street: streetId, communities, categoryId } } = api;
  district = (await buildActor(domain, districtId, 'DISTRICT_ADMIN', root)).token;
  street = (await buildActor(domain, districtId, 'STREET_ADMIN', streetId)).token;
  community = (await buildActor(domain, districtId, 'COMMUNITY_ADMIN', communities[0])).token;
  const more = await domain.places.createAll(system(districtId), RATED.slice(2).map((_, at) => ({
    parentId: streetId, level: 'COMMUNITY' as const, code: `41900100100${at + 3}`, name: `第${at + 3}社区`,
  })));
  const places = [...communities, ...more.map(({ id }) => id)];
  await domain.places.onboard(system(districtId), more.map(({ id }) => id), new Date('2024-01-01T00:00:00Z'));
  const cases = RATED.flatMap(([rated, satisfied], at) => Array.from({ length: rated }, (_, n) => ratedCase(places[at] ?? '', categoryId, n < satisfied ? 5 : 1, new Date('2024-03-06T02:00:00Z'))));
  await domain.unit.of(system(districtId), 'case.import', tx => tx.bulkInsert(Case, cases));
  await until(async () => (await domain.engine.drainBatch(districtId)).state === 'NOTHING', 'everything counted');
});
afterAll(() => api.close());

async function ask(query: string, variables: object = {}, token = street): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(query, variables, token);
  expect(errors).toEqual([]);
  return data ?? {};
}

const RANGE = '{ low high }';
const COMPARE = `query($id: ID!, $kind: PeriodKind = MONTH, $day: Date = "2024-03-01", $indicators: [String!] = ["case.satisfaction_rate"], $asOf: DateTime) {
  compare(placeId: $id, indicators: $indicators, period: { kind: $kind, day: $day }, asOf: $asOf) {
    indicators { indicator { key } rate dispersion }
    values {
      current { place { id } numerator denominator value } previous { numerator } yearAgo { numerator denominator period { from to } }
      standing { interval ${RANGE} usual ${RANGE} nearlyAlways ${RANGE} verdict shrunk ranks { from to } }
      target { distance met target { value place { id } period { kind } } }
    }
  }
}`;
const compared = async (variables: object = {}, token = street) => (await ask(COMPARE, { id: place(api.district.street), ...variables }, token)).compare;

// An implementation of its own, by brute force instead of by formula and library.
const Z = 1.959963984540054;
/** Where `holds` begins to hold on the way from `a` to `b`. */
function edge(a: number, b: number, holds: (at: number) => boolean): number {
  let [from, to] = [a, b];
  for (let step = 0; step < 100; step++) {
    const middle = (from + to) / 2;
    if (holds(middle)) to = middle;
    else from = middle;
  }
  return (from + to) / 2;
}
const near = (x: number, n: number, z: number) => (p: number) => (x / n - p) ** 2 <= (z ** 2 * p * (1 - p)) / n;
const scoreInterval = (x: number, n: number, z = Z) => ({ low: edge(0, x / n, near(x, n, z)), high: edge(1, x / n, near(x, n, z)) });
function expectedCounts(n: number, p: number, tail: number) {
  let [term, below, low] = [Math.exp(n * Math.log1p(-p)), 0, -1];
  for (let k = 0; ; k++) {
    below += term;
    if (low < 0 && below >= tail) low = k;
    if (below >= 1 - tail) return { low: low / n, high: k / n };
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
}

test('a street\'s comparison is what the raw rows say, derived a second time', async () => {
  const raw = await api.database.owner<{ id: string; n: number; x: number }>(
    `select p.id, count(c.id)::int as n, count(c.id) filter (where c.rating >= 3)::int as x from place p left join service_case c on c.place_id = p.id
     where p.level = 'COMMUNITY' group by p.id, p.code order by p.code`);
  expect(raw.map(({ n, x }) => [n, x])).toEqual(RATED);
  const { values, indicators } = await compared();
  expect(values.map(({ current }: any) => [current.place.id, current.denominator, current.numerator])).toEqual(raw.map(({ id, n, x }) => [place(id), n, x]));

  const shown = raw.filter(({ n }) => n > 0);
  const rate = shown.reduce((sum, { x }) => sum + x, 0) / shown.reduce((sum, { n }) => sum + n, 0);
  const deviates = shown.map(({ x, n }) => (x / n - rate) / Math.sqrt((rate * (1 - rate)) / n)).toSorted((a, b) => a - b);
  const spread = deviates.reduce((sum, z) => sum + z * z, 0) / deviates.length; // of eight places none is drawn in
  const dispersion = spread > 1 + 2 * Math.sqrt(2 / deviates.length) ? spread : 1;
  expect(dispersion).toBeGreaterThan(2);
  expect(indicators).toEqual([{ indicator: { key: 'case.satisfaction_rate' }, rate: expect.closeTo(rate, 12), dispersion: expect.closeTo(dispersion, 10) }]);

  const within = shown.map(({ n }) => (rate * (1 - rate)) / n);
  const weights = within.map(variance => 1 / variance);
  const [sum, squares] = [weights.reduce((a, w) => a + w, 0), weights.reduce((a, w) => a + w * w, 0)];
  const q = shown.reduce((a, { x, n }, at) => a + (weights[at] ?? 0) * (x / n - rate) ** 2, 0);
  const between = Math.max(0, (q - (shown.length - 1)) / (sum - squares / sum));
  for (const [at, { x, n }] of shown.entries()) {
    const { standing } = values.find((value: any) => value.current.place.id === place(shown[at]?.id ?? ''));
    const close = ({ low, high }: { low: number; high: number }) => ({ low: expect.closeTo(low, 9), high: expect.closeTo(high, 9) });
    const widened = ({ low, high }: { low: number; high: number }) => close({ low: rate - (rate - low) * Math.sqrt(dispersion), high: rate + (high - rate) * Math.sqrt(dispersion) });
    expect(standing).toMatchObject({
      interval: close(scoreInterval(x, n)),
      usual: widened(expectedCounts(n, rate, 0.025)), nearlyAlways: widened(expectedCounts(n, rate, 0.001)),
      shrunk: expect.closeTo(rate + (between / (between + (within[at] ?? 0))) * (x / n - rate), 9),
      ranks: null,
    });
    const limits = expectedCounts(n, rate, 0.001);
    const far = Math.sqrt(dispersion);
    const verdict = n < 10 ? 'TOO_FEW' : x / n > rate + (limits.high - rate) * far ? 'BETTER' : x / n < rate - (rate - limits.low) * far ? 'WORSE' : 'AS_EXPECTED';
    expect(standing.verdict).toBe(verdict);
  }
  expect(values.map(({ standing }: any) => standing?.verdict ?? null)).toContain('TOO_FEW');
  expect(values[5]).toMatchObject({ standing: null, current: { value: null } });
});

test('ranks are shown as intervals, and only where the district switches them on', async () => {
  const show = 'mutation($showsRanks: Boolean!) { comparisonShowRanks(input: { showsRanks: $showsRanks }) { showsRanks userErrors { code field } } }';
  expect((await ask(show, { showsRanks: true })).comparisonShowRanks).toEqual({ showsRanks: null, userErrors: [{ code: 'NOT_ALLOWED', field: [] }] });
  expect((await ask('{ showsRanks }')).showsRanks).toBe(false);
  expect((await ask(show, { showsRanks: true }, district)).comparisonShowRanks).toEqual({ showsRanks: true, userErrors: [] });
  const judged = RATED.filter(([n]) => n >= 10);
  const level = 0.95 ** (1 / judged.length); // of each interval, for all together
  const z = edge(5, 0, at => erf(at / Math.SQRT2) <= level);
  const intervals = judged.map(([n, x]) => scoreInterval(x, n, z));
  const ranks = intervals.map(({ low, high }) => ({
    from: 1 + intervals.filter(other => other.low > high).length, to: intervals.length - intervals.filter(other => other.high < low).length,
  }));
  const { values } = await compared();
  expect(values.flatMap(({ standing }: any) => (standing?.ranks ? [standing.ranks] : []))).toEqual(ranks);
  expect((await ask(show, { showsRanks: false }, district)).comparisonShowRanks.showsRanks).toBe(false);
  expect((await compared()).values.flatMap(({ standing }: any) => (standing?.ranks ? [standing.ranks] : []))).toEqual([]);
});

/** The error function by its series. */
function erf(at: number): number {
  let [term, sum] = [at, at];
  for (let n = 1; n < 200; n++) {
    term *= (-at * at) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

test('a year ago and the period before stand beside a figure', async () => {
  const { values } = await compared({ day: '2025-03-10' });
  expect(values[0]).toMatchObject({ current: { numerator: 0 }, previous: { numerator: 0 }, yearAgo: { numerator: 34, denominator: 40, period: { from: '2024-03-01', to: '2024-04-01' } } });
  expect((await compared({ kind: 'CUMULATIVE' })).values[0]).toMatchObject({ previous: null, yearAgo: null });
});

test('as of a moment all figures of a comparison, and what they say together, are those of that moment', async () => {
  const now = await compared();
  expect(await compared({ asOf: new Date().toISOString() })).toEqual(now);
  const before = await compared({ asOf: '2024-04-02T00:00:00Z' }); // nothing had been counted
  expect(before.values.map(({ current, standing }: any) => [current.denominator, standing])).toEqual(now.values.map(() => [0, null]));
});

const SET = 'mutation($input: IndicatorTargetSetInput!) { indicatorTargetSet(input: $input) { target { value period { kind from to } } userErrors { code field } } }';
const REMOVE = 'mutation($input: IndicatorTargetRemoveInput!) { indicatorTargetRemove(input: $input) { userErrors { code field } } }';
const target = (placeId: string, value: number, kind = 'YEAR') => ({
  input: { placeId: place(placeId), indicator: 'case.satisfaction_rate', period: { kind, day: '2024-05-01' }, value },
});

test('a target holds for the places under it and for the periods within it, until one of their own is set', async () => {
  const { street: streetId, communities } = api.district;
  expect((await ask(SET, target(streetId, 0.85))).indicatorTargetSet).toEqual({ target: { value: 0.85, period: { kind: 'YEAR', from: '2024-01-01', to: '2025-01-01' } }, userErrors: [] });
  expect((await ask(SET, target(streetId, 0.8))).indicatorTargetSet.target.value).toBe(0.8);
  expect((await ask(SET, target(communities[0], 0.9))).indicatorTargetSet.userErrors).toEqual([]);
  const { values } = await compared();
  expect(values[0].target).toEqual({ distance: expect.closeTo(0.85 - 0.9, 12), met: false, target: { value: 0.9, place: { id: place(communities[0]) }, period: { kind: 'YEAR' } } });
  expect(values[1].target).toMatchObject({ met: true, target: { value: 0.8, place: { id: place(streetId) } } });
  expect(values[5].target).toMatchObject({ distance: null, met: null });
  expect((await compared({ day: '2025-03-01' })).values[0].target).toBeNull();
  expect((await ask('query($id: ID!) { indicatorTargets(placeId: $id) { value indicator { key } } }', { id: place(streetId) })).indicatorTargets)
    .toEqual([{ value: 0.8, indicator: { key: 'case.satisfaction_rate' } }]);

  const { input: { value: _, ...key } } = target(communities[0], 0);
  expect((await ask(REMOVE, { input: key })).indicatorTargetRemove.userErrors).toEqual([]);
  expect((await compared()).values[0].target).toMatchObject({ target: { value: 0.8 } });
  expect((await ask(REMOVE, { input: key })).indicatorTargetRemove.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['indicator'] }]);
});

test('targets that cannot be, and those who may not set them, are refused', async () => {
  const { root, communities } = api.district;
  const refused = async (variables: { input: object }, token = street) => (await ask(SET, variables, token)).indicatorTargetSet.userErrors;
  expect(await refused(target(communities[0], 1.2))).toEqual([{ code: 'INVALID', field: ['value'] }]);
  expect(await refused(target(communities[0], -0.1))).toEqual([{ code: 'INVALID', field: ['value'] }]);
  expect(await refused({ input: { ...target(communities[0], 0.5).input, indicator: 'case.none' } })).toEqual([{ code: 'INVALID', field: ['indicator'] }]);
  expect(await refused({ input: { ...target(communities[0], 0.5).input, indicator: 'population.senior_share', period: { kind: 'DAY' } } })).toEqual([{ code: 'INVALID', field: ['kind'] }]);
  expect(await refused(target(communities[0], 0.5), community)).toEqual([{ code: 'NOT_ALLOWED', field: ['placeId'] }]);
  expect(await refused(target(communities[1], 0.5), community)).toEqual([{ code: 'NOT_FOUND', field: ['placeId'] }]);
  expect(await refused(target(root, 0.5))).toEqual([{ code: 'NOT_FOUND', field: ['placeId'] }]);
});

const RECORDS = `query($id: ID!, $first: Int!, $after: String, $asOf: DateTime) {
  indicatorValues(placeIds: [$id], indicators: ["case.satisfaction_rate"], period: { kind: MONTH, day: "2024-03-01" }, asOf: $asOf) {
    numerator denominator
    numeratorRecords(first: $first, after: $after) {
      nodes { at contribution place { id } node { id ... on Case { rating } } } edges { cursor } pageInfo { hasNextPage endCursor } totalCount visible hidden hiddenCount
    }
    denominatorRecords { totalCount visible hidden hiddenCount }
  }
}`;

test('a figure answers with the records behind it, page by page, and says how much is hidden', async () => {
  const [first] = api.district.communities;
  const [value] = (await ask(RECORDS, { id: place(first), first: 30 }, community)).indicatorValues;
  expect(value.denominatorRecords).toEqual({ totalCount: 40, visible: 40, hidden: 0, hiddenCount: 0 });
  expect(value.numeratorRecords).toMatchObject({ totalCount: 34, visible: 34, hidden: 0, hiddenCount: 0, pageInfo: { hasNextPage: true } });
  const [again] = (await ask(RECORDS, { id: place(first), first: 30, after: value.numeratorRecords.pageInfo.endCursor }, community)).indicatorValues;
  const nodes = [...value.numeratorRecords.nodes, ...again.numeratorRecords.nodes];
  expect(new Set(nodes.map(({ node }) => node.id)).size).toBe(34);
  expect(nodes).toEqual(nodes.map(({ node: { id } }) => ({ at: '2024-03-06T02:00:00.000Z', contribution: 1, place: { id: place(first) }, node: { id, rating: 5 } })));

  const [above] = (await ask(RECORDS, { id: place(api.district.street), first: 1 }, community)).indicatorValues;
  expect(above.denominatorRecords).toEqual({ totalCount: 40, visible: 40, hidden: above.denominator - 40, hiddenCount: above.denominator - 40 });
  expect(above.numeratorRecords).toMatchObject({ visible: 34, hidden: above.numerator - 34 });
});

test('what was counted at an earlier moment has no records now; lists of records are limited, and take no foreign cursor', async () => {
  const variables = { id: place(api.district.street), first: 1 };
  const [then] = (await ask(RECORDS, { ...variables, asOf: new Date().toISOString() })).indicatorValues;
  expect(then).toMatchObject({ numeratorRecords: null, denominatorRecords: null });
  const refused = async (query: string, given: object) => (await api.ask(query, given, street)).errors.map(({ extensions, message }) => [extensions['code'], message]);
  expect(await refused(RECORDS, { ...variables, after: 'abc' })).toEqual([['BAD_USER_INPUT', 'This is not a cursor of this list.']]);
  const many = `query($id: ID!) { indicatorValues(placeIds: [$id], indicators: ["case.satisfaction_rate"], period: { kind: MONTH }, back: 20) { denominatorRecords(first: 1) { totalCount } } }`;
  expect(await refused(many, variables)).toContainEqual(['BAD_USER_INPUT', 'At most 20 lists of records at once.']);
});

test('means are judged too, beside the median of what began then and the places most alike', async () => {
  const query = `query($id: ID!) { compare(placeId: $id, indicators: ["case.first_response_hours"], period: { kind: MONTH, day: "2024-03-01" }) {
    values { current { value median { hours n open } } standing { interval ${RANGE} verdict } peers { id } } } }`;
  const { values } = (await ask(query, { id: place(api.district.street) })).compare;
  expect(values[0]).toEqual({ current: { value: 48, median: { hours: 48, n: 40, open: 0 } }, standing: { interval: { low: 48, high: 48 }, verdict: 'AS_EXPECTED' }, peers: [] });
  expect(values[3].standing.verdict).toBe('TOO_FEW');
});

test('with its peers a place is judged among them; alone while nobody lives anywhere, and not at all where it is none of those compared', async () => {
  const { domain, district: { districtId, communities: [first] } } = api;
  const query = `query($id: ID!, $of: ID!) { compare(placeId: $id, indicators: ["case.satisfaction_rate"], period: { kind: MONTH, day: "2024-03-01" }, peersOf: $of) {
    indicators { rate } values { current { place { id } } standing { usual ${RANGE} } peers { id } } } }`;
  const among = async (of: string, token = street) => (await ask(query, { id: place(api.district.street), of: place(of) }, token)).compare;
  expect(await among(first)).toEqual({ indicators: [{ rate: null }], values: [{ current: { place: { id: place(first) } }, standing: { usual: null }, peers: [] }] });
  const { values: all } = await compared();
  for (const [at, { current: { place: { id } } }] of all.entries()) {
    for (let n = 0; n < (at < 6 ? 2 : 1); n++) await buildResident(domain, api.district, { placeId: parseGlobalId(id)?.id ?? '' });
  }
  await domain.engine.drain(districtId);
  const { indicators, values } = await among(first);
  expect(values.map(({ current }: any) => current.place.id)).toEqual(all.slice(0, 6).map(({ current }: any) => current.place.id));
  expect(values[0].peers.map(({ id }: any) => id).toSorted()).toEqual(all.slice(1, 6).map(({ current }: any) => current.place.id).toSorted());
  expect(indicators).toEqual([{ rate: expect.closeTo(242 / 284, 12) }]);
  for (const foreign of [api.district.street, api.district.grids[0]]) expect((await among(foreign)).values).toEqual([]);
  expect((await among(parseGlobalId(all[1].current.place.id)?.id ?? '', community)).values).toEqual([]);
});
