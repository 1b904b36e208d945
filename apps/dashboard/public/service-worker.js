/**
 * Keeps the files of the page, so that it opens without a network, and nothing that anybody asked the API for. The build
 * puts in what it made; a new build is a new worker with a store of its own, which takes over as soon as it has everything.
 */
const { build, files } = /* what was built */ { build: '', files: [] };
const STORE = `linli-${build}`;

self.addEventListener('install', event => event.waitUntil(keepAll()));
self.addEventListener('activate', event => event.waitUntil(takeOver()));
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(freshest(request, '/index.html'));
  else if (pathname === '/icon.svg') event.respondWith(freshest(request, pathname));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

async function keepAll() {
  const store = await caches.open(STORE);
  await store.addAll(files.map(file => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' })));
  await self.skipWaiting();
}

/** Files of the build before stay for pages that are still open with it. */
async function takeOver() {
  const others = (await caches.keys()).filter(name => name !== STORE);
  await Promise.all(others.slice(0, -1).map(name => caches.delete(name)));
  await self.clients.claim();
}

/** What the server has now; what is kept only where the server cannot be reached. */
async function freshest(request, file) {
  const kept = async () => (await caches.open(STORE)).match(file);
  try {
    const answer = await fetch(request);
    return answer.status < 500 ? answer : ((await kept()) ?? answer);
  } catch (unreachable) {
    const found = await kept();
    if (!found) throw unreachable;
    return found;
  }
}

/** Has a digest in its name: what is kept under it is what the server has. */
async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(STORE)).put(request, answer.clone());
  return answer;
}
