import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/**
 * What a street-level unit is by the range of its three digits: STREET (001–099 街道), TOWN (100–199 镇),
 * TOWNSHIP (200–399 乡, 民族乡, 苏木), OTHER (farms, development zones and everything else the statistics count beside them).
 */
export type StreetKind = 'STREET' | 'TOWN' | 'TOWNSHIP' | 'OTHER';

/** A residents' or villagers' committee. `code`: 12 digits; `name`: official, see {@link shortName}. */
export interface OfficialCommunity {
  readonly code: string;
  readonly name: string;
}

/** A 街道, 镇, 乡 or like unit. `code`: 9 digits; `name`: official; communities sorted by code. */
export interface OfficialStreet {
  readonly code: string;
  readonly name: string;
  readonly kind: StreetKind;
  readonly communities: readonly OfficialCommunity[];
}

/**
 * A county-level unit. `code`: 6 digits. `prefecture` is null where no real one stands between the unit and its
 * province: directly administered units (济源市), districts of municipalities, and cities without counties (东莞市).
 */
export interface CountyEntry {
  readonly code: number;
  readonly name: string;
  readonly province: string;
  readonly prefecture: string | null;
}

/** A county-level unit with everything below it; streets sorted by code. */
export interface County extends CountyEntry {
  readonly streets: readonly OfficialStreet[];
}

/** Prefectures that the statistics invent to fill the fourth digit: 1101 市辖区, 5002 县, 4190 省直辖县级行政区划, … */
const PSEUDO_PREFECTURE = /^(?:市辖区|县|.*直辖县级行政区划)$/;

/** Too short, a number, another level's name, or 类似 ("like a committee"): no name without the word that follows. */
const NEEDS_COMMITTEE = /^.$|(?:[\d〇一二三四五六七八九十]|[镇乡]|街道|类似)$/;

const unpack = promisify(brotliDecompress);
let counties: ReadonlyMap<number, CountyEntry> | undefined;
/** Only the last table is kept (at most 2.2 MB), so that reading in code order unpacks each province once. */
let lastProvince: { readonly code: string; readonly table: Promise<Buffer> } | undefined;

/** Every county-level unit of the official table, sorted by code: 2,978 of them, each with at least one street. */
export async function listCounties(): Promise<readonly CountyEntry[]> {
  return [...(await countyIndex()).values()];
}

/** One county with its streets and communities, or undefined when the code is no county's. About 15 ms, then 1 ms. */
export async function readCounty(code: number): Promise<County | undefined> {
  const entry = (await countyIndex()).get(code);
  if (!entry) return undefined;
  const table = await provinceTable(String(code).slice(0, 2));
  return { ...entry, streets: streetsOf(rowsUnder(table, String(code))) };
}

/**
 * The name as people say it: 沁园街道办事处 → 沁园街道, 马寨村委会 → 马寨村, 商业城社区居民委员会 → 商业城社区.
 * `within`, the name of the county, is left out where the official name repeats it (济源市沁园街道). A name that would
 * lose its sense (第一居委会, 横涧镇居委会, 青县农场) keeps the word. Not a key: in 31 places two communities of one
 * street get the same short name (顾村居委会 and 顾村村委会).
 */
export function shortName(official: string, within = ''): string {
  const own = withoutCounty(official, within).replace(/(街道|地区|镇|乡)办事处$/, '$1');
  const [, stem = '', committee] = /^(.+?)((?:村|居|牧)民?)?(?:委员会|委会)$/.exec(own) ?? [];
  if (/.(?:村|社区|嘎查)$/.test(stem)) return stem;
  if (committee?.startsWith('村')) return `${stem}村`;
  if (committee?.startsWith('居')) return NEEDS_COMMITTEE.test(stem) ? `${stem}居委会` : stem;
  return own;
}

function withoutCounty(official: string, county: string): string {
  const rest = official.startsWith(county) ? official.slice(county.length) : '';
  return rest.length < 3 || /^(?:社区|街道|地区|村|居|镇|乡)/.test(rest) ? official : rest;
}

async function countyIndex(): Promise<ReadonlyMap<number, CountyEntry>> {
  return (counties ??= indexCounties(await readTable('counties')));
}

function provinceTable(code: string): Promise<Buffer> {
  if (lastProvince?.code === code) return lastProvince.table;
  const table = readTable(code);
  lastProvince = { code, table };
  table.catch(() => (lastProvince = undefined)); // a failed read is not remembered
  return table;
}

/** The same relative path serves src/places and dist/places. */
async function readTable(name: string): Promise<Buffer> {
  return unpack(await readFile(new URL(`../../data/divisions/${name}.txt.br`, import.meta.url)));
}

type Row = readonly [code: string, name: string];

function parse(text: string): Row[] {
  return text.trimEnd().split('\n').map(line => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), line.slice(space + 1)];
  });
}

function indexCounties(table: Buffer): Map<number, CountyEntry> {
  const rows = parse(table.toString());
  const names = new Map(rows);
  const above = (code: string, digits: number) => names.get(code.slice(0, digits)) ?? '';
  const entries = rows.filter(([code]) => code.length === 6).map(([code, name]): CountyEntry => {
    const prefecture = above(code, 4);
    const real = prefecture !== name && !PSEUDO_PREFECTURE.test(prefecture);
    return { code: Number(code), name, province: above(code, 2), prefecture: real ? prefecture : null };
  });
  return new Map(entries.map(entry => [entry.code, entry]));
}

/** The rows stand together because the table is sorted; its first row is the province, so a line break precedes each. */
function rowsUnder(table: Buffer, county: string): Row[] {
  const first = table.indexOf(`\n${county}`);
  const last = table.lastIndexOf(`\n${county}`);
  return parse(table.toString('utf8', first + 1, table.indexOf('\n', last + 1)));
}

function streetsOf(rows: readonly Row[]): OfficialStreet[] {
  const communities = rows.filter(([code]) => code.length === 12).map(([code, name]) => ({ code, name }));
  const byStreet = Map.groupBy(communities, community => community.code.slice(0, 9));
  return rows.filter(([code]) => code.length === 9).map(([code, name]) => ({
    code,
    name,
    kind: kindOf(Number(code.slice(6))),
    communities: byStreet.get(code) ?? [],
  }));
}

/** 198 stands for communities directly under a county (直辖村级区划), 000 for 金门县. */
function kindOf(sequence: number): StreetKind {
  if (sequence === 0 || sequence === 198 || sequence > 399) return 'OTHER';
  return sequence < 100 ? 'STREET' : sequence < 200 ? 'TOWN' : 'TOWNSHIP';
}
