import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';

const WRITTEN = await readFile(fileURLToPath(new URL('../public/service-worker.js', import.meta.url)), 'utf8');
const ORIGIN = 'https://linli.test';

/** What a browser has kept, by store. */
type Kept = Map<string, Map<string, Response>>;
interface Asked {
  readonly method: string;
  readonly url: string;
  readonly mode: string;
}

/** A worker of a build in a browser that may have kept something; `server` answers or fails. */
async function worker(build: string, files: readonly string[], kept: Kept, server: { answer: (path: string) => Response | undefined }) {
  const heard: Record<string, (event: object) => void> = {};
  const pathOf = (asked: string | { readonly url: string }) => new URL(typeof asked === 'string' ? asked : asked.url, ORIGIN).pathname;
  const answered = async (asked: string | { readonly url: string }) => {
    const answer = server.answer(pathOf(asked));
    if (!answer) throw new TypeError('Failed to fetch');
    return answer;
  };
  const storeNamed = (name: string) => {
    const rows = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, rows);
    return {
      addAll: async (all: readonly { readonly url: string }[]) => {
        for (const each of all) rows.set(pathOf(each), await answered(each));
      },
      put: async (asked: { readonly url: string }, answer: Response) => void rows.set(pathOf(asked), answer),
      match: async (asked: string) => rows.get(pathOf(asked))?.clone(),
    };
  };
  const caches = {
    open: async (name: string) => storeNamed(name), keys: async () => [...kept.keys()], delete: async (name: string) => kept.delete(name),
    match: async (asked: { readonly url: string }) => [...kept.values()].map(rows => rows.get(pathOf(asked))).find(Boolean)?.clone(),
  };
  const self = {
    addEventListener: (kind: string, tell: (event: object) => void) => void (heard[kind] = tell), location: { origin: ORIGIN }, skipWaiting: async () => undefined,
    clients: { claim: async () => undefined },
  };
  class Request {
    readonly url: string;
    constructor(path: string) {
      this.url = ORIGIN + path;
    }
  }
  const text = WRITTEN.replace("/* what was built */ { build: '', files: [] }", JSON.stringify({ build, files }));
  runInContext(text, createContext({ self, caches, fetch: answered, Request, URL }));
  const wait = async (kind: string) => {
    let done: unknown;
    heard[kind]?.({ waitUntil: (until: unknown) => void (done = until) });
    await done;
  };
  await wait('install');
  await wait('activate');
  /** What a page is given, as text; null where the worker leaves it to the browser. */
  return async (path: string, { method = 'GET', mode = 'cors' }: Partial<Asked> = {}): Promise<string | null> => {
    let given: Promise<Response> | null = null;
    heard['fetch']?.({ request: { method, mode, url: new URL(path, ORIGIN).href }, respondWith: (answer: Promise<Response>) => void (given = answer) });
    return given === null ? null : (await (given as Promise<Response>)).text();
  };
}

const FILES = ['/index.html', '/assets/first.js'];
const serving = (build: string) => ({ answer: (path: string): Response | undefined => new Response(`${build} ${path}`) });

test('questions to the API, files of records and other hosts are none of the worker\'s, and nothing of them is kept', async () => {
  const kept: Kept = new Map();
  const ask = await worker('one', FILES, kept, serving('one'));
  expect(await ask('/graphql', { method: 'POST' })).toBeNull();
  for (const path of ['/graphql?query={viewer{id}}', '/files/1', 'https://store.test/assets/photo.jpg', '/robots.txt']) expect([path, await ask(path)]).toEqual([path, null]);
  await ask('/files/1', { mode: 'navigate' });
  expect([...(kept.get('linli-one')?.keys() ?? [])]).toEqual(FILES);
});

test('the page is the server\'s own as long as that answers, and the kept one when it does not', async () => {
  const server = serving('one');
  const ask = await worker('one', FILES, new Map(), server);
  const page = () => ask('/compare?indicator=x', { mode: 'navigate' });
  expect(await page()).toBe('one /compare');
  server.answer = () => new Response('upgraded');
  expect(await page()).toBe('upgraded');
  server.answer = () => new Response('bad gateway', { status: 502 });
  expect(await page()).toBe('one /index.html');
  server.answer = () => undefined;
  expect(await page()).toBe('one /index.html');
  expect(await ask('/assets/first.js')).toBe('one /assets/first.js');
  await expect(ask('/assets/never-seen.js')).rejects.toThrow('Failed to fetch');
});

test('a new build takes over with its own page; files of the build before stay for pages that are open, older ones go', async () => {
  const [kept, server] = [new Map() as Kept, serving('one')];
  await worker('one', FILES, kept, server);
  server.answer = serving('two').answer;
  await worker('two', ['/index.html', '/assets/second.js'], kept, server);
  server.answer = serving('three').answer;
  const ask = await worker('three', ['/index.html', '/assets/third.js'], kept, server);
  expect([...kept.keys()]).toEqual(['linli-two', 'linli-three']);
  server.answer = () => undefined;
  expect(await ask('/', { mode: 'navigate' })).toBe('three /index.html');
  expect(await ask('/assets/second.js')).toBe('two /assets/second.js');
});
