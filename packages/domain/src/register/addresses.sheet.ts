import { Address, type AddressUse } from '../places/address.entity.ts';
import { addressParts, fullText, sortKey, type AddressParts } from '../places/address.rule.ts';
import { addressesExternal, addressesOut, addressesWritten, type AddressRow } from '../places/addresses.read.ts';
import { openPlace } from '../places/open-place.ts';
import { wgs84, type CoordinateSystem } from '../places/position.rule.ts';
import { newId } from '../shared/ids.ts';
import type { Rows } from '../shared/read.ts';
import { Refusal } from '../shared/refusal.ts';
import type { Transaction } from '../shared/transaction.ts';
import { CellRefusal } from '../sheets/cell.ts';
import { number, text, word } from '../sheets/cells.rule.ts';
import { NamedPlaces } from '../sheets/named-places.ts';
import { repeated } from '../sheets/repeated.ts';
import { column, defineSheet, type OutgoingRow, type Planned, type RowFault, type SheetRow, type ValuesOf } from '../sheets/sheet.ts';
import { mayBringRegister } from './resident-intake.ts';

const USES = { HOME: ['住宅', '住房'], SHOP: ['商铺', '店铺', '门店'], RENTED: ['出租房', '出租屋'], COLLECTIVE: ['集体宿舍', '宿舍'], OTHER: ['其他'] } as const satisfies Record<AddressUse, unknown>;
const SYSTEMS = { WGS84: ['WGS84', 'GPS'], GCJ02: ['GCJ02', '高德', '腾讯', '火星坐标'], BD09: ['BD09', '百度'] } as const satisfies Record<CoordinateSystem, unknown>;

const COLUMNS = {
  place: column(text(100), { zh: '所属网格', en: 'Grid', required: true, example: '419001001001001', note: { zh: '编码或名称；重名时填编码，或写成“幸福社区第一网格”', en: 'its code or name; where several share a name, the code, or the name after that of the community' } }),
  use: column(word(USES), { zh: '地址类型', en: 'Use', required: true, example: '住宅' }),
  compound: column(text(100), { zh: '小区', en: 'Compound', required: true, example: '幸福小区', note: { zh: '没有小区的填街巷或自然村', en: 'or the street or hamlet' } }),
  building: column(text(50), { zh: '楼栋', en: 'Building', required: false, example: '3', note: { zh: '3、3号楼、3栋是同一栋', en: '3, 3号楼 and 3栋 are one' } }),
  unit: column(text(50), { zh: '单元', en: 'Unit', required: false, example: '2' }),
  room: column(text(50), { zh: '房号', en: 'Room', required: false, example: '501' }),
  shopName: column(text(50), { zh: '店名', en: 'Shop', required: false, example: '老王面馆' }),
  longitude: column(number(-180, 180), { zh: '经度', en: 'Longitude', required: false, example: '112.602' }),
  latitude: column(number(-90, 90), { zh: '纬度', en: 'Latitude', required: false, example: '35.067' }),
  coordinates: column(word(SYSTEMS), { zh: '坐标系', en: 'Coordinate system', required: false, example: 'GCJ02', note: { zh: '填了经纬度就要填：GPS 为 WGS84，高德、腾讯为 GCJ02，百度为 BD09', en: 'goes with a position: which system it was read on' } }),
  externalSystem: column(text(100), { zh: '来源系统', en: 'External system', required: false, example: '' }),
  externalId: column(text(200), { zh: '来源编号', en: 'External id', required: false, example: '', note: { zh: '在来源系统里的编号；再次导入时凭它认地址', en: 'by which the same address is recognised when it comes again' } }),
};
type Values = ValuesOf<typeof COLUMNS>;
type Key = keyof Values;

/** What all rows of a file are looked up in, and by which rows addresses were named so far. */
interface Known {
  readonly places: NamedPlaces;
  readonly rows: Map<string, number>;
}

interface Todo {
  readonly row: Values;
  readonly parts: AddressParts;
  readonly placeId: string;
  readonly position: readonly [longitude: number, latitude: number] | null;
  readonly there: AddressRow | undefined;
}

const UNFIT = new CellRefusal('UNFIT', '内容不合要求。', 'Cannot be kept like this.');
const HALF_POSITION = new CellRefusal('REQUIRED', '经度、纬度、坐标系要一起填。', 'Longitude, latitude and their system go together.');
const HALF_EXTERNAL = new CellRefusal('REQUIRED', '来源系统与来源编号要一起填。', 'System and id go together.');
const OTHER_PLACE = new CellRefusal('OTHER_PLACE', '此地址属于另一个网格；调整归属请在系统里办理。', 'The address belongs to another grid: move it in the system, with who lives there.');
const OUTSIDE = new CellRefusal('OUTSIDE', '此地址登记在导入范围之外。', 'The address is registered at a place outside of what is imported.');
const TAKEN = new CellRefusal('TAKEN', '此地址已登记，来源编号不同。', 'The address is registered already, with another external id.');
const CLOSED = new CellRefusal('CLOSED', '此地址已注销。', 'The address was closed.');

/** Addresses read at once. */
const PAGE = 1_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** 地址: doors, houses and shops. The same number of the same outside system, or else the same parts, are the same address. */
export const addressSheet = defineSheet('addresses', {
  title: { zh: '地址', en: 'Addresses' },
  columns: COLUMNS,
  intake: {
    may: mayBringRegister,
    once: onceOf,
    begin: async (from, { placeId }): Promise<Known> => ({ places: await NamedPlaces.under(from, placeId), rows: new Map() }),
    plan,
    apply,
  },
  outlet: {
    may: mayBringRegister,
    mayUnmasked: mayBringRegister,
    async *rows(from, { placeId }) {
      for (let after = BEFORE_ALL; ;) {
        const rows = await from.rows(addressesOut, placeId, after, PAGE);
        if (rows.length === 0) return;
        yield rows.map(outgoing);
        after = rows.at(-1)?.id ?? after;
      }
    },
  },
});

function outgoing({ code: place, use, compound, building, unit, room, shopName, longitude, latitude, externalSystem, externalId, dataOrigin }: AddressRow & { code: string }): OutgoingRow<typeof COLUMNS> {
  return {
    values: { place, use, compound, building, unit, room, shopName, longitude, latitude, coordinates: longitude === null ? null : 'WGS84', externalSystem, externalId },
    generated: dataOrigin === 'GENERATED',
  };
}

function onceOf({ externalSystem, externalId, ...row }: Partial<Values>): { column: Key; key: string }[] {
  const parts = row.compound === undefined ? undefined : partsOf({ ...row, compound: row.compound });
  return [
    ...(parts && !('why' in parts) ? [{ column: 'compound' as const, key: keyOf(parts) }] : []),
    ...(externalSystem && externalId ? [{ column: 'externalId' as const, key: JSON.stringify([externalSystem, externalId]) }] : []),
  ];
}

async function plan(from: Rows, rows: readonly SheetRow<Values>[], known: Known): Promise<Planned<Todo, Key>[]> {
  const described = rows.map(({ values }) => partsOf(values));
  const written = await from.rows(addressesWritten, described.flatMap(parts => ('why' in parts ? [] : [fullText(parts)])));
  const numbered = rows.map(({ values }) => values).filter(row => row.externalSystem !== null && row.externalId !== null);
  const external = await from.rows(addressesExternal, numbered.map(row => row.externalSystem ?? ''), numbered.map(row => row.externalId ?? ''));
  const byParts = new Map(written.filter(({ closedAt }) => !closedAt).map(address => [keyOf(address), address]));
  const byExternal = new Map(external.map(address => [externalKey(address), address]));
  return rows.map(({ number: line, values: row }, n): Planned<Todo, Key> => {
    const place = known.places.meant(row.place);
    const parts = described[n] ?? { column: 'compound', why: UNFIT };
    const alike = 'why' in parts ? undefined : byParts.get(keyOf(parts));
    const sent = row.externalId === null ? undefined : byExternal.get(externalKey(row));
    const there = sent ?? alike;
    const position = positionOf(row);
    const faults: RowFault<Key>[] = [
      ...(place instanceof CellRefusal ? [{ column: 'place' as const, why: place }] : []),
      ...('why' in parts ? [parts] : []),
      ...(position === 'HALF' ? (['longitude', 'latitude', 'coordinates'] as const).filter(key => row[key] === null).map(key => ({ column: key, why: HALF_POSITION })) : []),
      ...halfExternal(row),
      ...misplaced(row, there, place instanceof CellRefusal ? undefined : place.id, alike, known.places),
      ...(there ? repeated(known.rows, there.id, line, sent ? 'externalId' : 'compound') : []),
    ];
    if (faults.length > 0 || place instanceof CellRefusal || 'why' in parts || position === 'HALF') return { verdict: 'WRONG', faults };
    const todo = { row, parts, placeId: place.id, position, there };
    return { verdict: !there ? 'NEW' : isSame(todo, there) ? 'SAME' : 'CHANGED', todo };
  });
}

function halfExternal({ externalSystem, externalId }: Values): RowFault<Key>[] {
  if ((externalSystem === null) === (externalId === null)) return [];
  return [{ column: externalId === null ? 'externalId' : 'externalSystem', why: HALF_EXTERNAL }];
}

/** What is wrong with where an address that is known already stands. */
function misplaced(row: Values, there: AddressRow | undefined, placeId: string | undefined, alike: AddressRow | undefined, places: NamedPlaces): RowFault<Key>[] {
  if (!there) return [];
  if (!places.ids.has(there.placeId)) return [{ column: 'compound', why: OUTSIDE }];
  if (there.closedAt) return [{ column: 'externalId', why: CLOSED }];
  const others = (alike && alike.id !== there.id) || (row.externalId !== null && there.externalId !== null && externalKey(row) !== externalKey(there));
  return [
    ...(others ? [{ column: 'compound' as const, why: TAKEN }] : []),
    ...(placeId !== undefined && placeId !== there.placeId ? [{ column: 'place' as const, why: OTHER_PLACE }] : []),
  ];
}

function isSame({ row, parts, position }: Todo, there: AddressRow): boolean {
  return keyOf(parts) === keyOf(there) && row.use === there.use && (position === null || (position[0] === there.longitude && position[1] === there.latitude))
    && (row.externalId === null || externalKey(row) === externalKey(there));
}

async function apply(tx: Transaction, rows: readonly Todo[]): Promise<void> {
  const originOf = new Map<string, Address['dataOrigin']>();
  for (const id of new Set(rows.map(({ placeId }) => placeId))) originOf.set(id, (await openPlace(tx, id)).dataOrigin);
  const told = ({ row: { use, externalSystem, externalId }, parts, position }: Todo, there?: AddressRow) => ({
    ...parts, use, fullText: fullText(parts), sortKey: sortKey(parts), longitude: position?.[0] ?? there?.longitude ?? null, latitude: position?.[1] ?? there?.latitude ?? null,
    externalSystem: externalSystem ?? there?.externalSystem ?? null, externalId: externalId ?? there?.externalId ?? null,
  });
  await tx.bulkInsert(Address, rows.filter(({ there }) => !there).map(todo => ({
    id: newId(), placeId: todo.placeId, ...told(todo), closedAt: null, dataOrigin: originOf.get(todo.placeId) ?? 'REAL', createdAt: tx.at,
  })));
  await tx.bulkChange(Address, rows.flatMap(todo => (todo.there ? [{ id: todo.there.id, ...told(todo, todo.there) }] : [])));
}

/** The parts that a row tells, or which of them cannot be. */
function partsOf(row: Pick<Values, 'compound'> & Partial<Pick<Values, keyof AddressParts>>): AddressParts | RowFault<Key> {
  try {
    return addressParts(row);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { column: (error.field[0] ?? 'compound') as keyof AddressParts, why: UNFIT };
  }
}

function positionOf({ longitude, latitude, coordinates }: Values): Todo['position'] | 'HALF' {
  if (longitude === null && latitude === null && coordinates === null) return null;
  if (longitude === null || latitude === null || coordinates === null) return 'HALF';
  return wgs84({ longitude, latitude, system: coordinates });
}

function keyOf({ compound, building, unit, room, shopName }: AddressParts): string {
  return JSON.stringify([compound, building, unit, room, shopName]);
}

function externalKey({ externalSystem, externalId }: { externalSystem: string | null; externalId: string | null }): string {
  return JSON.stringify([externalSystem, externalId]);
}
