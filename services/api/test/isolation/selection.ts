import { getNamedType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument, isUnionType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';

/** How many objects deep an answer is looked into. */
const DEPTH = 3;

/** Everything that an answer of a type can show, as a selection set; nothing for leaves. */
export function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, depth = DEPTH): string {
  if (isUnionType(type)) return `{ ${type.getTypes().map(each => `... on ${each.name} ${selectionOf(schema, each, depth)}`).join(' ')} }`;
  if (isObjectType(type)) return `{ ${fieldsOf(schema, type, depth).join(' ')} }`;
  if (!isInterfaceType(type)) return '';
  const own = Object.keys(type.getFields());
  const more = schema.getPossibleTypes(type).map(each => ({ each, fields: fieldsOf(schema, each, depth - 1, own) })).filter(({ fields }) => fields.length > 0);
  return `{ __typename ${fieldsOf(schema, type, depth).join(' ')} ${more.map(({ each, fields }) => `... on ${each.name} { ${fields.join(' ')} }`).join(' ')} }`;
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLNamedType, depth: number, but: readonly string[] = []): string[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).filter(field => !but.includes(field.name) && !field.args.some(isRequiredArgument)).flatMap(field => {
    const of = getNamedType(field.type);
    if (isLeafType(of)) return [field.name];
    return depth === 0 ? [] : [`${field.name} ${selectionOf(schema, of, depth - 1)}`];
  });
}
