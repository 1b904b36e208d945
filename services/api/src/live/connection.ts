import type { Log } from '@linli/process/log';
import type { Server } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';

/** Bytes that may wait for a reader before it is not listened to any more, until it has taken them. */
const MAX_WAITING = 1_048_576;
/** Looks between two pings; a client that has not answered the last one is gone. */
const PING_EVERY = 12;

/** What graphql-ws is told of a connection. */
export interface Peer {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** One WebSocket between a client and graphql-ws: kept while the client answers pings and takes what it is sent. */
export class Connection {
  readonly #socket: WebSocket;
  #looks = 0;
  #answered = true;
  #waiting = 0;

  constructor(server: Server<Peer>, socket: WebSocket, request: IncomingMessage, log: Log) {
    this.#socket = socket;
    const closed = server.opened({
      protocol: socket.protocol,
      send: data => this.#send(data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: heed => socket.on('message', (data: Buffer) => {
        heed(data.toString('utf8')).catch((error: unknown) => {
          log.error({ err: error }, 'a message over WebSocket failed');
          socket.close(1013, 'Try again later'); // unlike 4500, which tells clients to give up
        });
      }),
    }, { socket, request });
    socket.on('pong', () => (this.#answered = true));
    socket.on('error', () => undefined); // a frame against the protocol, or too large: ws closes with the fitting code
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'a WebSocket was not left in order'));
    });
  }

  /** Called once a second: ends a connection that has stalled or is gone. */
  look(): void {
    const { bufferedAmount } = this.#socket;
    const stalled = bufferedAmount > MAX_WAITING && bufferedAmount >= this.#waiting;
    this.#waiting = bufferedAmount;
    this.#looks += 1;
    const pinging = this.#looks % PING_EVERY === 0;
    if (stalled || (pinging && !this.#answered)) return this.#socket.terminate();
    if (!pinging) return;
    this.#answered = false;
    this.#socket.ping();
  }

  #send(data: string): Promise<void> {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve, reject) => {
      socket.send(data, error => {
        if (socket.isPaused && socket.bufferedAmount <= MAX_WAITING) socket.resume();
        if (error) reject(error);
        else resolve();
      });
      if (socket.bufferedAmount > MAX_WAITING) socket.pause();
    });
  }
}
