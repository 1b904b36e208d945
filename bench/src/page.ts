import { setTimeout as sleep } from 'node:timers/promises';
import { CaseCategory } from '@linli/domain/cases/case-category.entity';
import { UNTOUCHED, receivedAtPlace } from '@linli/domain/cases/beginning';
import { Case } from '@linli/domain/cases/case.entity';
import { Place } from '@linli/domain/places/place.entity';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import { DEMO_SIGN_INS } from '@linli/local/demo/sign-ins';
import { Command } from 'commander';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { percentile, print } from './report.ts';
import { benchDatabase, startService, withDemo, type BenchDatabase } from './stack.ts';

const DISTRICT = 419_001;
const MB = 1_048_576;

const { seconds, rate } = new Command('npm run bench:page --').description('A street admin\'s overview in a real browser while figures change.')
  .option('--seconds <n>', 'how long', Number, 60).option('--rate <n>', 'cases a second, each a unit of its own', Number, 100)
  .parse().opts<{ seconds: number; rate: number }>();

/** What a browser has done in a while: pauses between frames, and its memory before and after, both swept. */
interface Watched {
  readonly messages: number;
  readonly frames: readonly number[];
  readonly before: number;
  readonly after: number;
}

/** Cases of one grid after another, at a steady rate whatever the answers take. @returns how many a second were written */
async function write({ domain }: BenchDatabase): Promise<number> {
  const { grids, category } = await domain.unit.of(system(DISTRICT), 'bench.look', async tx => ({
    grids: await tx.find(Place, { level: 'GRID' }), category: await tx.findOne(CaseCategory, {}),
  }));
  const street = grids.filter(({ code }) => code.startsWith('419001002')); // the one that the page shows
  const start = performance.now();
  const writes: Promise<unknown>[] = [];
  for (let n = 0; n < seconds * rate; n++) {
    const due = start + (n * 1_000) / rate;
    if (due > performance.now() + 1) await sleep(due - performance.now());
    writes.push(domain.unit.of(system(DISTRICT), 'bench.case', tx => tx.bulkInsert(Case, [{
      ...UNTOUCHED, id: newId(), ...receivedAtPlace(street[n % street.length]?.id ?? ''), addressId: null, trackingNumber: newId(), kind: 'COMPLAINT' as const,
      categoryId: category?.id ?? '', urgency: 'ORDINARY' as const, channel: 'APP' as const, title: 'bench', description: 'bench', receivedAt: tx.at, recordedAt: tx.at,
      dueAt: tx.at, originalDueAt: tx.at, dataOrigin: 'GENERATED' as const,
    }])));
  }
  await Promise.all(writes);
  return writes.length / ((performance.now() - start) / 1_000);
}

async function memory(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / MB;
}

/** Watches a page while something happens. */
async function watching(page: Page, session: CDPSession, messages: () => number, happens: () => Promise<unknown>): Promise<Watched> {
  const [before, from] = [await memory(session), messages()];
  await page.evaluate(`{
    const frames = (window.benchFrames = []);
    let last = performance.now();
    const next = now => { frames.push(now - last); last = now; window.benchFrame = requestAnimationFrame(next); };
    window.benchFrame = requestAnimationFrame(next);
  }`);
  await happens();
  await sleep(1_000);
  const frames = await page.evaluate<number[]>('cancelAnimationFrame(window.benchFrame), window.benchFrames.slice(1)');
  return { messages: messages() - from, frames, before, after: await memory(session) };
}

/**
 * The overview of a street in a headless Chromium, signed in as in the demo, with API, worker and PostgreSQL as processes
 * of their own: first while nothing changes, then while cases come in.
 */
const database = await benchDatabase();
await withDemo(database, {});
const [api, worker] = [await startService(database, 'api'), await startService(database, 'worker')];
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  let received = 0;
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => { if (String(payload).includes('"next"')) received += 1; }));
  await page.goto(api.url);
  const { login, password } = DEMO_SIGN_INS.find(({ role, districtId }) => role === 'STREET_ADMIN' && districtId === DISTRICT) ?? { login: '', password: '' };
  await page.getByLabel('区县代码').fill(String(DISTRICT));
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('.freshness[data-state=CONNECTED]').first().waitFor({ timeout: 60_000 });
  const session = await context.newCDPSession(page);
  const rows = [];
  let reached = 0;
  for (const [load, happens] of [['nothing changes', () => sleep(10_000)], [`${rate} cases/s for ${seconds} s`, async () => { reached = await write(database); }]] as const) {
    const { messages, frames, before, after } = await watching(page, session, () => received, happens);
    const took = frames.reduce((sum, frame) => sum + frame, 0) / 1_000;
    rows.push({
      load, 'messages/s': messages / took, 'frames/s': frames.length / took, 'frame p50 ms': percentile(frames, 0.5), 'frame p99 ms': percentile(frames, 0.99),
      'longest ms': percentile(frames, 1), 'over 100 ms': frames.filter(frame => frame > 100).length, 'heap before MB': before, 'heap after MB': after,
    });
  }
  print(`the overview of a street in a browser; ${Math.round(reached)} cases/s were written`, rows);
} finally {
  await browser.close();
  await Promise.all([api.stop(), worker.stop()]);
  await database.close();
}
