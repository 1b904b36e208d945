import { Command } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { districtsAsked, parseDistrict } from './district.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `按全部记录重新计数，替换库存指标；开着的页面随后自动刷新。
Counts all figures anew from the records and replaces what is stored; open pages follow by themselves.`;

/** `npm run kpi:fill` */
export const kpiFill = new Command('kpi:fill')
  .usage('-- [options]')
  .description(ABOUT)
  .option('--district <code>', '只重算一个区县 this district only', parseDistrict)
  .action(({ district }: { district?: number }) => withDomain(domain => fill(domain, district)));

async function fill(domain: Domain, asked: number | undefined): Promise<void> {
  const districts = await districtsAsked(domain, asked);
  for (const districtId of districts) {
    const begun = performance.now();
    const revision = await domain.engine.fill(districtId, ({ done, of }) => process.stderr.write(`${districtId}  第 ${done + 1}/${of} 步 step …\n`));
    domain.wake.send('revision', districtId);
    console.log(`${districtId}  已重算 counted anew, revision ${revision} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  }
  console.log(`重算完毕 counted anew: ${districts.length} districts`);
}
