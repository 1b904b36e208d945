import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseGlobalId } from '../../src/graphql/global-id.ts';
import { apiSchema } from '../../src/graphql/schema.ts';
import { startApi, type TestApi } from '../harness.ts';
import { report } from '../report.ts';
import { argumentsOf, asking, hiddenNames, masked, MEANT, MEANT_BY_OTHERS, namesFor, partsOf, probedFields, sent, together, type Named, type Probed } from './probes.ts';
import { namedIn, naming, type Reference, type Target } from './references.ts';
import { CANARY, buildOther, buildTenant, empty, idsOf, type Tenant } from './tenants.ts';

const schema = await apiSchema();
const fields = probedFields(schema);
const asked = fields.filter(({ operation }) => operation !== 'subscription');
/** For a machine that has much else to do, in milliseconds. */
const PATIENCE = 600_000;
const AT_ONCE = 4;
/** Probes in one request: with a twin for each, they stay under the limit on aliases. */
const AT_A_TIME = 7;
/** Of so many of one's own things, any filter finds one. */
const ENOUGH = 6;

let api: TestApi;
let own: Tenant;
let other: Tenant;

beforeAll(async () => {
  api = await startApi({ districtId: 419_001, calls: { place: () => Promise.resolve() } });
  own = await buildTenant(api, api.district);
  other = await buildOther(api, 330_782);
});
afterAll(() => api.close());

/** Askings of one field by one person that name things of the other district, each with a twin that names nothing. */
interface Probes {
  readonly as: string;
  readonly token: string | undefined;
  readonly probed: Probed;
  readonly reference: Reference;
  /** The arguments, but for what is named. */
  readonly given: Record<string, unknown>;
  readonly names: readonly Named[];
}

const label = ({ as, probed, reference }: Probes) => `${as} ${probed.field.name}(${reference.path.join('.')})`;

/** The answer to askings that name these, with what was named masked. */
async function answered({ token, probed, reference, given }: Probes, values: readonly string[]): Promise<string> {
  return masked(await sent(api, token, asking(probed, values.map(value => naming(given, reference, value)))), values);
}

/** Everything that a group of probes names, then what their twins name, once. */
const named = ({ names }: Probes) => [...names.map(({ value }) => value), ...new Set(names.map(({ nothing }) => nothing))];

/** Where the probes are answered otherwise than their twins: each by itself, or all of them where the request was answered as a whole. */
async function differences(each: Probes, answer: string): Promise<string[]> {
  const all = named(each);
  const parts = partsOf(answer, all.length);
  const pairs = parts
    ? each.names.map(({ nothing }, n) => [parts[n], parts[all.indexOf(nothing)]])
    : [await Promise.all([each.names.map(({ value }) => value), each.names.map(({ nothing }) => nothing)].map(values => answered(each, values)))];
  return pairs.filter(([thing, nothing]) => thing !== nothing).map(([thing, nothing]) => `${label(each)}\n  ${thing}\n  ${nothing}`);
}

/** Every role × every way that a field's arguments can point to something × the things of the other district. */
async function probes(): Promise<Probes[]> {
  const ids = await idsOf(api, other.district.districtId);
  const cursors = new Map<Probed, string[]>();
  for (const probed of asked) cursors.set(probed, await cursorsOf(probed, other));
  const askers = { admin: own.admin, street: own.street, worker: own.worker, elsewhere: own.hidden, resident: own.resident, organisation: own.organisation, partner: own.partner, nobody: undefined };
  const given = new Map(asked.map(probed => [probed, argumentsOf(probed, own)]));
  return Object.entries(askers).flatMap(([as, actor]) => asked.flatMap(probed => probed.references.flatMap(reference => {
    const names = namesFor(reference, ids, other, cursors.get(probed) ?? [], as === 'admin' ? MEANT : MEANT_BY_OTHERS);
    if (['worker', 'resident', 'organisation', 'partner'].includes(as)) names.push(...hiddenNames(reference.target, own));
    const groups = Array.from({ length: Math.ceil(names.length / AT_A_TIME) }, (_, n) => names.slice(n * AT_A_TIME, (n + 1) * AT_A_TIME));
    return groups.map(group => ({ as, token: actor?.token, probed, reference, given: given.get(probed) ?? {}, names: group }));
  })));
}

/** Cursors that a list gives its own district's admin. */
async function cursorsOf(probed: Probed, tenant: Tenant): Promise<string[]> {
  if (!probed.references.some(({ target }) => target === 'Cursor')) return [];
  const answer = await sent(api, tenant.admin.token, asking(probed, [argumentsOf(probed, tenant)]));
  const { data } = JSON.parse(answer.slice(answer.indexOf('{'))) as { data?: { a0?: { edges?: { cursor: string }[]; pageInfo?: { endCursor: string | null } } | null } | null };
  const given = [...(data?.a0?.edges ?? []).map(({ cursor }) => cursor), data?.a0?.pageInfo?.endCursor ?? '']; // those of lists within it are of other lists
  return [...new Set(given)].filter(cursor => cursor !== '').slice(0, 2 * AT_A_TIME);
}

/** Answers of one's own district to everybody in it, to all that can be asked. */
async function script(): Promise<string[]> {
  const answers: string[] = [];
  for (const { token } of [own.admin, own.street, own.worker, own.resident, own.partner, own.hidden, own.organisation]) {
    for (const probed of asked.filter(({ operation }) => operation === 'query')) {
      answers.push(masked(await sent(api, token, asking(probed, [argumentsOf(probed, own)])), []));
    }
  }
  return answers;
}

/** Texts and ids of the other district in an answer in which what was named is masked. */
function leaksIn(answer: string, ids: ReadonlySet<string>): string[] {
  const seen = answer.matchAll(/"([\w-]{24,})"/g).map(([, id = '']) => id).filter(id => ids.has(id));
  return [...seen, ...(answer.includes(CANARY) || /"330782/.test(answer) ? [answer] : [])];
}

test('it is known of every argument whether it can point to something, and of every field how it is probed', () => {
  const unprobed = fields.filter(({ references }) => references.length === 0).map(({ field }) => field.name);
  expect(unprobed.toSorted()).toEqual([
    'accountSetPassword', 'bridgeItemSet', 'bridgeItems', 'caseCategories', 'comparisonShowRanks', 'district', 'indicators', 'noticeSetQuietHours', 'organisationsChanged', 'placesChanged',
    'playbookImport', 'playbookPartKinds', 'pointsEventTypes', 'pointsMonths', 'pointsScheme', 'pointsSchemeSetUp',
    'serviceTypeCreate', 'serviceTypes', 'sessionSignIn', 'sessionSignOut', 'sheetKinds', 'showsRanks', 'timeBankPolicy', 'timeBankSetPolicy', 'viewer',
  ]);
});

test('things of another district are answered like things that do not exist, and when they do not exist, to the byte', async () => {
  const began = performance.now();
  const ids = new Set(Object.values(await idsOf(api, other.district.districtId)).flat());
  const full = await script();
  expect(full.flatMap(answer => leaksIn(answer, ids))).toEqual([]);

  const all = await probes();
  const answers = new Map<Probes, string>();
  const [different, leaked]: [string[], string[]] = [[], []];
  await together(all, AT_ONCE, async each => {
    const answer = await answered(each, named(each));
    answers.set(each, answer);
    different.push(...await differences(each, answer));
    leaked.push(...leaksIn(answer, ids).map(leak => `${label(each)}: ${leak}`));
  });
  expect(different).toEqual([]);
  expect(leaked).toEqual([]);
  expect(JSON.stringify(api.logged)).not.toContain(CANARY);

  await empty(api, other.district.districtId);
  expect(await script()).toEqual(full);
  const changed: string[] = [];
  await together(all.filter(({ as }) => as === 'admin'), AT_ONCE, async each => {
    const now = await answered(each, named(each));
    if (now !== answers.get(each)) changed.push(`${label(each)}\n  ${answers.get(each)}\n  ${now}`);
  });
  expect(changed).toEqual([]);
  const count = all.reduce((sum, { names }) => sum + names.length, 0);
  report('isolation', `${count} probes, each with a twin, those of one person again without the other district: 0 leaks, in ${Math.round((performance.now() - began) / 1_000)} s`);
}, PATIENCE);

test('the probes are not blind: named like this, one\'s own things are found', async () => {
  const ids = await idsOf(api, own.district.districtId);
  const blind: string[] = [];
  for (const probed of asked) {
    for (const reference of probed.references) {
      const kept = namedIn(argumentsOf(probed, own), reference);
      const names = kept === undefined ? namesFor(reference, ids, own, await cursorsOf(probed, own), ENOUGH) : [{ value: kept, nothing: 'bm9uZQ' }];
      const found = await Promise.all(names.filter(({ value }) => fits(reference.target, value)).map(async each => {
        const one: Probes = { as: 'admin', token: own.admin.token, probed, reference, given: argumentsOf(probed, own), names: [each] };
        return (await answered(one, [each.value])) !== (await answered(one, [each.nothing]));
      }));
      // A cursor beside a row's is as good as the row's; that it is read at all shows when it is none.
      if (!found.includes(true) && reference.target !== 'Cursor') blind.push(label({ as: '', token: '', probed, reference, given: {}, names }));
    }
  }
  expect(blind).toEqual([]);
}, PATIENCE);

function fits(target: Target, value: string): boolean {
  return [target, undefined].includes(parseGlobalId(value)?.kind as Target | undefined) || target === 'Any';
}
