import { setTimeout as sleep } from 'node:timers/promises';
import { Domain } from '../domain.ts';
import { transfer } from '../ledger/book.ts';
import { system } from '../shared/performer.ts';

/**
 * A process that makes one transfer of one point after another, to be killed in the midst of it. Each is asked for under its
 * own key until it is answered, whatever becomes of the database meanwhile, and sometimes once more, as a client does that
 * did not hear the answer. It says the number of each that was answered.
 * Arguments: database, key (base64), district, client, number to begin with, source, destinations (comma separated).
 */
const [url = '', key = '', district = '', client = '', first = '', source = '', destinations = ''] = process.argv.slice(2);
const domain = await untilDone(() => Domain.open({ url, key: Buffer.from(key, 'base64') }));
const accounts = destinations.split(',');
for (let n = Number(first); ; n++) {
  const postings = [{ source, destination: accounts[n % accounts.length] ?? '', amount: 1 }];
  const ask = () => domain.unit.of(system(Number(district)), 'ledger.test', tx =>
    transfer(tx, { kind: 'EARN', unit: 'POINT', client, key: String(n), postings }));
  await untilDone(ask);
  if (n % 3 === 0) await untilDone(ask);
  process.stdout.write(`${n}\n`);
}

async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await sleep(20); // the database is away, or the connection was
    }
  }
}
