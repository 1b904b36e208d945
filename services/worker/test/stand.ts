import type { Actor } from '@linli/domain/access/actor';
import { Case } from '@linli/domain/cases/case.entity';
import type { Domain } from '@linli/domain/domain';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildDistrict, type BuiltDistrict } from '@linli/domain/testing/build';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
export const DISTRICT = 7_001;
export const DAY = 86_400_000;

/** A district in a database of its own, and worker processes on it. */
export class Stand {
  readonly database: TestDatabase;
  readonly domain: Domain;
  readonly at: BuiltDistrict;
  /** Somebody who works at the first grid, and brings matters in. */
  readonly worker: Actor;
  readonly #home: string;
  readonly #processes = new Set<ChildProcess>();

  private constructor(database: TestDatabase, domain: Domain, at: BuiltDistrict, worker: Actor, home: string) {
    [this.database, this.domain, this.at, this.worker, this.#home] = [database, domain, at, worker, home];
  }

  static async open(): Promise<Stand> {
    const database = await testDatabase();
    const domain = await database.open();
    const at = await buildDistrict(domain, DISTRICT);
    const worker = await buildActor(domain, DISTRICT, 'GRID_WORKER', at.grids[0]);
    return new Stand(database, domain, at, worker, await mkdtemp(join(tmpdir(), 'linli-worker-')));
  }

  async close(): Promise<void> {
    for (const child of this.#processes) child.kill('SIGKILL');
    await this.database.close();
    await rm(this.#home, { recursive: true, force: true });
  }

  /** A worker as it runs in production: a process of its own, which says when it is at work. */
  async start(stderr: 'inherit' | 'pipe' = 'inherit', settings: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    const { url, key } = this.database;
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'ignore', stderr, 'ipc'],
      env: { ...process.env, DATABASE_URL: url, LINLI_HOME: this.#home, LINLI_KEY: key.toString('base64'), LOG_LEVEL: 'fatal', ...settings },
    });
    this.#processes.add(child);
    child.once('exit', () => this.#processes.delete(child));
    await once(child, 'message');
    return child;
  }

  /** Asks a worker to stop, and answers with its exit code. */
  async stop(child: ChildProcess): Promise<number | null> {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  }

  look(id: string): Promise<Case | null> {
    return this.domain.unit.of(system(DISTRICT), 'test.look', tx => tx.findOne(Case, { id }));
  }

  async isOverdue(id: string): Promise<boolean> {
    return (await this.look(id))?.overdueAt !== null;
  }

  /** What is wrong when everything has been counted; nothing should be. */
  async miscounted(): Promise<unknown[]> {
    await until('everything is counted', async () => (await this.database.owner('select from kpi_change limit 1')).length === 0);
    return this.domain.engine.verify(DISTRICT);
  }

  /** The database's processes that serve job queues. */
  async queueBackends(): Promise<number[]> {
    const found = await this.database.owner<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and usename = 'linli_queue'`);
    return found.map(({ pid }) => pid);
  }
}

/** Waits generously until something holds. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 40_000; ;) {
    if (await holds()) return;
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await sleep(50);
  }
}
