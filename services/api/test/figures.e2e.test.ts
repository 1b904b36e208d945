import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { buildRated } from '@linli/domain/testing/figures-stand';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { periodOf, previous, type Period } from '@linli/domain/kpis/engine/period.rule';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';

let api: TestApi;
let street: string;
let community: string;
let month: Period;
const place = (id: string) => globalId('Place', id);

beforeAll(async () => {
  api = await startApi();
  const { domain, district } = api;
  await api.database.owner(`update place set onboarded_at = '2020-01-01'`);
  street = (await buildActor(domain, district.districtId, 'STREET_ADMIN', district.street)).token;
  community = (await buildActor(domain, district.districtId, 'COMMUNITY_ADMIN', district.communities[0])).token;
  month = previous(periodOf('MONTH', dayOf(domain.clock.now())))!;
  await buildRated(domain, district, { placeId: district.grids[0], day: addDays(month.from, 3), rated: 20, satisfied: 12 }, { placeId: district.grids[2], day: addDays(month.from, 3), rated: 20, satisfied: 19 });
});
afterAll(() => api.close());

async function ask(query: string, variables: object = {}, token = street): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(query, variables, token);
  expect(errors).toEqual([]);
  return data ?? {};
}
const command = async (name: string, input: object, select: string, token = street) =>
  (await ask(`mutation($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${select} userErrors { code field } } }`, { input }, token))[name];

test('a street seals a month, corrects it, and sees why a figure changed', async () => {
  const { district, domain } = api;
  const [placeId, period] = [place(district.street), { kind: 'MONTH', day: month.from }];
  const SEAL = 'seal { id intact period { from to } sealedBy { displayName } corrects { id } figures { key version place { id } numerator denominator value changed difference live { value } } }';
  const { seal, userErrors } = await command('indicatorSealMake', { placeId, period, indicators: ['case.satisfaction_rate'], comment: '核对无误' }, SEAL);
  expect(userErrors).toEqual([]);
  expect(seal).toMatchObject({ intact: true, corrects: null, period: { from: month.from, to: month.to } });
  expect(seal.figures[0]).toEqual({
    key: 'case.satisfaction_rate', version: 1, place: { id: placeId }, numerator: 31, denominator: 40, value: 0.775, changed: false, difference: 0, live: { value: 0.775 },
  });
  expect(seal.figures).toHaveLength(3);
  await buildRated(domain, district, { placeId: district.grids[0], day: addDays(month.from, 4), rated: 10, satisfied: 9 });
  const again = 'query($id: ID!) { indicatorSeal(id: $id) { intact correctedBy { id } figures(changed: true) { place { id } value difference } } }';
  expect((await ask(again, { id: seal.id })).indicatorSeal).toMatchObject({ intact: true, correctedBy: null, figures: [{ value: 0.775, difference: expect.closeTo(0.8 - 0.775, 12) }, { value: 0.6 }] });
  const corrected = (await command('indicatorSealCorrect', { sealId: seal.id, comment: '补录十件' }, SEAL)).seal;
  expect(corrected).toMatchObject({ corrects: { id: seal.id }, intact: true });
  expect((await ask(again, { id: seal.id })).indicatorSeal.correctedBy).toEqual({ id: corrected.id });
  expect((await ask(again, { id: corrected.id }, community)).indicatorSeal.figures).toEqual([]);
  expect((await ask('query($id: ID!) { indicatorSeal(id: $id) { figures { place { id } } } }', { id: seal.id }, community)).indicatorSeal.figures.map((each: any) => each.place.id))
    .toEqual([placeId, place(district.communities[0])]); // of what is above them and their own
  expect((await command('indicatorSealMake', { placeId, period, comment: '再封' }, 'seal { id }')).userErrors).toEqual([{ code: 'CONFLICT', field: ['day'] }]);

  const { indicatorChange } = await ask(`query($id: ID!, $day: Date!) { indicatorChange(placeId: $id, indicator: "case.satisfaction_rate", period: { kind: MONTH, day: $day }) {
    before { numerator } after { numerator denominator } change numerator { entered left changed } decomposition { rateEffect parts { place { id } numeratorAfter } } } }`, { id: placeId, day: month.from });
  expect(indicatorChange).toMatchObject({ before: { numerator: 0 }, after: { numerator: 40, denominator: 50 }, change: null, numerator: { entered: 40, left: 0, changed: 0 }, decomposition: null });
});

test('a street watches its communities, and sees what is done about an alert', async () => {
  const { districtId, street: streetId, communities } = api.district;
  const { rule } = await command('alertRuleCreate', {
    placeId: place(streetId), level: 'COMMUNITY', kind: 'THRESHOLD', indicator: 'case.satisfaction_rate', periodKind: 'MONTH', side: 'BELOW', threshold: 0.75,
  }, 'rule { id level indicator { key } place { id } }');
  expect(rule).toMatchObject({ level: 'COMMUNITY', indicator: { key: 'case.satisfaction_rate' }, place: { id: place(streetId) } });
  expect(await api.domain.connections.reading(districtId, snapshot => api.domain.alertRaiser.raise(snapshot))).toBe(1);

  const FIELDS = 'id place { id } rule { id } fromDay toDay numerator denominator value low high state viewerCanAcknowledge viewerCanDismiss';
  const { alerts: { nodes: [alert], totalCount } } = await ask(`query($of: ID) { alerts(filter: { placeId: $of, states: [OPEN], kinds: [THRESHOLD] }) { totalCount nodes { ${FIELDS} } } }`, { of: place(streetId) }, community);
  expect(totalCount).toBe(1);
  expect(alert).toMatchObject({
    place: { id: place(communities[0]) }, rule: { id: rule.id }, fromDay: month.from, toDay: month.to, numerator: 21, denominator: 30, value: 0.7, low: 0.75, high: null,
    viewerCanAcknowledge: true, viewerCanDismiss: false,
  });
  expect((await ask('{ notices { nodes { kind title link } } }', {}, community)).notices.nodes).toEqual([{ kind: 'alert.raised', title: '指标预警：满意率', link: `/alerts/${alert.id}` }]);
  expect(await command('alertAcknowledge', { alertId: alert.id, reason: '正在核实' }, 'alert { state reason handledBy { displayName } }', community))
    .toMatchObject({ alert: { state: 'ACKNOWLEDGED', reason: '正在核实' }, userErrors: [] });
  expect((await command('alertDismiss', { alertId: alert.id, reason: '没事' }, 'alert { id }', community)).userErrors).toEqual([{ code: 'NOT_ALLOWED', field: ['alertId'] }]);
  const changed = () => ask('{ alertsChanged { nodes { id state reason } } }');
  await until(async () => (await changed()).alertsChanged.nodes.length > 0, 'the change is settled');
  expect((await changed()).alertsChanged.nodes).toEqual([{ id: alert.id, state: 'ACKNOWLEDGED', reason: '正在核实' }]);
  expect((await command('alertRuleEnd', { alertRuleId: rule.id }, 'rule { endedAt }')).rule.endedAt).toEqual(expect.any(String));
  expect((await ask('{ alertRules { nodes { id } } }')).alertRules.nodes).toEqual([]);
});

test('alerts are pushed as they are raised and handled, to who works over their places', async () => {
  const { districtId, street: streetId, communities } = api.district;
  const neighbour = (await buildActor(api.domain, districtId, 'COMMUNITY_ADMIN', communities[1])).token;
  const PUSHED = 'subscription($of: ID) { alertChanged(placeId: $of) { id state place { id } } }';
  const followed = [collect(api.socket(street), PUSHED), collect(api.socket(street), PUSHED, { of: place(communities[1]) }), collect(api.socket(neighbour), PUSHED)];
  const told = () => followed.map(({ messages }) => messages.flatMap(({ alertChanged }) => alertChanged as { id: string; state: string; place: { id: string } }[]));
  await until(async () => { // raised until all three are listening
    await command('alertRuleCreate', { placeId: place(streetId), level: 'COMMUNITY', kind: 'THRESHOLD', indicator: 'case.satisfaction_rate', periodKind: 'MONTH', side: 'BELOW', threshold: 0.99 }, 'rule { id }');
    await api.domain.connections.reading(districtId, snapshot => api.domain.alertRaiser.raise(snapshot));
    return told().every(alerts => alerts.length > 0);
  }, 'alerts');
  const [one] = told()[0]!.filter(alert => alert.place.id === place(communities[0]));
  await command('alertDismiss', { alertId: one!.id, reason: '已核实' }, 'alert { id }');
  await until(() => told()[0]!.some(({ id, state }) => id === one!.id && state === 'DISMISSED'), 'the dismissal');
  expect(new Set(told().slice(1).flat().map(alert => alert.place.id))).toEqual(new Set([place(communities[1])]));
});

test('a street reviews a sealed quarter and signs it; its papers are files like others', async () => {
  const quarter = previous(periodOf('QUARTER', month.from))!;
  const { seal } = await command('indicatorSealMake', { placeId: place(api.district.street), period: { kind: 'QUARTER', day: quarter.from }, comment: '季度核对' }, 'seal { id }');
  const { review } = await command('indicatorReviewBegin', { sealId: seal.id }, 'review { id state seal { id } }');
  expect(review).toMatchObject({ state: 'DRAFT', seal: { id: seal.id } });
  const { item } = await command('indicatorReviewAdd', { reviewId: review.id, kind: 'DECISION', note: '逐件回访', placeId: place(api.district.communities[0]) }, 'item { id kind text place { id } writtenBy { displayName } }');
  expect(item).toMatchObject({ kind: 'DECISION', text: '逐件回访', place: { id: place(api.district.communities[0]) } });
  const other = await command('indicatorReviewAdd', { reviewId: review.id, kind: 'COMMENT', note: '写错了' }, 'item { id }');
  expect((await command('indicatorReviewRemove', { itemId: other.item.id }, '')).userErrors).toEqual([]);
  const signed = await command('indicatorReviewSign', { reviewId: review.id }, 'review { state signedAt items { id } figures { key verdict } files { mediaType } }');
  expect(signed).toMatchObject({ review: { state: 'SIGNED', items: [{ id: item.id }], files: [{ mediaType: expect.any(String) }, { mediaType: expect.any(String) }] }, userErrors: [] });
  expect(signed.review.figures.length).toBeGreaterThan(20);
  const { indicatorReviews } = await ask('{ indicatorReviews { nodes { id } totalCount } }');
  expect(indicatorReviews).toEqual({ nodes: [{ id: review.id }], totalCount: 1 });
  expect((await ask('query($id: ID!) { indicatorReview(id: $id) { id } }', { id: review.id }, community)).indicatorReview).toBeNull();
});
