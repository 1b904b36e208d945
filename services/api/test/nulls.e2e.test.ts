import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isInputObjectType, isNullableType, isRequiredArgument, type GraphQLInputType } from 'graphql';
import { apiSchema } from '../src/graphql/schema.ts';
import { globalId } from '../src/graphql/global-id.ts';
import { collect, startApi, until, type TestApi } from './harness.ts';
import { argumentsOf, asking, masked, probedFields, sent } from './isolation/probes.ts';
import { buildTenant, type Tenant } from './isolation/tenants.ts';

const schema = await apiSchema();
const fields = probedFields(schema);

let api: TestApi;
let own: Tenant;

beforeAll(async () => {
  api = await startApi();
  own = await buildTenant(api, api.district);
});
afterAll(() => api.close());

/** An input object with null wherever it may stand; null itself where there is more to it. */
function nulls(type: GraphQLInputType): unknown {
  const of = getNamedType(type);
  if (!isInputObjectType(of) || of.name === 'PositionInput') return null;
  return Object.fromEntries(Object.values(of.getFields()).filter(field => isNullableType(field.type)).map(field => [field.name, null]));
}

/** Whether an input may be left empty; what it requires is not left out here. */
function requiresNothing(type: GraphQLInputType): boolean {
  const of = getNamedType(type);
  return isInputObjectType(of) && Object.values(of.getFields()).every(field => isNullableType(field.type));
}

/** An answer, wherever in the text of the question its errors stand. */
function answerTo(answer: string): string {
  return masked(answer, []).replaceAll(/"locations":\[[^\]]*\]/g, '"locations":[]');
}

test('null says the same as leaving out, for every argument of every query and everything in it', async () => {
  const different: string[] = [];
  for (const probed of fields.filter(({ operation }) => operation === 'query')) {
    // Of two that exclude each other, one has to be given.
    const one = { case: { trackingNumber: own.cases.received.trackingNumber }, placeResolve: { text: '测试' } }[probed.field.name] ?? {};
    const required = { ...argumentsOf(probed, own), ...one };
    const absent = answerTo(await sent(api, own.admin.token, asking(probed, [required])));
    expect(absent).toMatch(/^200 .*"data"/);
    for (const argument of probed.field.args.filter(each => !(each.name in required) && !isRequiredArgument(each) && isNullableType(each.type))) {
      for (const value of new Set([null, requiresNothing(argument.type) ? nulls(argument.type) : null])) {
        const given = answerTo(await sent(api, own.admin.token, asking(probed, [{ ...required, [argument.name]: value }])));
        if (given !== absent) different.push(`${probed.field.name}(${argument.name}: ${JSON.stringify(value)})\n  ${given}\n  ${absent}`);
      }
    }
  }
  expect(different).toEqual([]);
});

test('the same for what a command may carry', async () => {
  const input = { placeId: globalId('Place', own.district.grids[0]), categoryId: globalId('CaseCategory', own.district.categoryId), kind: 'HELP', title: '楼道灯不亮' };
  const { data } = await api.ask('mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { userErrors { code field } case { description contactName urgency channel } } }', {
    input: { ...(nulls(schema.getType('CaseSubmitInput') as GraphQLInputType) as object), ...input },
  }, own.resident.token);
  expect(data?.caseSubmit).toEqual({ userErrors: [], case: { description: '楼道灯不亮', contactName: null, urgency: 'ORDINARY', channel: 'APP' } });
});

test('the same for a subscription: without a revision it begins with what comes next', async () => {
  const figures = collect(api.socket(own.admin.token), 'subscription($filter: IndicatorFilter!, $since: Revision) { indicatorUpdated(filter: $filter, sinceRevision: $since) { __typename } }', {
    since: null, filter: { placeIds: null, level: null, under: globalId('Place', own.district.root), indicators: ['case.complaint_rate'], period: { kind: 'MONTH', day: null } },
  });
  await until(async () => {
    await api.ask('mutation($input: CaseSubmitInput!) { caseSubmit(input: $input) { userErrors { code } } }', {
      input: { placeId: globalId('Place', own.district.grids[0]), categoryId: globalId('CaseCategory', own.district.categoryId), kind: 'COMPLAINT', title: '积水' },
    }, own.resident.token);
    return figures.messages.length > 0;
  }, 'the first figure');
  expect(figures.messages[0]).toEqual({ indicatorUpdated: { __typename: 'IndicatorChange' } });
});
