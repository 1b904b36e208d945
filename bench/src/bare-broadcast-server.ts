import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** The limit to compare with: a bare `ws` server that sends what it is told to everybody who is connected. No GraphQL, no rights. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () => process.send?.({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.on('message', (text: string) => {
  for (const client of server.clients) client.send(text);
});
process.on('disconnect', () => process.exit(0));
