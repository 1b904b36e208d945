import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@linli/domain/access/actor';
import { CaseCategory } from '@linli/domain/cases/case-category.entity';
import { UNTOUCHED, receivedAtPlace } from '@linli/domain/cases/beginning';
import { Case } from '@linli/domain/cases/case.entity';
import { Place } from '@linli/domain/places/place.entity';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import { buildActor } from '@linli/domain/testing/build';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { percentile, print } from './report.ts';
import { benchDatabase, startService, withDemo, type BenchDatabase } from './stack.ts';

const DISTRICT = 419_001;
const DOCUMENT = `subscription($filter: IndicatorFilter!) { indicatorUpdated(filter: $filter) {
  ... on IndicatorChange { revision values { numerator place { id } } } } }`;

interface Update {
  readonly indicatorUpdated: { readonly values?: readonly { readonly numerator: number; readonly place: { readonly id: string } }[] };
}

/** Complaints written at one grid: the nth is seen when the grid's count has risen by n. */
interface Grid {
  readonly id: string;
  readonly global: string;
  base: number;
  written: number;
  /** When the write that made the count `base + index + 1` was acknowledged, until it has been seen. */
  readonly waiting: Map<number, number>;
}

class Push {
  readonly #database: BenchDatabase;
  readonly #actor: Actor;
  readonly #categoryId: string;
  readonly #grids: readonly Grid[];
  readonly #client: Client;
  #delays: number[] = [];

  private constructor(database: BenchDatabase, actor: Actor, categoryId: string, grids: readonly Grid[], client: Client) {
    this.#database = database;
    this.#actor = actor;
    this.#categoryId = categoryId;
    this.#grids = grids;
    this.#client = client;
  }

  static async open(database: BenchDatabase, apiUrl: string): Promise<Push> {
    const { domain } = database;
    const found = await domain.unit.of(system(DISTRICT), 'bench.look', async tx => ({
      root: await tx.findOne(Place, { level: 'DISTRICT' }), grids: await tx.find(Place, { level: 'GRID' }), category: await tx.findOne(CaseCategory, {}),
    }));
    const actor = await buildActor(domain, DISTRICT, 'DISTRICT_ADMIN', found.root?.id ?? '');
    const grids = found.grids.map(({ id }) => ({ id, global: Buffer.from(`Place:${id}`).toString('base64url'), base: -1, written: 0, waiting: new Map() }));
    const client = createClient({ url: `${apiUrl.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { token: actor.token } });
    const push = new Push(database, actor, found.category?.id ?? '', grids, client);
    const byGlobal = new Map(grids.map(grid => [grid.global, grid]));
    client.subscribe<Update>({ query: DOCUMENT, variables: { filter: {
      placeIds: grids.map(grid => grid.global), indicators: ['case.complaint_rate'], period: { kind: 'DAY' } } } }, {
      next: ({ data }) => {
        const now = performance.now();
        for (const { numerator, place } of data?.indicatorUpdated.values ?? []) push.#seen(byGlobal.get(place.id), numerator, now);
      },
      error: error => { throw error; },
      complete: () => undefined,
    });
    await sleep(1_000);
    return push;
  }

  /** Writes at a steady rate, whatever the answers take, and waits until every record has been seen. */
  async run({ seconds, units, records }: { seconds: number; units: number; records: number }): Promise<Record<string, number>> {
    this.#delays = [];
    const [writes, commits, start]: [Promise<void>[], number[], number] = [[], [], performance.now()];
    for (let n = 0; n < seconds * units; n++) {
      const due = start + (n * 1_000) / units;
      if (due > performance.now() + 1) await sleep(due - performance.now());
      const grids = Array.from({ length: records }, (_, i) => this.#grid(n * records + i));
      writes.push(this.#write(grids, commits));
    }
    await Promise.all(writes);
    const took = (performance.now() - start) / 1_000;
    const written = writes.length * records;
    for (let waited = 0; waited < 600 && this.#delays.length < written; waited++) await sleep(50);
    return {
      'records/s reached': written / took, seen: this.#delays.length, lost: written - this.#delays.length,
      p50: percentile(this.#delays, 0.5), p99: percentile(this.#delays, 0.99), max: percentile(this.#delays, 1), 'commit p50': percentile(commits, 0.5),
    };
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }

  #grid(n: number): Grid {
    const grid = this.#grids[n % this.#grids.length];
    if (!grid) throw new Error('The demo has no grids.');
    return grid;
  }

  /** One unit of work: a case brought in the ordinary way, or several written in bulk. */
  async #write(grids: readonly Grid[], commits: number[]): Promise<void> {
    const { domain } = this.#database;
    const started = performance.now();
    const [first] = grids;
    if (grids.length === 1 && first) {
      await domain.cases.submit(this.#actor, {
        placeId: first.id, categoryId: this.#categoryId, kind: 'COMPLAINT', urgency: 'ORDINARY', channel: 'APP', title: 'bench', onBehalf: false,
      });
    } else {
      await domain.unit.of(this.#actor, 'bench.bulk', tx => tx.bulkInsert(Case, grids.map(({ id: placeId }) => ({
        ...UNTOUCHED, id: newId(), ...receivedAtPlace(placeId), addressId: null, trackingNumber: newId(), kind: 'COMPLAINT' as const, categoryId: this.#categoryId, urgency: 'ORDINARY' as const,
        channel: 'APP' as const, title: 'bench', description: 'bench', receivedAt: tx.at, recordedAt: tx.at, dueAt: tx.at, originalDueAt: tx.at,
        dataOrigin: 'GENERATED' as const,
      }))));
    }
    const acknowledged = performance.now();
    commits.push(acknowledged - started);
    for (const grid of grids) grid.waiting.set((grid.written += 1), acknowledged);
  }

  #seen(grid: Grid | undefined, numerator: number, now: number): void {
    if (!grid) return;
    if (grid.base < 0) grid.base = numerator - 1; // the first message is of the first write: idle, one at a time
    for (const [count, acknowledged] of grid.waiting) {
      if (grid.base + count > numerator) break;
      this.#delays.push(Math.max(0, now - acknowledged));
      grid.waiting.delete(count);
    }
  }
}

/**
 * How long from a committed write until a dashboard's socket has the changed figure. API, worker and PostgreSQL are
 * processes of their own; this one writes and listens, so that one clock measures both ends.
 */
const database = await benchDatabase();
await withDemo(database, {});
const [api, worker] = [await startService(database, 'api'), await startService(database, 'worker')];
try {
  const push = await Push.open(database, api.url);
  await push.run({ seconds: 30, units: 5, records: 1 }); // warms up, and gives every grid its first write
  print('committed write → message on a dashboard, ms', [
    { load: 'idle: 5 units/s of one case', ...(await push.run({ seconds: 30, units: 5, records: 1 })) },
    { load: '100 units/s of one case', ...(await push.run({ seconds: 15, units: 100, records: 1 })) },
    { load: '50 units/s of ten cases', ...(await push.run({ seconds: 15, units: 50, records: 10 })) },
  ]);
  await push.close();
} finally {
  await Promise.all([api.stop(), worker.stop()]);
  await database.close();
}
