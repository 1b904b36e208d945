import { Domain } from '@linli/domain/domain';
import { onTimeRate } from '@linli/domain/kpis/catalogue/cases.kpi';
import { CATALOGUE } from '@linli/domain/kpis/catalogue/catalogue';
import { kpiClock, kpiRecount } from '@linli/domain/kpis/engine/clock.read';
import { periodOf } from '@linli/domain/kpis/engine/period.rule';
import { readValues } from '@linli/domain/kpis/engine/values';
import { count, type Additive } from '@linli/domain/kpis/language/measure';
import type { Source } from '@linli/domain/kpis/language/source';
import type { Case } from '@linli/domain/cases/case.entity';
import { addDays, dayOf } from '@linli/domain/shared/clock';
import { system } from '@linli/domain/shared/performer';
import { one } from '@linli/domain/shared/read';
import { buildActor, buildDistrict } from '@linli/domain/testing/build';
import pg from 'pg';
import { percentile, print } from './report.ts';
import { benchDatabase } from './stack.ts';

const DISTRICT = 419_001;
const COMMUNITIES = 56;
/** How long readers and writers are measured before the recount, in milliseconds. */
const BEFORE = 10_000;
const READERS = 4;
const at = process.argv.indexOf('--cases');
const CASES = at < 0 ? 1_000_000 : Number(process.argv[at + 1]);

/** A later version in which the share handled on time has another numerator. */
const byDeadline = (onTimeRate.numerator as Additive).source as Source<Case>;
const LATER = CATALOGUE.map(found => (found === onTimeRate ? { ...onTimeRate, numerator: count('case.on_time', byDeadline, c => c.handledAt.isSet()) } : found));

/** What readers and writers see of a recount of one large district, from changed definitions and then of everything. */
const database = await benchDatabase();
const owner = new pg.Client({ connectionString: database.url });
await owner.connect();
const later = await Domain.open({ url: database.url, key: database.key, indicators: LATER });
try {
  const { domain } = database;
  const district = await buildDistrict(domain, DISTRICT);
  const placeIds: string[] = [...district.communities];
  while (placeIds.length < COMMUNITIES) {
    const code = `${DISTRICT}001${String(placeIds.length + 1).padStart(3, '0')}`;
    placeIds.push((await domain.places.create(system(DISTRICT), { parentId: district.street, level: 'COMMUNITY', code, name: code })).id);
  }
  await fillWithCases(placeIds, district.categoryId);
  await domain.engine.fill(DISTRICT);
  await owner.query('analyze');
  const worker = await buildActor(domain, DISTRICT, 'GRID_WORKER', district.root);
  const submit = () => later.cases.submit(worker, {
    placeId: district.grids[0], categoryId: district.categoryId, kind: 'COMPLAINT', urgency: 'ORDINARY', channel: 'APP', title: '井盖松动', onBehalf: true,
  });
  const rows = [];
  for (const [what, recount] of [
    ['a changed measure', () => later.engine.fillWhereStale(DISTRICT)], ['everything', () => later.engine.fill(DISTRICT)],
  ] as const) rows.push({ what, ...(await measured(placeIds, submit, recount)) });
  print(`counting ${CASES} cases in ${COMMUNITIES} communities anew`, rows);
  const differences = await later.engine.verify(DISTRICT);
  process.stdout.write(`stored figures that differ from the records afterwards: ${differences.length}\n`);
} finally {
  await later.close();
  await owner.end();
  await database.close();
}

async function measured(placeIds: readonly string[], submit: () => Promise<unknown>, recount: () => Promise<unknown>): Promise<Record<string, number | string>> {
  const stop = new AbortController();
  const now = new Date();
  const period = periodOf('MONTH', addDays(dayOf(now), -60));
  const indicators = CATALOGUE.filter(({ key }) => ['case.first_response_hours', 'case.on_time_rate', 'case.resolution_rate', 'case.complaint_rate'].includes(key));
  const read = () => database.domain.connections.reading(DISTRICT, async from => ({
    revision: Number((await one(from, kpiClock))?.revision),
    figures: JSON.stringify((await readValues(from, database.domain.indicators.counting, { placeIds, indicators, periods: [period], now })).map(({ numerator, denominator }) => [numerator, denominator])),
  }));
  await later.engine.drain(DISTRICT);
  await database.domain.engine.drain(DISTRICT);
  const expected = await read();
  const [took, peaks, writes]: [[number[], number[]], [number, number], number[]] = [[[], []], [0, 0], []];
  let [during, failed, wrong, steps]: [0 | 1, number, number, number] = [0, 0, 0, 0];
  const until = async (work: () => Promise<void>) => { while (!stop.signal.aborted) await work(); };
  const memory = setInterval(() => { peaks[during] = Math.max(peaks[during], process.memoryUsage().rss); }, 50);
  const busy = Promise.all([
    ...Array.from({ length: READERS }, () => until(async () => {
      const [since, when] = [performance.now(), during];
      const found = await read().catch(() => undefined);
      if (!found) failed++;
      else if (found.revision === expected.revision) {
        took[when].push(performance.now() - since);
        if (found.figures !== expected.figures) wrong++;
      }
    })),
    until(async () => {
      await submit();
      if (during === 1) writes.push(performance.now());
      await new Promise(resolve => setTimeout(resolve, 50));
    }),
    until(async () => {
      steps = Math.max(steps, during === 1 ? ((await database.domain.connections.reading(DISTRICT, from => one(from, kpiRecount)))?.done ?? 0) : 0);
      await new Promise(resolve => setTimeout(resolve, 100));
    }),
  ]);
  await new Promise(resolve => setTimeout(resolve, BEFORE));
  during = 1;
  const begun = performance.now();
  await recount();
  const seconds = (performance.now() - begun) / 1000;
  stop.abort();
  await busy;
  clearInterval(memory);
  await later.engine.drain(DISTRICT);
  const counted = performance.now();
  const p = (when: 0 | 1, share: number) => percentile(took[when], share);
  return {
    seconds, 'cases/s': CASES / seconds, 'reads before · during': took.map(({ length }) => length).join(' · '), 'p50 before ms': p(0, 0.5), 'during ms': p(1, 0.5), ratio: p(1, 0.5) / p(0, 0.5),
    'p99 before ms': p(0, 0.99), 'p99 during ms': p(1, 0.99), 'p99 ratio': p(1, 0.99) / p(0, 0.99), failed, wrong, 'steps seen': steps, 'writes during': writes.length,
    'longest wait s': (counted - (writes[0] ?? counted)) / 1000, 'last wait s': (counted - (writes.at(-1) ?? counted)) / 1000,
    'rss before MB': peaks[0] / 1e6, 'rss during MB': peaks[1] / 1e6,
  };
}

/** Cases of two years, spread evenly; nine in ten are handled, half of those on time. */
async function fillWithCases(placeIds: readonly string[], categoryId: string): Promise<void> {
  await owner.query(`insert into service_case (district_id, id, place_id, received_place_id, responded_place_id, due_place_id, tracking_number, kind, category_id, urgency, channel, title, description,
      status, outcome, cycle, received_at, recorded_at, first_response_at, due_at, original_due_at, handled_at, unconfirmed, returns, rating_changed, data_origin)
    select $1, gen_random_uuid(), p, p, p, p, 'B' || n, case when n % 3 = 0 then 'COMPLAINT' else 'HELP' end, $3, 'ORDINARY', 'APP', '生成的诉求', '',
      case when n % 10 = 0 then 'ASSIGNED' else 'HANDLED' end, case when n % 10 = 0 then null else 'RESOLVED' end, 1, t, t, t + interval '3 hours', t + interval '5 days', t + interval '5 days',
      case when n % 10 = 0 then null else t + interval '1 day' * (1 + n % 9) end, false, 0, false, 'GENERATED'
    from (select n, ($2::uuid[])[1 + n % $4::integer] as p, now() - interval '740 days' + n * (interval '725 days' / $5::integer) as t from generate_series(1, $5::integer) n) g`,
  [DISTRICT, placeIds, categoryId, placeIds.length, CASES]);
}
