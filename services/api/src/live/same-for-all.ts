import { TypeInfo, isAbstractType, isObjectType, visit, visitWithTypeInfo, type DocumentNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema } from 'graphql';

/** For a field whose resolver looks at its object alone, never at who asks; a field without a resolver is one anyhow. */
export const SAME_FOR_ALL = { sameForAll: true } as const;

/** What was found of documents that are still asked by. */
const JUDGED = new WeakMap<DocumentNode, boolean>();

/**
 * Whether a subscription shows everybody the same of one message: below its root field nothing is resolved for who asks,
 * and no variable decides what is shown. What the root field was asked has been seen to when the message was made.
 */
export function isSameForAll(schema: GraphQLSchema, document: DocumentNode): boolean {
  const known = JUDGED.get(document);
  if (known !== undefined) return known;
  const types = new TypeInfo(schema);
  const isAtRoot = () => types.getParentType() === schema.getSubscriptionType();
  let isSame = true;
  visit(document, visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Argument: () => (isAtRoot() && !types.getDirective() ? false : undefined),
    Variable: () => { isSame = false; },
    Field: ({ name: { value: name } }) => {
      const parent = types.getParentType();
      if (!isAtRoot() && !name.startsWith('__')) isSame &&= !!parent && objectsOf(schema, parent).every(type => looksAtNobody(type.getFields()[name]));
    },
  }));
  JUDGED.set(document, isSame);
  return isSame;
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType) {
  return isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
}

function looksAtNobody(field: GraphQLField<unknown, unknown> | undefined): boolean {
  return field !== undefined && (field.resolve === undefined || field.extensions['sameForAll'] === true);
}
