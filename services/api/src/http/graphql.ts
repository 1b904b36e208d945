import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { mask, refuseOverHttp, statusOfMediaType } from '../graphql/apollo-plugins.ts';
import { fault } from '../graphql/errors.ts';
import { LIMIT_RULES, MAX_ERRORS, MAX_TOKENS } from '../graphql/limits.ts';
import type { Context, Operation, Services } from '../graphql/operation.ts';
import { browserTransport, operationFor, tokenOf } from './session.ts';

/** GraphQL over HTTP at `/graphql`. */
export async function serveGraphql(app: FastifyInstance, services: Services, schema: GraphQLSchema): Promise<void> {
  const { log } = services;
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true, // refused to the anonymous by a plugin
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...LIMIT_RULES],
    validationOptions: { maxErrors: MAX_ERRORS },
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), fastifyApolloDrainPlugin(app), refuseOverHttp, mask(log), statusOfMediaType,
    ],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    async handler(request, reply) {
      let operation: Operation | undefined;
      const answer = fastifyApolloHandler(apollo, {
        context: async () => {
          const origin = { requestId: request.id, address: request.ip };
          operation = await operationFor(services, tokenOf(request.headers), origin, browserTransport(reply)).catch((error: unknown) => {
            throw fault(error, request.id, log);
          });
          return { operation };
        },
      });
      try {
        return await answer.call(app, request, reply);
      } finally {
        await operation?.close(); // here, because Apollo also turns requests away after it has asked for the context
      }
    },
  });
}
