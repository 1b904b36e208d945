import { buildSchema, execute, parse, specifiedRules, validate, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A GraphQL server that makes every mistake it can: what is said of ours must be findable here. */
export async function startWeakServer(): Promise<{ url: string; close(): Promise<void> }> {
  const schema = buildSchema('type Query { viewer: String } type Mutation { leave: String }');
  const answer = async (query: string) => {
    const result = await run(schema, query);
    return {
      ...result,
      ...(result.errors && { errors: result.errors.map(error => ({ ...error.toJSON(), extensions: { exception: { stacktrace: error.stack?.split('\n') } } })) }),
      extensions: { tracing: { version: 1, duration: 1 } },
    };
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://weak');
    if (request.headers.accept?.includes('text/html')) return void response.setHeader('content-type', 'text/html').end('<title>GraphiQL</title>');
    const body = (await request.toArray()).join('');
    const form = request.headers['content-type']?.includes('urlencoded');
    const given: { query: string } | { query: string }[] = url.searchParams.has('query') ? { query: url.searchParams.get('query') ?? '' }
      : form ? { query: new URLSearchParams(body).get('query') ?? '' } : JSON.parse(body);
    const answered = Array.isArray(given) ? await Promise.all(given.map(({ query }) => answer(query))) : await answer(given.query);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answered));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise(resolve => void server.close(() => resolve())),
  };
}

async function run(schema: GraphQLSchema, query: string): Promise<ExecutionResult> {
  try {
    const document = parse(query);
    const errors = validate(schema, document, specifiedRules.filter(({ name }) => name !== 'MaxIntrospectionDepthRule'));
    return errors.length > 0 ? { errors } : await execute({ schema, document });
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}
