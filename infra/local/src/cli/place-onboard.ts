import { Command } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { notOnboardedUnder, placeByCode } from '@linli/domain/places/places.read';
import { system } from '@linli/domain/shared/performer';
import { one } from '@linli/domain/shared/read';
import { Fault } from '@linli/process/fault';
import { districtsAsked, parseDistrict } from './district.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `标记一个街道、社区或整个区县（连同其下各级）已接入；未接入的地方只显示“未接入”，不算零。
Marks a place and everything under it as working with Linli; until then its figures read as "not onboarded", never as zero.`;

/** `npm run place:onboard -- --district 419001 --code 419001001` */
export const placeOnboard = new Command('place:onboard')
  .usage('-- --district <code> --code <code>')
  .description(ABOUT)
  .requiredOption('--district <code>', '区县代码 the district, six digits', parseDistrict)
  .requiredOption('--code <code>', '地方代码 the place, e.g. nine digits of a street')
  .action(({ district, code }: { district: number; code: string }) => withDomain(domain => onboard(domain, district, code)));

async function onboard(domain: Domain, asked: number, code: string): Promise<void> {
  const [districtId = asked] = await districtsAsked(domain, asked);
  const snapshot = domain.connections.snapshot(districtId);
  try {
    const place = await one(snapshot, placeByCode, code);
    if (!place) {
      const hint = `its codes begin with ${districtId}, streets have nine digits and communities twelve`;
      throw new Fault(`There is no place ${code} in district ${districtId}: ${hint}.`);
    }
    const waiting = await snapshot.rows(notOnboardedUnder, place.id);
    await domain.places.onboardWhole(system(districtId), place.id);
    const outcome = waiting.length > 0 ? `${waiting.length} 处已接入 places onboarded.` : '早已接入，未作改动 was onboarded before, nothing changed.';
    console.log(`${place.code} ${place.name}：${outcome}`);
  } finally {
    await snapshot.close();
  }
}
