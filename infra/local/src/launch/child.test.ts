import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@linli/process/fault';
import { Child, type ChildOptions } from './child.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
const SERVES = `process.send({ ready: true, url: 'http://here' });`;
const STAYS = `setInterval(() => undefined, 1000);`;
const CLOSES = `process.on('disconnect', () => { console.log('closed'); process.exit(0); });`;

function start(script: string, limits: ChildOptions['limits'] = {}): { child: Child; log: string; troubles: string[] } {
  const name = join(folder, String((made += 1)));
  writeFileSync(`${name}.mjs`, script);
  const troubles: string[] = [];
  const child = new Child({
    name: 'worker', file: `${name}.mjs`, env: process.env, log: `${name}.log`, onTrouble: sentence => troubles.push(sentence),
    limits: { quickDeaths: 3, pauseMs: 10, ...limits },
  });
  return { child, log: `${name}.log`, troubles };
}

test('a child serves until it is asked to end, and then closes by itself', async () => {
  const { child, log, troubles } = start(SERVES + STAYS + CLOSES);
  expect(await child.ready).toEqual({ ready: true, url: 'http://here' });
  await child.stop();
  await child.stop();
  expect(readFileSync(log, 'utf8')).toBe('closed\n');
  expect(troubles).toEqual([]);
});

test('one that does not end when asked is ended', async () => {
  const { child, troubles } = start(SERVES + STAYS, { endsWithinMs: 100 });
  await child.ready;
  await child.stop();
  expect(troubles).toEqual([]);
});

test('one that dies is started again, and given up after too many quick deaths', async () => {
  const { child, troubles } = start(`${SERVES}setTimeout(() => { throw new Error('no bread.'); }, 20);`);
  await child.ready;
  const fault = await child.givenUp.catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(Fault);
  expect((fault as Fault).message).toMatch(/^The worker died 3 times in a row \(Error: no bread\): see \S+\.log\.$/);
  expect(troubles).toEqual([expect.stringContaining('again in 0.01 s'), expect.stringContaining('again in 0.02 s')]);
  await child.stop();
});

test('one that never serves is told of in its own words, at once', async () => {
  const logged = JSON.stringify({ level: 'error', msg: 'cannot begin', err: { message: 'no table' } });
  const { child, troubles } = start(`console.log('{"level":"info","msg":"starting"}'); console.log(${JSON.stringify(logged)}); process.exit(3);`);
  await expect(child.ready).rejects.toThrow(/^The worker did not start \(cannot begin: no table\): see /);
  expect(troubles).toEqual([]);
});

test('nor is one that dawdles waited for', async () => {
  await expect(start(STAYS, { readyWithinMs: 300 }).child.ready).rejects.toThrow(/^The worker did not start \(SIGKILL\)/);
});
