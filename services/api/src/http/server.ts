import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { Log } from '@linli/process/log';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { introspectionWhenSignedIn, maskAndClose } from '../graphql/apollo-plugins.ts';
import { MAX_BYTES, MAX_TOKENS, LIMIT_RULES } from '../graphql/limits.ts';
import type { Context, Services } from '../graphql/operation.ts';
import { serveSockets } from '../live/sockets.ts';
import { serveGraphiql } from './graphiql.ts';
import { serveHealth } from './health.ts';
import { servePage } from './page.ts';
import { browserTransport, operationFor, tokenOf } from './session.ts';

export interface ServerParts {
  readonly services: Services;
  readonly schema: GraphQLSchema;
  readonly log: Log;
}

/** The API over HTTP and WebSocket on one port, with the page and GraphiQL beside it. Nothing comes from other hosts. */
export async function createServer({ services, schema, log }: ServerParts): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger, bodyLimit: MAX_BYTES, genReqId: () => randomUUID(), disableRequestLogging: true, forceCloseConnections: true,
    trustProxy: 'loopback',
  });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"],
        objectSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false, // the operator's proxy says this where there is TLS
  });

  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true, // refused to the anonymous by a plugin
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...LIMIT_RULES],
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginCacheControlDisabled(), fastifyApolloDrainPlugin(app), introspectionWhenSignedIn, maskAndClose(log)],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => ({
        operation: await operationFor(services, tokenOf(request.headers), { requestId: request.id, address: request.ip }, browserTransport(reply)),
      }),
    }),
  });
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  serveHealth(app, services);
  serveSockets(app, { services, schema, log });
  await serveGraphiql(app);
  await servePage(app);
  return app;
}
