import { expect, test } from '@jest/globals';
import { firstLoad, MOST_KIB } from './first-load.ts';

test('the overview is there after at most 350 KiB of JavaScript, gzipped', async () => {
  expect(await firstLoad()).toBeLessThan(MOST_KIB);
});
