/** What a browser has to load before the overview is there: the scripts of the page and of that route, gzipped. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const ENTRIES = ['index.html', 'src/overview/overview-page.tsx'];
export const MOST_KIB = 350;

type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] } | undefined>>;

/** In KiB. */
export async function firstLoad(): Promise<number> {
  const manifest = JSON.parse(await readFile(`${DIST}.vite/manifest.json`, 'utf8')) as Manifest;
  const files = new Set<string>();
  const take = (key: string): void => {
    const { file, imports = [] } = manifest[key] ?? {};
    if (file === undefined) throw new Error(`${key} is not in the build.`);
    if (files.has(file)) return;
    files.add(file);
    for (const each of imports) take(each);
  };
  for (const entry of ENTRIES) take(entry);
  const sizes = await Promise.all([...files].map(async file => gzipSync(await readFile(DIST + file)).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`First load of the overview: ${Math.round(await firstLoad())} KiB of JavaScript, gzipped; at most ${MOST_KIB}.`);
}
