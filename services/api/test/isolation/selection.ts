import { Lexer, Source, TokenKind, getNamedType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument, isUnionType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { MAX_TOKENS } from '../../src/graphql/limits.ts';

/** How many objects deep an answer is looked into, if that makes no document too long. */
const DEPTHS = [3, 2, 1];
/** Words of a selection, beside which a probe has room for what it names. */
const MOST_TOKENS = MAX_TOKENS - 300;

/**
 * Everything that an answer of a type can show: a selection set, and after it the fragments that it uses, each type at each
 * depth once, so that the document stays under the limit on tokens. Nothing for leaves.
 */
export function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType): string {
  const found = DEPTHS.map(depth => selectedTo(depth, schema, type)).find(text => tokensIn(text) <= MOST_TOKENS);
  if (found === undefined) throw new Error(`${type.name} shows more than a document can ask for.`);
  return found;
}

function tokensIn(text: string): number {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
}

function selectedTo(deepest: number, schema: GraphQLSchema, type: GraphQLNamedType): string {
  const fragments = new Map<string, string>();

  function selection(of: GraphQLNamedType, depth: number): string {
    if (isUnionType(of)) return `{ ${of.getTypes().map(each => `... on ${each.name} ${selection(each, depth)}`).join(' ')} }`;
    if (!isObjectType(of) && !isInterfaceType(of)) return '';
    const name = `${of.name}${depth}`;
    if (!fragments.has(name)) {
      fragments.set(name, ''); // nothing refers to itself: each is one less deep
      fragments.set(name, `fragment ${name} on ${of.name} ${isObjectType(of) ? `{ ${fieldsOf(of, depth).join(' ')} }` : everyKindOf(of, depth)}`);
    }
    return `{ ...${name} }`;
  }

  function everyKindOf(of: GraphQLNamedType, depth: number): string {
    if (!isInterfaceType(of)) return '';
    const own = Object.keys(of.getFields());
    const typed = new Map<string, string>();
    const more = schema.getPossibleTypes(of).map(each => {
      // What another kind has under the same name with another type cannot be asked for beside it; each kind has a field of its own for that.
      const clashing = Object.values(each.getFields()).filter(field => typed.has(field.name) && typed.get(field.name) !== String(field.type)).map(({ name }) => name);
      for (const field of Object.values(each.getFields())) if (!typed.has(field.name)) typed.set(field.name, String(field.type));
      return { each, fields: fieldsOf(each, depth - 1, [...own, ...clashing]) };
    }).filter(({ fields }) => fields.length > 0);
    return `{ __typename ${fieldsOf(of, depth).join(' ')} ${more.map(({ each, fields }) => `... on ${each.name} { ${fields.join(' ')} }`).join(' ')} }`;
  }

  function fieldsOf(of: GraphQLNamedType, depth: number, but: readonly string[] = []): string[] {
    if (!isObjectType(of) && !isInterfaceType(of)) return [];
    return Object.values(of.getFields()).filter(field => !but.includes(field.name) && !field.args.some(isRequiredArgument)).flatMap(field => {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) return [field.name];
      return depth <= 0 ? [] : [`${field.name} ${selection(inner, depth - 1)}`];
    });
  }

  return [selection(type, deepest), ...fragments.values()].join(' ');
}
