import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';

/** How large a document may be; beyond that it is not even validated. */
export const MAX_TOKENS = 2_000;
/** After this many mistakes the rest of a document is not judged any more. */
export const MAX_ERRORS = 5;
/** Bytes of an HTTP body, and of a WebSocket frame. */
export const MAX_BYTES = 65_536;
/** Operations under way at once on one WebSocket, subscriptions included. */
export const MAX_OPERATIONS = 100;
/** Rows in one page of a connection. */
export const MAX_PAGE = 100;

/** Reported like any other rule's; thrown out of the validation it would look like a fault of ours. */
const reporting = { propagateOnRejection: false, onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)] };

/** Validation rules on top of the specification's, for both transports. */
export const LIMIT_RULES: readonly ValidationRule[] = [
  maxDepthRule({ n: 12, flattenFragments: true, ignoreIntrospection: true, ...reporting }),
  maxAliasesRule({ n: 15, allowList: [], ...reporting }),
  maxDirectivesRule({ n: 9, ...reporting }),
];
