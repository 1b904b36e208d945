import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, validate, NoSchemaIntrospectionCustomRule, type GraphQLFormattedError } from 'graphql';
import type { Log } from '@linli/process/log';
import { shown, unauthenticated } from './errors.ts';
import type { Context } from './operation.ts';

/** The schema is for those who are signed in, and subscriptions have a transport of their own. */
export const refuseOverHttp: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, document, schema, operation }) => {
      if (operation?.operation === 'subscription') {
        throw new GraphQLError('Subscribe over WebSocket, on this same path.', { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
      }
      const [refused] = contextValue.operation.signedIn ? [] : validate(schema, document, [NoSchemaIntrospectionCustomRule]);
      if (refused) throw unauthenticated('Introspection is for those who are signed in.');
    },
  }),
};

/** Shows callers of an error what is meant for them. */
export function mask(log: Log): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, errors, response }) => {
        if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
        response.body.singleResult.errors = response.body.singleResult.errors.map((formatted: GraphQLFormattedError, n) =>
          shown(formatted, errors?.[n], contextValue.operation.origin.requestId ?? '', log));
      },
    }),
  };
}

/** What an answer says of the request as a whole; under this status the older media type knows only that it was understood. */
const UNDERSTOOD = new Set([
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE', 'UNAUTHENTICATED',
]);

/** GraphQL over HTTP: `application/json` answers 200 to whatever it can read, `application/graphql-response+json` says 4xx. */
export const statusOfMediaType: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      const codes = body.kind === 'single' && body.singleResult.data === undefined ? body.singleResult.errors?.map(({ extensions }) => extensions?.code) : undefined;
      if (!codes?.every(code => UNDERSTOOD.has(code as string))) return;
      const json = !request.http?.headers.get('accept')?.includes('application/graphql-response+json');
      http.status = json ? 200 : codes.includes('UNAUTHENTICATED') ? 401 : 400;
    },
  }),
};
