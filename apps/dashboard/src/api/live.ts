import { createClient, type SubscribePayload } from 'graphql-ws';
import { faultIn, type Fault } from './faults.ts';
import { heard, notHeard } from './reach.ts';
import { sessionMayBeOver } from './session-over.ts';
import { Store } from './store.ts';

export type ConnectionState = 'CONNECTING' | 'CONNECTED' | 'RECONNECTING';

/** How the one connection for all live values stands. */
export const connection = new Store<ConnectionState>('CONNECTING');

/** Before the first new connection; twice as long after every failure, in milliseconds. */
const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 10_000;
/** Before asking again for what a living connection refused. */
const REFUSED_WAIT = 3_000;
/** A silent connection is asked for a sign of life this often, and given up when none comes, in milliseconds. */
const PING = 10_000;
const PONG_WITHIN = 5_000;
/** Close codes of the API: the session is over, or the rights have changed. */
const SESSION_CODES = [4401, 4403];

let failures = 0;
let pongLate: ReturnType<typeof setTimeout> | undefined;

const client = createClient({
  url: () => `${location.origin.replace('http', 'ws')}/graphql`,
  lazyCloseTimeout: 3_000, // going from one indicator to the next keeps the connection
  keepAlive: PING,
  retryAttempts: 0, // `follow` begins anew by itself, with the last revision seen
  on: {
    connected: () => {
      failures = 0;
      heard();
      connection.set('CONNECTED');
    },
    closed: event => {
      clearTimeout(pongLate);
      failures += 1;
      const meant = (event as Partial<CloseEvent>).code === 1000;
      connection.set(meant ? 'CONNECTING' : 'RECONNECTING');
      if (!meant && failures > 1) notHeard(); // once is a restart
    },
    ping: received => {
      if (!received) pongLate = setTimeout(() => client.terminate(), PONG_WITHIN);
    },
    pong: received => {
      if (!received) return;
      clearTimeout(pongLate);
      heard();
    },
  },
});
addEventListener('offline', () => client.terminate());

/** Ends the connection, so that the next one is made as whoever is signed in then. */
export function disconnect(): void {
  client.terminate();
}

interface Follower<R> {
  next(data: R): void;
  /** The API will not have this subscription; there is no use in asking again. */
  fault(fault: Fault): void;
}

/**
 * Follows a subscription over lost connections, restarts of the server and changes of the session, until told to
 * stop.
 * @param variables asked for at every beginning: what was seen last goes in there
 * @returns ends it
 */
export function follow<R>(document: string, variables: () => Record<string, unknown>, follower: Follower<R>): () => void {
  const ended = new AbortController();
  const again = (wait = reconnectWait()) => void pause(wait, ended.signal).then(begin);
  const refused = (fault: Fault) => {
    if (fault.code === 'UNAUTHENTICATED') sessionMayBeOver();
    if (fault.code === 'UNAUTHENTICATED' || fault.code === 'INTERNAL_SERVER_ERROR') again(REFUSED_WAIT);
    else follower.fault(fault);
  };
  let unsubscribe = () => {};
  const begin = () => {
    if (ended.signal.aborted) return;
    const payload: SubscribePayload = { query: document, variables: variables() };
    let over = false; // this beginning; how it ended is said once
    const end = (then: () => void) => {
      if (over || ended.signal.aborted) return;
      over = true;
      then();
    };
    unsubscribe = client.subscribe<R>(payload, {
      next: ({ data, errors }) => {
        if (errors) {
          end(() => refused(faultIn(errors)));
          unsubscribe();
        } else if (data && !over && !ended.signal.aborted) {
          follower.next(data);
        }
      },
      error: reason => end(() => {
        if (Array.isArray(reason)) return refused(faultIn(reason));
        if (SESSION_CODES.includes((reason as Partial<CloseEvent> | null)?.code ?? 0)) sessionMayBeOver();
        again();
      }),
      complete: () => end(() => again(REFUSED_WAIT)),
    });
  };
  begin();
  return () => {
    ended.abort();
    unsubscribe();
  };
}

/** With some chance in it, so that a restarted server does not hear from everybody at once. */
function reconnectWait(): number {
  return Math.min(SHORTEST_WAIT * 2 ** Math.max(0, failures - 1), LONGEST_WAIT) * (0.75 + Math.random() / 2);
}

/** Ends early when the network comes back. */
function pause(wait: number, ended: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = new AbortController();
    const finish = () => {
      clearTimeout(timer);
      done.abort();
      resolve();
    };
    const timer = setTimeout(finish, wait);
    addEventListener('online', finish, { signal: done.signal });
    ended.addEventListener('abort', finish, { signal: done.signal });
  });
}
