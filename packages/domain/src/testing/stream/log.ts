import type { Stand } from './stand.ts';

/** Every day's cell at one revision. */
export interface Seen {
  readonly revision: number;
  readonly cells: ReadonlyMap<string, number>;
}

/** One look at revision and cells, in one snapshot. */
export async function lookAt(stand: Stand): Promise<Seen> {
  const [found] = await stand.rows<{ revision: string; cells: [string, number][] | null }>(
    `select revision, (select json_agg(json_build_array(place_id || ' ' || measure || ' ' || start, value))
       from kpi_cell where district_id = $1 and grain = 'D') as cells
     from kpi_clock where district_id = $1`);
  return { revision: Number(found?.revision), cells: new Map(found?.cells) };
}

interface Entry {
  revision: string;
  cell: string;
  delta: string;
  at: string;
}

/** From any revision that was seen, the log leads to the cells of every other; and it is in order. */
export async function checkLog(stand: Stand, seen: readonly Seen[]): Promise<string[]> {
  const log = await stand.rows<Entry>(
    `select revision, place_id || ' ' || measure || ' ' || day as cell, delta, at::text from kpi_log where district_id = $1 order by revision`);
  const problems: string[] = [];
  for (const { revision, cells } of seen) {
    const replayed = new Map<string, number>();
    for (const entry of log) {
      if (Number(entry.revision) <= revision) replayed.set(entry.cell, (replayed.get(entry.cell) ?? 0) + Number(entry.delta));
    }
    for (const cell of new Set([...replayed.keys(), ...cells.keys()])) {
      const [logged, stored] = [replayed.get(cell) ?? 0, cells.get(cell) ?? 0];
      if (logged !== stored) problems.push(`log: up to revision ${revision}, ${cell} comes to ${logged}, but the cell was ${stored}`);
    }
  }
  for (const [n, entry] of log.entries()) {
    const before = log[n - 1];
    if (entry.delta === '0') problems.push(`log: a difference of nothing at revision ${entry.revision}`);
    if (!before) continue;
    if (before.revision === entry.revision && before.at !== entry.at) problems.push(`log: revision ${entry.revision} has two times`);
    if (before.at > entry.at) problems.push(`log: revision ${entry.revision} is of ${entry.at}, after one of ${before.at}`);
  }
  return problems;
}
