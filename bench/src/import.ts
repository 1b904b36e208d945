import { listCounties } from '@linli/domain/places/divisions';
import { print } from './report.ts';
import { benchDatabase } from './stack.ts';

/** Importing one district, and every district there is: time and memory of the whole process. */
const only = process.argv.includes('--one');
const database = await benchDatabase();
try {
  const rows: Record<string, string | number>[] = [];
  const timed = async (name: string, codes: readonly number[]) => {
    const start = performance.now();
    let communities = 0;
    for (const [n, code] of codes.entries()) {
      communities += (await database.domain.districts.create(code)).communities;
      if (n % 100 === 99) process.stderr.write(`  ${n + 1} of ${codes.length}\n`);
    }
    rows.push({ import: name, districts: codes.length, communities, seconds: (performance.now() - start) / 1_000, 'peak memory MB': process.resourceUsage().maxRSS / 1_024 });
  };
  await timed('Jiyuan (419001)', [419_001]);
  if (!only) await timed('all counties', (await listCounties()).map(({ code }) => code).filter(code => code !== 419_001));
  print('import of districts', rows);
} finally {
  await database.close();
}
