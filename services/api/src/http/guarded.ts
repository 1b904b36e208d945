import type { Log } from '@linli/process/log';
import type { FastifyReply, FastifyRequest, RouteGenericInterface, RouteHandlerMethod } from 'fastify';

type Handler<Route extends RouteGenericInterface> = (request: FastifyRequest<Route>, reply: FastifyReply) => Promise<unknown>;

/** A handler whose faults are logged without the request's path, which is a secret here, and shown without what they say. */
export function guarded<Route extends RouteGenericInterface>(log: Log, handler: Handler<Route>): Handler<Route> & RouteHandlerMethod {
  return (async (request: FastifyRequest<Route>, reply: FastifyReply) => {
    try {
      return await handler(request, reply);
    } catch (error) {
      const cutOff = request.raw.destroyed && !request.raw.complete; // by whoever sent it: nobody's fault, and nobody hears the answer
      const { statusCode = cutOff ? 400 : 500 } = error as { statusCode?: number };
      if (statusCode >= 500) log.error({ err: error, requestId: request.id }, 'a request could not be handled');
      return reply.code(statusCode).send({ error: statusCode >= 500 ? `Something went wrong on our side (request ${request.id}).` : 'BAD_REQUEST' });
    }
  }) as Handler<Route> & RouteHandlerMethod;
}
