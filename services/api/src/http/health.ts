import type { FastifyInstance } from 'fastify';
import type { Services } from '../graphql/operation.ts';

/** `/livez`: the process answers. `/readyz`: it can reach its database. */
export function serveHealth(app: FastifyInstance, { domain }: Services): void {
  app.get('/livez', async () => ({ live: true }));
  app.get('/readyz', async (_, reply) => {
    const ready = await domain.connections.readers.query('select 1').then(() => true, () => false);
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
