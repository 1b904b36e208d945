import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildCase } from '@linli/domain/testing/build';
import { globalId } from '../../src/graphql/global-id.ts';
import { apiSchema } from '../../src/graphql/schema.ts';
import { collect, startApi, until, type TestApi } from '../harness.ts';
import { argumentsOf, asking, hiddenNames, masked, MEANT, namesFor, probedFields, type Named, type Probed } from './probes.ts';
import { naming, type Reference } from './references.ts';
import { CANARY, buildOther, buildTenant, idsOf, type Tenant } from './tenants.ts';

const schema = await apiSchema();
const subscriptions = probedFields(schema).filter(({ operation }) => operation === 'subscription');

let api: TestApi;
let own: Tenant;
let other: Tenant;

beforeAll(async () => {
  api = await startApi({ districtId: 419_001 });
  own = await buildTenant(api, api.district);
  other = await buildOther(api, 330_782);
});
afterAll(() => api.close());

/** A case comes in, is accepted and counted, in both districts; `n` times. */
async function happenings(n: number): Promise<void> {
  for (let each = 0; each < n; each++) {
    for (const { district, admin, resident } of [other, own]) {
      const matter = await buildCase(api.domain, resident, district, { kind: 'COMPLAINT', title: district.districtId === 330_782 ? CANARY : '积水' });
      await api.domain.cases.accept(admin, matter.id);
    }
  }
}

/** What a subscriber is sent while things happen in both districts. */
function following(token: string, probed: Probed, args: Record<string, unknown>) {
  const { query, variables } = asking(probed, [args]);
  return collect(api.socket(token), query, variables);
}

const shown = ({ messages, state }: ReturnType<typeof following>, value: string) => masked(JSON.stringify([messages, state.closed ?? 'open']), [value]);

test('what happens in another district is pushed to nobody here, however it is asked for', async () => {
  const ids = await idsOf(api, other.district.districtId);
  const watched: { what: string; named: ReturnType<typeof following>; nothing: ReturnType<typeof following>; names: Named }[] = [];
  const different: string[] = [];
  const add = (what: string, token: string, probed: Probed, reference: Reference, names: Named) => {
    const args = (value: string) => naming(argumentsOf(probed, own), reference, value);
    watched.push({ what, names, named: following(token, probed, args(names.value)), nothing: following(token, probed, args(names.nothing)) });
  };
  for (const probed of subscriptions) {
    for (const reference of probed.references) {
      const what = `${probed.field.name}(${reference.path.join('.')})`;
      for (const names of namesFor(reference, ids, other, [], MEANT)) add(what, own.admin.token, probed, reference, names);
      for (const names of hiddenNames(reference.target, own)) for (const { token } of [own.worker, own.resident]) add(`${what} hidden`, token, probed, reference, names);
    }
  }
  const [cases, figures, notices] = ['caseChanged', 'indicatorUpdated', 'noticeArrived'].map(name => subscriptions.find(({ field }) => field.name === name)!);
  const filter = { under: globalId('Place', own.district.root), level: 'GRID', indicators: ['case.complaint_rate'], period: { kind: 'MONTH' } };
  const all = [own.admin, own.street, own.worker, own.resident, own.partner].map(({ token }) => following(token, cases!, {}));
  all.push(following(own.admin.token, figures!, { filter }), following(own.admin.token, figures!, { filter, sinceRevision: 1 }), following(own.admin.token, figures!, { filter, sinceRevision: 99_999 }));
  all.push(following(own.worker.token, notices!, {}), following(own.street.token, notices!, {}));

  // Of one's own district it is heard, at night too, so that silence means something.
  await api.domain.notices.setQuietHours(own.worker, null);
  const heard = () => [0, 1, 2, 3, 5, 6, 8].every(n => all[n]!.messages.length > 0);
  await until(async () => {
    await happenings(1);
    return heard();
  }, 'what happens here to be heard');
  const { hidden } = own.cases;
  await api.domain.cases.accept(own.admin, hidden.id);
  await happenings(2);
  await all[0]!.next(({ a0 }) => a0.some((change: any) => change.case.id === globalId('Case', hidden.id)));
  await new Promise(resolve => setTimeout(resolve, 2_500)); // beyond the polls

  for (const { what, named, nothing, names } of watched) {
    const [one, twin] = [shown(named, names.value), shown(nothing, names.nothing)];
    if (one !== twin) different.push(`${what} ${names.value}\n  ${one}\n  ${twin}`);
  }
  expect(different).toEqual([]);
  const foreign = new Set(Object.values(await idsOf(api, other.district.districtId)).flat());
  const pushed = JSON.stringify([...all, ...watched.flatMap(({ named, nothing }) => [named, nothing])].map(({ messages, state }) => [messages, state.closed]));
  expect(pushed).not.toContain(CANARY);
  expect(pushed).not.toMatch(/"330782/);
  expect(pushed.matchAll(/"([\w-]{24,})"/g).map(([, id = '']) => id).filter(id => foreign.has(id)).toArray()).toEqual([]);
  expect(JSON.stringify([all[3]!.messages, all[4]!.messages])).not.toContain(globalId('Case', hidden.id));
  expect([all[4]!.messages, all[9]!.messages]).toEqual([[], []]); // a partner sees what is its own, which is nothing; who is told nothing hears nothing
});
