import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, validate, NoSchemaIntrospectionCustomRule, type GraphQLFormattedError } from 'graphql';
import type { Log } from '@linli/process/log';
import { shown } from './errors.ts';
import type { Context } from './operation.ts';

/** The schema is for those who are signed in. */
export const introspectionWhenSignedIn: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, document, schema }) => {
      const [refused] = contextValue.operation.signedIn ? [] : validate(schema, document, [NoSchemaIntrospectionCustomRule]);
      if (refused) throw new GraphQLError('Introspection is for those who are signed in.', { extensions: { code: 'UNAUTHENTICATED' } });
    },
  }),
};

/** Shows callers what is meant for them, and ends the operation's snapshot. */
export function maskAndClose(log: Log): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ contextValue, errors, response }) => {
        const { operation } = contextValue;
        await operation.close();
        if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
        response.body.singleResult.errors = response.body.singleResult.errors.map((formatted: GraphQLFormattedError, n) =>
          shown(formatted, errors?.[n], operation.origin.requestId ?? '', log));
      },
    }),
  };
}
