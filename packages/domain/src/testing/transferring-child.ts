import { setTimeout as sleep } from 'node:timers/promises';
import { Domain } from '../domain.ts';
import { transfer, type AskedTransfer } from '../ledger/book.ts';
import { system } from '../shared/performer.ts';

/**
 * A process that makes transfers of one point, one in a unit of its own after another or several together, to be killed in the
 * midst of it. Each is asked for under its own key until it is answered, whatever becomes of the database meanwhile, and
 * sometimes once more, as a client does that did not hear the answer. It says the number of the last that was answered.
 * Arguments: database, key (base64), district, client, how many together, number to begin with, source, destinations (comma separated).
 */
const [url = '', key = '', district = '', client = '', together = '', first = '', source = '', destinations = ''] = process.argv.slice(2);
const domain = await untilDone(() => Domain.open({ url, key: Buffer.from(key, 'base64') }));
const accounts = destinations.split(',');
const performer = system(Number(district));
const asked = (n: number): AskedTransfer => (
  { kind: 'EARN', unit: 'POINT', client, key: String(n), postings: [{ source, destination: accounts[n % accounts.length] ?? '', amount: 1 }] });
const alone = (n: number) => domain.unit.of(performer, 'ledger.test', tx => transfer(tx, asked(n)));
const inTurn = (n: number) => domain.ledger.transfer(performer, asked(n));
const size = Number(together);
for (let n = Number(first); ; n += size) {
  const numbers = Array.from({ length: size }, (_, k) => n + k);
  const ask = () => Promise.all(numbers.map(size === 1 ? alone : inTurn));
  await untilDone(ask);
  if (n % 3 === 0) await untilDone(ask);
  process.stdout.write(`${n + size - 1}\n`);
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
