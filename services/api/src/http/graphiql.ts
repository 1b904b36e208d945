import type { FastifyInstance } from 'fastify';
import { ruruHTML } from 'ruru/server';
import { getStaticFile } from 'ruru/static';

const STATIC = '/graphiql/static/';

/** GraphiQL (Graphile's Ruru) at `/graphiql`, from our own host alone. It acts as whoever is signed in to the page. */
export async function serveGraphiql(app: FastifyInstance): Promise<void> {
  const html = ruruHTML({ staticPath: STATIC, endpoint: '/graphql', subscriptionEndpoint: '/graphql' });
  // Ruru writes its settings and its editors' workers into the page; the rest of the site forbids inline scripts.
  const policy = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    + "worker-src 'self' blob:; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
  app.get('/graphiql', async (_, reply) => reply.header('content-security-policy', policy).type('text/html').send(html));
  app.get(`${STATIC}*`, async (request, reply) => {
    const [urlPath = ''] = request.url.split('?');
    const file = await getStaticFile({ staticPath: STATIC, urlPath, acceptEncoding: request.headers['accept-encoding'], disallowDevAssets: true });
    return file ? reply.headers(file.headers).send(file.content) : reply.callNotFound();
  });
}
