import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { buildRated } from '@linli/domain/testing/figures-stand';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { periodOf, previous, type Period } from '@linli/domain/kpis/engine/period.rule';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

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

test('a street watches its communities, and sees what is done about an alert', async () => {
  const { districtId, street: streetId, communities } = api.district;
  const { rule } = await command('alertRuleCreate', {
    placeId: place(streetId), level: 'COMMUNITY', kind: 'THRESHOLD', indicator: 'case.satisfaction_rate', periodKind: 'MONTH', side: 'BELOW', threshold: 0.7,
  }, 'rule { id level indicator { key } place { id } }');
  expect(rule).toMatchObject({ level: 'COMMUNITY', indicator: { key: 'case.satisfaction_rate' }, place: { id: place(streetId) } });
  const snapshot = api.domain.connections.snapshot(districtId);
  expect(await api.domain.alertRaiser.raise(snapshot).finally(() => snapshot.close())).toBe(1);

  const FIELDS = 'id place { id } rule { id } fromDay toDay numerator denominator value low high state viewerCanAcknowledge viewerCanDismiss';
  const { alerts: { nodes: [alert], totalCount } } = await ask(`query($of: ID) { alerts(filter: { placeId: $of, states: [OPEN], kinds: [THRESHOLD] }) { totalCount nodes { ${FIELDS} } } }`, { of: place(streetId) }, community);
  expect(totalCount).toBe(1);
  expect(alert).toMatchObject({
    place: { id: place(communities[0]) }, rule: { id: rule.id }, fromDay: month.from, toDay: month.to, numerator: 12, denominator: 20, value: 0.6, low: 0.7, high: null,
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
