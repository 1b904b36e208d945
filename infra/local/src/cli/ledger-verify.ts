import { Command, InvalidArgumentError } from 'commander';
import type { Domain } from '@linli/domain/domain';
import { Fault } from '@linli/process/fault';
import { districtsAsked, parseDistrict } from './district.ts';
import { withDomain } from './with-domain.ts';

const ABOUT = `核对账本：每个账户的余额、流水、批次，以及整条哈希链；只读。发现不符时退出码为 1。
Verifies the ledger: balances, entries and lots of every account, and the whole hash chain; writes nothing. Exit code 1 if anything is off.`;

interface Options {
  readonly district?: number;
  readonly head: readonly { n: number; hash: string }[];
}

/** `npm run ledger:verify` */
export const ledgerVerify = new Command('ledger:verify')
  .usage('-- [options]')
  .description(ABOUT)
  .option('--district <code>', '只核对一个区县 this district only', parseDistrict)
  .option('--head <n:hash>', '外部留存的链首，可多次给出 a published head that you have kept; may be given again (with --district)', parseHead, [])
  .action((options: Options) => withDomain(domain => verify(domain, options)));

function parseHead(text: string, before: Options['head']): Options['head'] {
  const [, n, hash] = /^(\d{1,15}):([\da-f]{64})$/.exec(text) ?? [];
  if (!n || !hash) throw new InvalidArgumentError('Expected a head as number:hash, such as 120:9f86d081….');
  return [...before, { n: Number(n), hash }];
}

async function verify(domain: Domain, { district, head }: Options): Promise<number> {
  if (head.length > 0 && district === undefined) throw new Fault('A head is of one district: name it with --district.');
  const districts = await districtsAsked(domain, district);
  let off = 0;
  for (const districtId of districts) {
    const wrong = await domain.connections.reading(districtId, snapshot => domain.ledger.verify(snapshot, head));
    for (const line of wrong) console.log(`${districtId}  ${line}`);
    off += wrong.length;
  }
  console.log(`核对完毕 verified: ${off} 处不符 things off in ${districts.length} districts`);
  if (off === 0) return 0;
  console.log('下一步 next: stop writing, keep a copy of the database as it is, and compare it with the last backup whose head is known.');
  return 1;
}
