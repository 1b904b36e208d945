import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedNow } from '../testing/refused.ts';
import { degreesAround, metresBetween, wgs84 } from './position.rule.ts';

/** 天安门 on the three systems, to some ten metres. */
const TIANANMEN = { WGS84: [116.39123, 39.9072], GCJ02: [116.397477, 39.908692], BD09: [116.403851, 39.915025] } as const;

test('one spot on all three systems is one spot', () => {
  for (const [system, [longitude, latitude]] of Object.entries(TIANANMEN)) {
    expect(metresBetween(wgs84({ longitude, latitude, system: system as keyof typeof TIANANMEN }), TIANANMEN.WGS84)).toBeLessThan(60);
  }
});

test('read on the wrong system, it would lie hundreds of metres away', () => {
  const [longitude, latitude] = TIANANMEN.GCJ02;
  expect(metresBetween([longitude, latitude], TIANANMEN.WGS84)).toBeGreaterThan(400);
});

test.each([[181, 0], [0, 91], [NaN, 0], [0, Infinity]])('there is no position %p, %p', (longitude, latitude) => {
  expect(refusedNow(() => wgs84({ longitude, latitude, system: 'GCJ02' }))).toBe('INVALID at position');
});

test('the square around a position holds everything that is near', () => fc.assert(fc.property(
  fc.double({ min: 73, max: 135, noNaN: true }), fc.double({ min: 18, max: 53, noNaN: true }), fc.double({ min: 0, max: 6.3, noNaN: true }), (x, y, angle) => {
    const around = degreesAround(y, 200);
    const near: [number, number] = [x + 0.999 * around.longitude * Math.cos(angle), y + 0.999 * around.latitude * Math.sin(angle)];
    expect(metresBetween([x, y], near)).toBeLessThan(201);
  })));
