import { handleProtocols } from 'graphql-ws';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { MAX_BYTES } from '../graphql/limits.ts';
import type { Services } from '../graphql/operation.ts';
import { Connection } from './connection.ts';
import { graphqlOverSockets } from './protocol.ts';
import { sameOrigin } from './same-origin.ts';

const LOOK = 1_000;
/** For clients to answer the goodbye, in milliseconds. */
const FAREWELL = 2_000;

/** GraphQL over WebSocket (graphql-transport-ws) on the same path and port as HTTP, under the same limits and masks. */
export function serveSockets(app: FastifyInstance, services: Services, schema: GraphQLSchema): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BYTES, perMessageDeflate: false, handleProtocols });
  const server = graphqlOverSockets(services, schema);
  const connections = new Set<Connection>();
  const connect = (request: IncomingMessage, socket: Duplex, head: Buffer) => sockets.handleUpgrade(request, socket, head, opened => {
    const connection = new Connection(server, opened, request, services.log);
    connections.add(connection);
    opened.once('close', () => connections.delete(connection));
  });

  app.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== '/graphql') refuse(socket, '404 Not Found');
    else if (!sameOrigin(request.headers)) refuse(socket, '403 Forbidden');
    else connect(request, socket, head);
  });
  const looking = setInterval(() => {
    for (const connection of connections) connection.look();
  }, LOOK);
  app.addHook('preClose', async () => {
    clearInterval(looking);
    for (const client of sockets.clients) client.close(1001, 'Going away');
    const enough = setTimeout(() => sockets.clients.forEach(client => client.terminate()), FAREWELL);
    await new Promise(closed => sockets.close(closed));
    clearTimeout(enough);
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => undefined); // it may be gone already
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
