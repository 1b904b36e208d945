import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { apiSchema } from '../graphql/schema.ts';
import { isSameForAll } from './same-for-all.ts';

const schema = await apiSchema();
const figures = (selected: string, variables = '', rest = '') =>
  isSameForAll(schema, parse(`subscription($filter: IndicatorFilter!, $since: Revision${variables}) { indicatorUpdated(filter: $filter, sinceRevision: $since) { ${selected} } } ${rest}`));
const changed = (selected: string, variables = '', rest = '') => figures(`__typename ... on IndicatorChange { revision countedAt values { ${selected} } } ... on IndicatorResync { revision }`, variables, rest);

test('figures and the places that they are of are the same for all, whatever their subscribers asked for', () => {
  expect(changed('value numerator denominator state indicator { key title { zh } } place { id name level code } period { from }')).toBe(true);
  expect(changed('...F', '', 'fragment F on IndicatorValue { value place { ... on Community { id name } } }')).toBe(true);
});

test('what is resolved for who asks is not', () => {
  for (const each of [
    'numeratorRecords { hidden }', 'place { workers { role } }', 'place { history { at } }', 'place { ... on Street { children { id } } }', 'place { id ... on Community { parent { id } } }',
  ]) expect([each, changed(`value ${each}`)]).toEqual([each, false]);
  expect(changed('...F', '', 'fragment F on IndicatorValue { place { workers { role } } }')).toBe(false);
  expect(isSameForAll(schema, parse('subscription { caseChanged { case { title viewerCanMove(move: ACCEPT) } } }'))).toBe(false);
});

test('what variables decide below the root is not', () => {
  expect(changed('value place @include(if: $places) { id }', ', $places: Boolean!')).toBe(false);
  expect(isSameForAll(schema, parse('subscription($all: Boolean!) { noticeArrived @include(if: $all) { createdAt } }'))).toBe(false);
  expect(isSameForAll(schema, parse('subscription($language: Language!) { noticeArrived { title(language: $language) } }'))).toBe(false);
});
