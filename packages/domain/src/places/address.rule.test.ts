import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedNow } from '../testing/refused.ts';
import { addressParts, fullText, maskAddress, searchPattern, sortKey, writings } from './address.rule.ts';
import { roomsOf } from './building.rule.ts';

const text = (compound: string, building?: string, unit?: string, room?: string, shopName?: string) =>
  fullText(addressParts({ compound, building, unit, room, shopName }));

test('however a building is written, it is one', () => {
  for (const written of ['3', '３', '3号楼', ' 3 号楼 ', '3栋', '3幢', '3座', '3#', '3楼']) expect(addressParts({ compound: '幸福小区', building: written }).building).toBe('3');
  expect(addressParts({ compound: '幸福小区', building: 'a座', unit: '2单元', room: '501室' })).toMatchObject({ building: 'A', unit: '2', room: '501' });
});

test('an address reads as people write it', () => {
  expect(text('幸福小区', '3', '2', '501')).toBe('幸福小区3号楼2单元501室');
  expect(text('幸福 小区', '12-1栋', undefined, '501房')).toBe('幸福小区12-1号楼501室');
  expect(text('东庄村', '12号')).toBe('东庄村12号');
  expect(text('济水大街', '88号', '', '', '老王 面馆')).toBe('济水大街88号老王面馆');
  expect(text('幸福小区', '地下车库')).toBe('幸福小区地下车库');
});

test.each<[string, Parameters<typeof addressParts>[0], string]>([
  ['no compound', { compound: ' ' }, 'INVALID at compound'],
  ['a compound of 101 characters', { compound: '幸'.repeat(101) }, 'INVALID at compound'],
  ['a building of 51', { compound: '幸福小区', building: '3'.repeat(51) }, 'INVALID at building'],
  ['a room that cannot be stored', { compound: '幸福小区', room: '5\0' }, 'INVALID at room'],
])('refused as an address: %s', (_, written, why) => {
  expect(refusedNow(() => addressParts(written))).toBe(why);
});

test('what is kept is kept again as it is', () => fc.assert(fc.property(fc.record({
  compound: fc.string({ minLength: 1, maxLength: 20 }), building: fc.string({ maxLength: 8 }), unit: fc.string({ maxLength: 8 }), room: fc.string({ maxLength: 8 }),
}), written => {
  fc.pre([written.compound, written.building, written.unit, written.room].every(part => part === '' || part.trim() !== ''));
  const parts = addressParts(written);
  expect(addressParts(parts)).toEqual(parts);
})));

test('numbers are sorted by their size', () => {
  const keys = ['10', '9', '2', '100'].map(building => sortKey(addressParts({ compound: '幸福小区', building })));
  expect(keys.toSorted().map(key => Number(key.split('\t')[1]))).toEqual([2, 9, 10, 100]);
});

test.each([
  ['幸福小区3号楼2单元501', '幸福小区3号楼2单元501室', true], ['幸福小区3栋501', '幸福小区3号楼2单元501室', true], ['幸福小区 3号楼 501', '幸福小区3号楼2单元501室', true],
  ['3号楼', '幸福小区3号楼2单元501室', true], ['幸福小区４号楼', '幸福小区3号楼2单元501室', false], ['老王', '济水大街88号老王面馆', true], ['100%', '幸福小区3号楼', false],
])('a search for %s, of %s: %s', (search, address, fits) => {
  const pattern = searchPattern(search) ?? '';
  const like = new RegExp(`^${pattern.replaceAll(/\\(.)/g, (_, one: string) => `[${one}]`).replaceAll(/(?<!\[)%/g, '.*')}$`, 'u');
  expect(like.test(address)).toBe(fits);
});

test.each([
  ['幸福小区3号楼2单元501室'], ['幸福小区 3栋2单元501'], ['幸福小区３号楼２单元５０１室'], ['幸福小区3幢2单元501房'], ['幸福小区3-2-501'],
])('%s is one address', written => {
  expect(writings(written)).toContain('幸福小区3号楼2单元501室');
});

test('an address is looked for as it is written, too', () => {
  expect(writings('88楼公寓3-501')).toEqual(['88楼公寓3-501', '88号楼公寓3号楼501室']);
  expect(writings('东庄村12号')).toEqual(['东庄村12号']);
  expect(writings('幸福小区12-1栋a座')).toContain('幸福小区12-1号楼A号楼');
});

test.each([['幸福小区3号楼2单元501室', '幸福小区3号楼***'], ['东庄村12号', '东庄村***'], ['济水大街88号老王面馆', '济水大街***'], ['12号院', '***']])('%s is shown as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
});

test('a search for nothing is none', () => {
  for (const nothing of ['', '  ', '，, -']) expect(searchPattern(nothing)).toBeNull();
});

test('the rooms of a building are units × floors × rooms, each numbered by its floor', () => {
  const rooms = roomsOf({ compound: '幸福小区', building: '3栋', units: 2, floors: 11, rooms: 3 });
  expect(rooms).toHaveLength(66);
  expect(new Set(rooms.map(fullText)).size).toBe(66);
  expect([rooms[0], rooms.at(-1)].map(parts => parts && fullText(parts))).toEqual(['幸福小区3号楼1单元101室', '幸福小区3号楼2单元1103室']);
  expect(roomsOf({ compound: '幸福小区', building: '3', units: 0, floors: 1, rooms: 1 })).toEqual([{ compound: '幸福小区', building: '3', unit: null, room: '101', shopName: null }]);
});

test.each([
  [{ units: -1 }, 'units'], [{ units: 31 }, 'units'], [{ floors: 0 }, 'floors'], [{ floors: 121 }, 'floors'], [{ rooms: 0 }, 'rooms'], [{ rooms: 100 }, 'rooms'], [{ rooms: 1.5 }, 'rooms'],
  [{ units: 30, floors: 100, rooms: 2 }, 'rooms'], [{ building: ' ' }, 'building'],
])('refused as a building: %j', (values, field) => {
  expect(refusedNow(() => roomsOf({ compound: '幸福小区', building: '3', units: 1, floors: 6, rooms: 2, ...values }))).toBe(`INVALID at ${field}`);
});
