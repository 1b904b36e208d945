/** Puts into dist/service-worker.js what the page needs to open without a network. Runs in the build. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const dashboard = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = ['index.html', 'src/offline/away-page.tsx'];
const PLACE = "/* what was built */ { build: '', files: [] }";

const manifest = JSON.parse(await readFile(`${dashboard}dist/.vite/manifest.json`, 'utf8'));
const files = new Set(['/index.html', '/icon.svg']);
const take = key => {
  const { file, css = [], imports = [] } = manifest[key];
  if (files.has(`/${file}`)) return;
  for (const each of [file, ...css]) files.add(`/${each}`);
  for (const each of imports) take(each);
};
for (const entry of ENTRIES) take(entry);

// Of everything that was built: a changed page is another build, even where none of the kept files changed.
const build = createHash('sha256').update(JSON.stringify(manifest)).update(await readFile(`${dashboard}dist/index.html`)).digest('hex').slice(0, 16);
const written = `${dashboard}dist/service-worker.js`;
const text = await readFile(written, 'utf8');
if (!text.includes(PLACE)) throw new Error('The service worker has no place for what was built.');
await writeFile(written, text.replace(PLACE, JSON.stringify({ build, files: [...files] })));
