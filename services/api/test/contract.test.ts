import { expect, test } from '@jest/globals';
import { GraphQLEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, lexicographicSortSchema, printSchema, type GraphQLNamedType } from 'graphql';
import { readFile } from 'node:fs/promises';
import { emittedSchema } from '../src/graphql/emitted-schema.ts';
import { apiSchema } from '../src/graphql/schema.ts';

const schema = await apiSchema();
const types = Object.values(schema.getTypeMap()).filter(type => !isIntrospectionType(type));

/** Every part of the contract: types, fields, arguments, input fields and enum values, by coordinate. */
function* parts(type: GraphQLNamedType): Generator<readonly [coordinate: string, description: string | null | undefined]> {
  yield [type.name, type.description];
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description];
      for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name}:)`, argument.description];
    }
  }
  if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description];
  if (type instanceof GraphQLEnumType) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
}

test('the contract that is checked in is the one that the API has (`npm run schema` writes it)', async () => {
  expect(await readFile(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8')).toBe(await emittedSchema());
});

test('it is sorted', async () => {
  const emitted = await emittedSchema();
  expect(emitted.slice(emitted.indexOf('\n\n') + 2)).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
});

test('every type, field, argument, input field and enum value says what it means', () => {
  const scalars = new Set(['Boolean', 'Float', 'ID', 'Int', 'String']);
  const undescribed = types.filter(({ name }) => !scalars.has(name)).flatMap(type => [...parts(type)]).filter(([, description]) => !description?.trim());
  expect(undescribed.map(([coordinate]) => coordinate)).toEqual([]);
});

test('enum values are written UPPER_SNAKE, types UpperCamel, fields and arguments lowerCamel', () => {
  const odd = types.flatMap(type => [...parts(type)]).map(([coordinate]) => coordinate).filter(coordinate => {
    const [type = '', rest = ''] = coordinate.split(/\.(.*)/s);
    const member = schema.getType(type) instanceof GraphQLEnumType ? /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/ : /^[a-z][A-Za-z\d]*(\([a-z][A-Za-z\d]*:\))?$/;
    return !/^[A-Z][A-Za-z\d]*$/.test(type) || (rest !== '' && !member.test(rest));
  });
  expect(odd).toEqual([]);
});

test('every mutation takes one input, with an idempotency key unless it begins or ends a session or needs none, and answers with user errors', () => {
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    const session = field.name.startsWith('session') || field.name === 'surveyAnswerByCode'; // without an account, and had once by itself
    const input = field.args[0] && schema.getType(String(field.args[0].type).replace('!', ''));
    expect(field.args.map(argument => argument.name)).toEqual(field.name === 'sessionSignOut' ? [] : ['input']);
    expect([field.name, isInputObjectType(input) && 'idempotencyKey' in input.getFields()]).toEqual([field.name, !session]);
    const payload = schema.getType(String(field.type).replace('!', ''));
    expect(isObjectType(payload) && String(payload.getFields()['userErrors']?.type)).toBe('[UserError!]!');
  }
});
