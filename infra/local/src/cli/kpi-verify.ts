import { Command } from 'commander';
import type { Domain } from '@linli/domain/domain';
import type { Difference } from '@linli/domain/kpis/engine/verify';
import { placesById } from '@linli/domain/places/places.read';
import { one } from '@linli/domain/shared/read';
import { countOfCells } from './cells.read.ts';
import { districtsAsked, parseDistrict } from './district.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `按全部记录重算每一格指标，列出与库存不符之处；只读。有不符时退出码为 1。
Counts every figure anew from the records and lists each that is stored differently; writes nothing. Exit code 1 if any is.`;

/** `npm run kpi:verify` */
export const kpiVerify = new Command('kpi:verify')
  .usage('-- [options]')
  .description(ABOUT)
  .option('--district <code>', '只核对一个区县 this district only', parseDistrict)
  .action(({ district }: { district?: number }) => withDomain(domain => verify(domain, district)));

async function verify(domain: Domain, asked: number | undefined): Promise<number> {
  const districts = await districtsAsked(domain, asked);
  const wrong: number[] = [];
  let [cells, differences] = [0, 0];
  for (const districtId of districts) {
    const found = await domain.engine.verify(districtId);
    const snapshot = domain.connections.snapshot(districtId);
    try {
      cells += (await one(snapshot, countOfCells))?.n ?? 0;
      if (found.length === 0) continue;
      const places = await snapshot.rows(placesById, [...new Set(found.map(({ placeId }) => placeId))]);
      const nameOf = new Map(places.map(({ id, code, name }) => [id, `${code} ${name}`]));
      for (const difference of found) console.log(`${districtId}  ${lineOf(difference, nameOf)}`);
    } finally {
      await snapshot.close();
    }
    wrong.push(districtId);
    differences += found.length;
  }
  console.log(`核对完毕 verified: ${differences} differences in ${districts.length} districts, ${cells} cells`);
  if (wrong.length === 0) return 0;
  console.log('下一步 next: count anew from the records, and report what happened before the figures went wrong:');
  for (const districtId of wrong) console.log(`  npm run kpi:fill -- --district ${districtId}`);
  return 1;
}

function lineOf({ table, placeId, measure, grain, start, stored, recounted }: Difference, nameOf: ReadonlyMap<string, string>): string {
  return `${nameOf.get(placeId) ?? placeId}  ${table} ${measure} ${grain} ${start}: 库存 stored ${stored}, 重算 recounted ${recounted}`;
}
