import { Case } from '@linli/domain/cases/case.entity';
import { system } from '@linli/domain/shared/performer';
import { Domain } from '@linli/domain/domain';
import { percentile, print } from './report.ts';
import { benchDatabase, withDemo } from './stack.ts';

const DISTRICT = 419_001;
const WRITES = 300;

/** What one changed cell costs in the database, and whether it stays the same when there is ten times the history. */
const rows: Record<string, string | number>[] = [];
const tracking: Record<string, string | number>[] = [];
for (const [history, cases] of [['× 1', 40_000], ['× 10', 400_000]] as const) {
  const database = await benchDatabase();
  try {
    await withDemo(database, { cases });
    const { domain } = database;
    const rated = await domain.unit.of(system(DISTRICT), 'bench.look', tx => tx.find(Case, { ratedAt: { $ne: null } }, { limit: WRITES * 20 }));
    const picked = rated.filter((_, n) => n % 20 === 0);
    const [units, cells, drains]: [number[], number[], number[]] = [[], [], []];
    for (const { id, rating } of picked) {
      const start = performance.now();
      await domain.unit.of(system(DISTRICT), 'bench.rate', async tx => {
        const found = await tx.get(Case, id);
        if (found) found.rating = rating === 5 ? 1 : 5;
      });
      units.push(performance.now() - start);
      const before = performance.now();
      await domain.engine.drain(DISTRICT, drained => cells.push(drained.cells));
      drains.push(performance.now() - before);
    }
    tracking.push({ history, ...(await tracked(database)) });
    const perWrite = cells.reduce((sum, n) => sum + n, 0) / drains.length;
    rows.push({
      history, cases, 'unit of work p50 ms': percentile(units, 0.5), 'one write counted p50 ms': percentile(drains, 0.5), 'p99 ms': percentile(drains, 0.99),
      'cells per write': perWrite, 'ms per cell': percentile(drains, 0.5) / perWrite, ...(await backlog(database)),
    });
  } finally {
    await database.close();
  }
}
print('cost of a changed cell', rows);
print('a write whose changes are tracked for counting, beside the same in a domain that counts nothing', tracking);

/** The same small change to a case by turns, each way as often. */
async function tracked({ url, key, domain }: Awaited<ReturnType<typeof benchDatabase>>): Promise<Record<string, number>> {
  const untracked = await Domain.open({ url, key, indicators: [] });
  try {
    const cases = await domain.unit.of(system(DISTRICT), 'bench.look', tx => tx.find(Case, { rating: { $ne: null } }, { limit: WRITES }));
    const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
    for (const { id, rating } of cases) {
      for (const [kind, one, next] of [['with', domain, rating === 5 ? 1 : 5], ['without', untracked, rating ?? 5]] as const) {
        const start = performance.now();
        await one.unit.of(system(DISTRICT), 'bench.rate', async tx => {
          const found = await tx.get(Case, id);
          if (found) found.rating = next;
        });
        times[kind].push(performance.now() - start);
      }
    }
    const [withIt, without] = [percentile(times.with, 0.5), percentile(times.without, 0.5)];
    return { 'with p50 ms': withIt, 'without p50 ms': without, ratio: withIt / without };
  } finally {
    await untracked.close();
  }
}

/** The same when much is waiting: all days of the rated cases at once. */
async function backlog({ domain }: Awaited<ReturnType<typeof benchDatabase>>): Promise<Record<string, number>> {
  await domain.unit.of(system(DISTRICT), 'bench.bulk', async tx => {
    const all = await tx.find(Case, { ratedAt: { $ne: null } }, { limit: 10_000 });
    await tx.bulkUpdate(Case, all.map(found => found.id), { rating: 3 });
  });
  const start = performance.now();
  let cells = 0;
  await domain.engine.drain(DISTRICT, drained => { cells += drained.cells; });
  return { 'backlog: ms per cell': (performance.now() - start) / cells };
}
