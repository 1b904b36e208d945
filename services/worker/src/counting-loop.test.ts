import { expect, test } from '@jest/globals';
import type { Domain } from '@linli/domain/domain';
import { pino } from 'pino';
import { CountingLoop } from './counting-loop.ts';

const [LONG, SHORT, LAST] = [1, 2, 3];

test('while one district is counted anew, the others are looked at in every pass, without being woken', async () => {
  const filled = Promise.withResolvers<'FRESH'>();
  const drained: number[] = [];
  const engine = {
    fillWhereStale: (districtId: number) => (districtId === LONG ? filled.promise : Promise.resolve('FRESH')),
    drain: (districtId: number) => Promise.resolve(void drained.push(districtId)),
  };
  const loop = new CountingLoop({ engine, districtIds: () => Promise.resolve([SHORT, LONG, LAST]) } as unknown as Domain, pino({ level: 'silent' }));
  loop.start();
  await until(() => drained.filter(id => id === SHORT).length >= 3);
  expect(new Set(drained)).toEqual(new Set([SHORT])); // one is begun at a time: the last waits
  filled.resolve('FRESH');
  await until(() => drained.includes(LONG) && drained.includes(LAST));
  await loop.stop();
});

async function until(found: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!found()) {
    if (Date.now() > deadline) throw new Error('Waited in vain.');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
