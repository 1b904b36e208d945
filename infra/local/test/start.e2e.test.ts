import { afterAll, afterEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-start-'));
const home = join(folder, 'home');
const postmaster = join(home, 'postgres', 'postmaster.pid');
/** Three starts take 6 s on two idle cores, and ten times that on busy ones. */
const PATIENCE_MS = 180_000;
const running: Run[] = [];

afterEach(async () => {
  for (const run of running.splice(0)) {
    run.child.kill('SIGTERM');
    await run.ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(over: Record<string, string> = {}): Run {
  const run = new Run('start.js', ['--no-demo'], { LINLI_HOME: home, PORT: '0', ...over });
  running.push(run);
  return run;
}

/** Waits until it serves; answers where. */
async function ready(run: Run): Promise<string> {
  const [, url = ''] = await run.says(/页面 page +(\S+)\/\n[^]*停止 stop/);
  return url;
}

const answers = (url: string) => fetch(`${url}/graphql`).then(() => true, () => false);

test('it starts, works, survives being killed, and stops; its data stays', async () => {
  const first = start();
  const url = await ready(first);
  expect(first.out).toContain('There is no district yet');
  expect(await answers(url)).toBe(true);

  // Others, while it runs: a second one on the same folder, one on the same port, and a command.
  const [second, neighbour, command] = await Promise.all([
    start().ended,
    start({ LINLI_HOME: join(folder, 'neighbour'), PORT: new URL(url).port }).ended,
    new Run('cli/main.js', ['district:create', '110101'], { LINLI_HOME: home }).ended,
  ]);
  expect(second).toEqual({ code: 1, out: '', err: `Linli is already running on ${home} under process ${first.child.pid}: use that one, stop it, or set another LINLI_HOME and PORT.\n` });
  expect(neighbour).toEqual({ code: 1, out: '', err: expect.stringMatching(/^Port \d+ of 127\.0\.0\.1 is taken by another program: .*\n$/) });
  expect(existsSync(join(folder, 'neighbour'))).toBe(false);
  expect(command).toMatchObject({ code: 0, err: '', out: expect.stringContaining('东城区 110101') });

  first.child.kill('SIGKILL');
  await first.ended;
  while (await answers(url)) await sleep(20); // API and worker notice by themselves

  const again = start();
  expect(await answers(await ready(again))).toBe(true);
  expect(again.out).not.toContain('There is no district yet');
  again.child.kill('SIGINT');
  again.child.kill('SIGINT');
  expect(await again.ended).toEqual({ code: 0, err: '', out: expect.stringContaining('已停止 stopped') });
  expect([postmaster, `${join(home, 'postgres')}.lock`].filter(existsSync)).toEqual([]);
}, PATIENCE_MS);

test('when its database is gone it stops everything and says so', async () => {
  const run = start();
  const url = await ready(run);
  process.kill(Number.parseInt(readFileSync(postmaster, 'utf8'), 10), 'SIGKILL');
  expect(await run.ended).toMatchObject({ code: 1, err: expect.stringMatching(/^PostgreSQL has ended by itself, so everything else was stopped: .*\n$/) });
  expect(await answers(url)).toBe(false);
}, PATIENCE_MS);

test.each([
  [{ PORT: '80a' }, 'PORT must be a whole number from 0 to 65535, got "80a".\n'],
  [{ HOST: '192.0.2.1' }, 'Linli cannot listen on port 0 of 192.0.2.1 (EADDRNOTAVAIL): choose others with PORT and HOST.\n'],
  [{ LINLI_KEY: 'short' }, /^The installation key in LINLI_KEY must be 32 bytes.*\n$/],
])('%j is told in one sentence', async (over, sentence) => {
  const { code, err } = await start(over).ended;
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
});
