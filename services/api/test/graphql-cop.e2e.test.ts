import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildActor } from '@linli/domain/testing/build';
import { startApi, type TestApi } from './harness.ts';
import { startWeakServer } from './weak-server.ts';

let api: TestApi;
let weak: Awaited<ReturnType<typeof startWeakServer>>;
let token: string;

beforeAll(async () => {
  [api, weak] = await Promise.all([startApi(), startWeakServer()]);
  token = (await buildActor(api.domain, api.district.districtId, 'RESIDENT', api.district.root)).token;
});
afterAll(() => Promise.all([api.close(), weak.close()]));

/** What came back, read as JSON where it is. */
interface Seen {
  readonly type: string;
  readonly text: string;
  readonly json: any;
}

async function seen(response: Response): Promise<Seen> {
  const text = await response.text();
  try {
    return { type: response.headers.get('content-type') ?? '', text, json: JSON.parse(text) };
  } catch {
    return { type: response.headers.get('content-type') ?? '', text, json: null };
  }
}

/** A server as somebody sees it who tries its weaknesses. */
class Target {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  post = async (body: unknown) => seen(await fetch(this.#url, { method: 'POST', headers: { 'content-type': 'application/json', ...this.#headers }, body: JSON.stringify(body) }));
  query = (query: string) => this.post({ query });
  get = async (query: string, headers = {}) => seen(await fetch(`${this.#url}?query=${encodeURIComponent(query)}`, { headers: { ...this.#headers, ...headers } }));
  form = async (query: string) => seen(await fetch(this.#url, { method: 'POST', headers: this.#headers, body: new URLSearchParams({ query }) }));
}

const CIRCLE = `{ it: __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`;

/** graphql-cop's twelve probes: true means found. */
const PROBES: Record<string, (target: Target) => Promise<boolean>> = {
  'alias overloading': async target => Object.keys((await target.query(`{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }`)).json.data ?? {}).length > 100,
  'array batching': async target => ((await target.post(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })))).json.length ?? 0) >= 10,
  'directive overloading': async target => ((await target.query(`{ __typename ${'@aa'.repeat(10)} }`)).json.errors ?? []).length >= 10,
  'circular introspection': async target => Boolean((await target.query(CIRCLE)).json.data?.it),
  'introspection for the anonymous': async target => Boolean((await target.query('{ it: __schema { types { name fields { name } } } }')).json.data?.it),
  'query by GET': async target => (await target.get('{ it: __typename }')).json?.data?.it === 'Query',
  'mutation by GET': async target => [await target.get('mutation { it: __typename }'), await target.get('mutation { it: __typename }', { 'apollo-require-preflight': '1' })]
    .some(({ json }) => json?.data?.it === 'Mutation'),
  'query by form': async target => (await target.form('{ it: __typename }')).json?.data?.it === 'Query',
  'field suggestions': async target => (await Promise.all(['{ __schema { directive } }', '{ viewr }'].map(target.query))).some(({ text }) => text.includes('Did you mean')),
  'an IDE at the endpoint': async target => {
    const { type, text } = await target.get('', { accept: 'text/html' });
    return type.includes('html') || /graphiql|playground|sandbox/i.test(text);
  },
  tracing: async target => Boolean((await target.query('{ __typename }')).json.extensions?.tracing),
  'unhandled errors': async target => /exception|stacktrace|node_modules|\.[jt]s:\d/.test((await target.query('qwerty cop { abc }')).text),
};

test.each(Object.keys(PROBES))('%s is not found here, and is found in a server that is weak', async probe => {
  const found = PROBES[probe]!;
  expect(await found(new Target(weak.url))).toBe(true);
  expect(await found(new Target(`${api.url}/graphql`))).toBe(false);
  // Signed in, one may read the schema; nothing else opens.
  if (!probe.includes('anonymous')) expect(await found(new Target(`${api.url}/graphql`, { authorization: `Bearer ${token}` }))).toBe(false);
});

test('there are twelve probes', () => {
  expect(Object.keys(PROBES)).toHaveLength(12);
});
