import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { MAX_BYTES } from '../graphql/limits.ts';
import type { Services } from '../graphql/operation.ts';
import { serveSockets } from '../live/sockets.ts';
import { serveGraphiql } from './graphiql.ts';
import { serveGraphql } from './graphql.ts';
import { serveHealth } from './health.ts';
import { serveCertificates } from './certificates.ts';
import { serveFiles } from './files.ts';
import { servePage } from './page.ts';
import { serveUploads } from './uploads.ts';

/** A request is all here by then, even a photo from a telephone in a cellar; what is not is given up. */
const SLOWEST_MS = 5 * 60_000;

/** The API over HTTP and WebSocket on one port, with the page and GraphiQL beside it. Nothing comes from other hosts; files go to the store where that is one. */
export async function createServer(services: Services, schema: GraphQLSchema): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = services.log; // widened: Fastify's types would otherwise follow pino's all the way
  const app: FastifyInstance = Fastify({
    loggerInstance: log, bodyLimit: MAX_BYTES, genReqId: () => randomUUID(), logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true, trustProxy: 'loopback', requestTimeout: SLOWEST_MS,
  });
  await app.register(fastifyCookie);
  const { origin } = services.domain.attachments.storage;
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'", ...(origin ? [origin] : [])],
        workerSrc: ["'self'"], objectSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false, // the operator's proxy says this where there is TLS
  });
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  await serveGraphql(app, services, schema);
  serveHealth(app, services);
  serveCertificates(app, services);
  serveFiles(app, services);
  await serveUploads(app, services);
  serveSockets(app, services, schema);
  await serveGraphiql(app);
  await servePage(app);
  return app;
}
