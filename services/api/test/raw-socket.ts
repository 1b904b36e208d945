import WebSocket from 'ws';
import { until, type Answer, type TestApi } from './harness.ts';

/** How a connection ended: `4401 Unauthorized`; `HTTP 403` when it was not opened at all. */
export type Ending = string;

/** A WebSocket that says exactly what it is told to, as no client library would. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly messages: Record<string, any>[];
  send(message: object | string): void;
  /** The first message of a type, or for an id and a type. */
  next(type: string, id?: string): Promise<Record<string, any>>;
  ended(): Promise<Ending>;
  close(): void;
}

export interface RawOptions {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly protocol?: string;
}

export function rawSocket(api: TestApi, { path = '/graphql', headers = {}, protocol = 'graphql-transport-ws' }: RawOptions = {}): RawSocket {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}${path}`, protocol, { headers });
  const messages: Record<string, any>[] = [];
  const open = new Promise<void>(resolve => socket.once('open', resolve));
  let ending: Ending | undefined;
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString('utf8')) as Record<string, any>));
  socket.on('unexpected-response', (_, response) => { ending = `HTTP ${response.statusCode}`; });
  socket.on('error', () => undefined); // the ending says what is to be said
  socket.on('close', (code, reason) => { ending ??= `${code} ${String(reason)}`.trim(); });
  return {
    socket, messages,
    send: message => void open.then(() => socket.send(typeof message === 'string' ? message : JSON.stringify(message))),
    next: (type, id) => until(() => messages.find(message => message['type'] === type && (id === undefined || message['id'] === id)),
      `${type} ${id ?? ''} among ${JSON.stringify(messages).slice(0, 500)} ${ending ?? ''}`),
    ended: () => until(() => ending, 'the end of a connection'),
    close: () => socket.terminate(),
  };
}

/** The same, past the greeting. */
export async function greetedSocket(api: TestApi, token: string, options: RawOptions = {}): Promise<RawSocket> {
  const raw = rawSocket(api, options);
  raw.send({ type: 'connection_init', payload: { token } });
  await raw.next('connection_ack');
  return raw;
}

let ids = 0;

/** One operation over an own WebSocket: the result or the errors that come first. */
export async function askOverSocket(api: TestApi, token: string, query: string, variables = {}, operationName?: string): Promise<Omit<Answer, 'status'>> {
  const raw = await greetedSocket(api, token);
  const id = `ask-${(ids += 1)}`;
  raw.send({ id, type: 'subscribe', payload: { query, variables, operationName } });
  const answer = await until(() => raw.messages.find(message => message['id'] === id), 'an answer over WebSocket');
  raw.close();
  const { payload } = answer;
  return answer['type'] === 'error' ? { data: null, errors: payload } : { data: payload.data ?? null, errors: payload.errors ?? [] };
}
