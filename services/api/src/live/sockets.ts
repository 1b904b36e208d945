import type { Log } from '@linli/process/log';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { GraphQLError, parse, specifiedRules, validate, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { shown } from '../graphql/errors.ts';
import { LIMIT_RULES, MAX_BYTES, MAX_TOKENS } from '../graphql/limits.ts';
import type { Context, Services, Transport } from '../graphql/operation.ts';
import { operationFor, tokenOf } from '../http/session.ts';
import { sameOrigin } from './same-origin.ts';

/** Bytes that may wait for a reader that has stalled, before its connection is ended. */
const MAX_WAITING = 1_048_576;
const STALL_CHECK = 1_000;
/** graphql-ws waits this long for the client's first message. */
const INIT_WAIT = 3_000;

/** What graphql-ws keeps of a connection. */
type Socket = Extra & Record<PropertyKey, unknown>;

interface SocketParts {
  readonly services: Services;
  readonly schema: GraphQLSchema;
  readonly log: Log;
}

/** GraphQL over WebSocket (graphql-transport-ws) on the same path and port as HTTP, under the same limits and masks. */
export function serveSockets(app: FastifyInstance, { services, schema, log }: SocketParts): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BYTES, perMessageDeflate: false, handleProtocols: () => 'graphql-transport-ws' });
  const server = useServer<{ token?: unknown }, Socket>({
    schema,
    connectionInitWaitTimeout: INIT_WAIT,
    onConnect: async ({ connectionParams, extra }) => {
      const operation = await operationFor(services, token(connectionParams, extra), origin(extra), silent);
      await operation.close();
      if (!operation.signedIn) extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
      return operation.signedIn;
    },
    onSubscribe: async ({ connectionParams, extra }, _id, { query, variables, operationName }) => {
      let document;
      try {
        document = parse(query, { maxTokens: MAX_TOKENS });
      } catch (error) {
        return [new GraphQLError((error as Error).message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
      }
      const refused = validate(schema, document, [...specifiedRules, ...LIMIT_RULES]);
      if (refused.length > 0) return refused;
      const operation = await operationFor(services, token(connectionParams, extra), origin(extra), transportOf(extra));
      if (!operation.signedIn) extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
      return { schema, document, operationName, variableValues: variables, contextValue: { operation } satisfies Context };
    },
    onNext: async (_context, _id, _payload, args, result) => {
      const { operation } = args.contextValue as Context;
      await operation.close();
      return masked(result as ExecutionResult, operation.origin.requestId ?? '', log);
    },
    onError: (_context, _id, _payload, errors) => errors.map(error => shown(formattedOf(error), error, randomUUID(), log)),
  }, sockets);

  app.server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    if (!sameOrigin(request.headers)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, opened => sockets.emit('connection', opened, request));
  });
  const stalled = setInterval(() => {
    for (const socket of sockets.clients) if (socket.bufferedAmount > MAX_WAITING) socket.terminate();
  }, STALL_CHECK);
  app.addHook('preClose', async () => {
    clearInterval(stalled);
    await server.dispose();
  });
}

/** A socket sets no cookies; it signs nobody in or out. */
const silent: Transport = { setSession: () => undefined, clearSession: () => undefined };

function transportOf({ socket }: Socket): Transport {
  return { ...silent, close: reason => socket.close(CloseCode.Forbidden, reason) };
}

/** Programs give the token as a connection parameter; browsers bring their cookie. */
function token(params: { token?: unknown } | undefined, { request }: Socket): string | null {
  return typeof params?.token === 'string' ? params.token : tokenOf(request.headers);
}

function origin({ request }: Socket) {
  return { requestId: randomUUID(), address: request.socket.remoteAddress ?? null };
}

function masked({ errors, ...rest }: ExecutionResult, requestId: string, log: Log): FormattedExecutionResult {
  return errors ? { ...rest, errors: errors.map(error => shown(formattedOf(error), error, requestId, log)) } as FormattedExecutionResult : rest;
}

function formattedOf(error: GraphQLError): GraphQLFormattedError {
  return error.toJSON() as GraphQLFormattedError;
}
