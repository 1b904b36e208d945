import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { ValidationRule } from 'graphql';

/** How large a document may be; beyond that it is not even validated. */
export const MAX_TOKENS = 2_000;
/** Bytes of an HTTP body, and of a WebSocket frame. */
export const MAX_BYTES = 65_536;
/** Rows in one page of a connection. */
export const MAX_PAGE = 100;

/** Validation rules on top of the specification's, for both transports. */
export const LIMIT_RULES: readonly ValidationRule[] = [
  maxDepthRule({ n: 12, flattenFragments: true, ignoreIntrospection: true, propagateOnRejection: true }) as ValidationRule,
  maxAliasesRule({ n: 15, allowList: [], propagateOnRejection: true }) as ValidationRule,
  maxDirectivesRule({ n: 9, propagateOnRejection: true }) as ValidationRule,
];
