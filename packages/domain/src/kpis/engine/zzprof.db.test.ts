import { test } from '@jest/globals';
import fc from 'fast-check';
import { ACTS, ACT_NAMES, type Step } from '../../testing/stream/acts.ts';
import { openGround, Stand } from '../../testing/stream/stand.ts';
import { runStream, drainToNothing } from '../../testing/stream/stream.ts';
import { lookAt } from '../../testing/stream/log.ts';
import { testDatabase } from '../../testing/test-database.ts';
const number = fc.nat({ max: 10_000 });
const act = fc.constantFrom(...ACT_NAMES, ...ACT_NAMES.filter(name => !name.startsWith('place.')), 'case.submit', 'case.move', 'case.move');
const step: fc.Arbitrary<Step> = fc.record({ act, a: number, b: number, c: number }, { noNullPrototype: true });
const writers = fc.array(fc.array(step, { minLength: 4, maxLength: 12 }), { minLength: 4, maxLength: 8 });
const stream = fc.array(writers, { minLength: 2, maxLength: 2 });
test('prof', async () => {
  const database = await testDatabase();
  const ground = await openGround(database);
  const t = async (name: string, f: () => Promise<unknown>) => { const s = performance.now(); await f(); out.push(`${name} ${(performance.now() - s).toFixed(0)}`); };
  let out: string[] = [];
  const spent = new Map<string, [number, number, number]>();
  for (const name of ACT_NAMES) { const before = ACTS[name]; ACTS[name] = async (a: any, b: any) => { const x = performance.now(); try { return await before(a, b); } finally { const e = spent.get(name) ?? [0, 0, 0]; const d = performance.now() - x; spent.set(name, [e[0] + 1, e[1] + d, Math.max(e[2], d)]); } }; }
  const tally = new Map<string, number>(); let on = true;
  const sampler = (async () => { while (on) { const { rows } = await ground.owner.query("select coalesce(wait_event_type,'CPU')||':'||coalesce(wait_event,'') || ' ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 60) as k from pg_stat_activity where state='active' and pid<>pg_backend_pid() and datname=current_database()"); for (const r of rows) tally.set(r.k, (tally.get(r.k) ?? 0) + 1); tally.set('samples', (tally.get('samples') ?? 0) + 1); await new Promise(r => setTimeout(r, 10)); } })();
  for (const [n, s] of fc.sample(stream, { numRuns: 6, seed: 5 }).entries()) {
    out = [];
    let stand!: Stand;
    await t('build', async () => { stand = await Stand.build(ground, 2000 + n, new Date('2024-02-26T15:50:00Z')); });
    await t('run', async () => runStream(stand, s));
    await t('verify', async () => stand.domain.engine.verify(stand.districtId));
    await t('look', async () => lookAt(stand));
    await t('drain', async () => drainToNothing(stand));
    out.push(JSON.stringify((await stand.rows<any>('select (select count(*) from kpi_cell where district_id=$1) c, (select count(*) from kpi_log where district_id=$1) l, (select count(*) from resident where district_id=$1) r, (select count(*) from service_case where district_id=$1) s'))[0]));
    console.log(s.flat(2).length, out.join(' | '));
  }
  console.log([...spent].map(([k, [n, t, m]]) => `build ${k} ${n} avg ${(t / n).toFixed(1)} max ${m.toFixed(0)}`).join('\n'));
  on = false; await sampler;
  { const d = 2003; const places = (await ground.owner.query('select id from place where district_id=$1', [d])).rows.map(r => r.id);
    const { cellSums } = await import('./values.ts') as any;
    const c = await ground.domain.connections.readers.connect();
    await c.query('begin read only'); await c.query(`set local app.district_id = '${d}'`);
    const N = 12; const periods = Array.from({ length: N * 20 }, (_, i) => i);
    const r = await c.query('explain (analyze, buffers) ' + cellSums.text, [d, places, periods.map(i => i % N), periods.map(i => 1 + i % 11), periods.map(i => 'DMY'[i % 3]), periods.map(() => '2024-01-01'), periods.map(() => '2024-03-01')]);
    console.log(r.rows.map((x: any) => 'build ' + x['QUERY PLAN']).join('\n')); await c.query('rollback'); c.release();
  } console.log([...tally].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([k, v]) => `build ${v} ${k}`).join('\n'));
  await ground.close(); await database.close();
}, 100000);
