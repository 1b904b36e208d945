import { GraphQLError, createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { CloseCode, makeServer, type Server } from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import { checkedDocument } from '../graphql/document.ts';
import { rateLimited, shown, unauthenticated } from '../graphql/errors.ts';
import { MAX_OPERATIONS } from '../graphql/limits.ts';
import { closing, type Context, type Operation, type Services } from '../graphql/operation.ts';
import { operationFor, tokenOf } from '../http/session.ts';
import type { Peer } from './connection.ts';
import type { Message } from './messages.ts';
import { Remembered } from './remembered.ts';
import { isSameForAll } from './same-for-all.ts';

/** graphql-ws waits this long for the client's first message. */
const INIT_WAIT = 3_000;

interface Params extends Record<string, unknown> {
  token?: unknown;
}

/** What graphql-ws does with messages: only for those signed in, and for each operation their rights are looked up afresh. */
export function graphqlOverSockets(services: Services, schema: GraphQLSchema): Server<Peer> {
  const mask = (error: GraphQLError, requestId: string) => shown(error.toJSON(), error, requestId, services.log);
  return makeServer<Params, Peer>({
    connectionInitWaitTimeout: INIT_WAIT,
    onConnect: async ({ connectionParams, extra }) => {
      const operation = await operationOf(services, connectionParams, extra);
      await operation.close();
      if (!operation.signedIn) extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
      return operation.signedIn;
    },
    onSubscribe: async ({ connectionParams, extra, subscriptions }, _id, { query, variables, operationName }) => {
      if (Object.keys(subscriptions).length > MAX_OPERATIONS) return [rateLimited(`At most ${MAX_OPERATIONS} operations at once on one connection.`)];
      const document = checkedDocument(schema, query, operationName);
      if (Array.isArray(document)) return document;
      try {
        const operation = await operationOf(services, connectionParams, extra);
        if (operation.signedIn) return { schema, document, operationName, variableValues: variables, contextValue: { operation } satisfies Context };
        extra.socket.close(CloseCode.Unauthorized, 'Unauthorized');
        return [unauthenticated()];
      } catch (error) {
        return [new GraphQLError('', { originalError: error as Error })];
      }
    },
    execute: args => closing(operationIn(args), () => execute(args)),
    subscribe: async args => {
      const source = await closing(operationIn(args), () => createSourceEventStream(args));
      return Symbol.asyncIterator in source ? executions(args, source as AsyncGenerator<Message<object>>) : source;
    },
    onNext: (_context, _id, _payload, args, { errors, ...rest }) => {
      const requestId = operationIn(args).origin.requestId ?? '';
      return { ...rest, ...(errors && { errors: errors.map(error => mask(error, requestId)) }) } as FormattedExecutionResult;
    },
    onError: (_context, _id, _payload, errors) => errors.map(error => mask(error, randomUUID())),
  });
}

/** Programs give the token as a connection parameter; browsers bring their cookie. A socket sets none, and signs nobody in or out. */
function operationOf(services: Services, params: Params | undefined, { socket, request }: Peer): Promise<Operation> {
  const token = typeof params?.token === 'string' ? params.token : tokenOf(request.headers);
  const origin = { requestId: randomUUID(), address: request.socket.remoteAddress ?? null };
  return operationFor(services, token, origin, {
    setSession: () => undefined,
    clearSession: () => undefined,
    close: reason => socket.close(CloseCode.Forbidden, reason),
  });
}

function operationIn({ contextValue }: ExecutionArgs): Operation {
  return (contextValue as Context).operation;
}

/** What messages say to whoever asks by the same document, where that is the same for all. */
const ANSWERS = new Remembered<object, Promise<ExecutionResult>>();

/**
 * The answers to a subscription: its document, executed for each message in the operation that made the message, or once for all
 * who are given the same message and ask the same, if nothing in it looks at who asks.
 */
function executions(args: ExecutionArgs, source: AsyncGenerator<Message<object>>): AsyncGenerator<ExecutionResult, void, void> {
  const done = { done: true, value: undefined } as const;
  const { schema, document, operationName } = args;
  const question = document.loc && isSameForAll(schema, document) ? `${operationName ?? ''} ${document.loc.source.body}` : null;
  const answer = async ({ operation, root }: Message<object>) => execute({ ...args, rootValue: root, contextValue: { operation } satisfies Context });
  const answerOnce = (message: Message<object>) => (question === null ? answer(message) : ANSWERS.of(message.root, question, () => answer(message)));
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const next = await source.next();
      return next.done ? done : { done: false, value: await closing(next.value.operation, () => answerOnce(next.value)) };
    },
    async return() {
      await source.return(undefined);
      return done;
    },
    throw: error => source.throw(error) as Promise<never>,
    [Symbol.asyncDispose]: async () => void (await source.return(undefined)),
  };
}
