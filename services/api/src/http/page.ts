import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built dashboard, beside this service in the repository. */
const PAGE = fileURLToPath(new URL('../../../../apps/dashboard/dist', import.meta.url));

/**
 * The page at `/`, and wherever a browser looks for one of its views: `/compare?indicator=…` can be sent to others.
 * Files with a digest in their name are kept for ever by browsers.
 */
export async function servePage(app: FastifyInstance): Promise<void> {
  if (!existsSync(PAGE)) return; // an API without a page, such as an image of its own
  await app.register(fastifyStatic, {
    root: PAGE,
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.setNotFoundHandler((request, reply) => {
    const looks = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
    return looks ? reply.sendFile('index.html') : reply.code(404).send({ statusCode: 404, error: 'Not Found', message: `Route ${request.method}:${request.url} not found` });
  });
}
