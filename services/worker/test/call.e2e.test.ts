import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildResident } from '@linli/domain/testing/build';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stand, until } from './stand.ts';

let stand: Stand;
let gateway: Server;
const asked: { id: string; from: string; to: string }[] = [];

beforeAll(async () => {
  stand = await Stand.open();
  gateway = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      asked.push(JSON.parse(Buffer.concat(parts).toString()));
      response.writeHead(asked.length === 1 ? 503 : 202).end();
    });
  });
  await new Promise<void>(resolve => { gateway.listen(0, '127.0.0.1', resolve); });
});
afterAll(async () => {
  await new Promise(resolve => { gateway.close(resolve); });
  await stand.close();
});

test('a call that was asked for reaches the gateway, again after a failure, and the number stands in no log and no job', async () => {
  const { port } = gateway.address() as AddressInfo;
  const domain = await stand.database.open({ calls: { place: () => Promise.reject(new Error('only the worker calls')) } });
  const { id: residentId } = await buildResident(domain, stand.at, { phone: '13812345678' });
  const child = await stand.start('pipe', { LINLI_CALL_GATEWAY: `http://127.0.0.1:${port}/calls`, LOG_LEVEL: 'trace' });
  let told = '';
  child.stderr?.on('data', (part: Buffer) => { told += part.toString(); });
  const call = await domain.disclosures.call(stand.worker, { residentId, purpose: '回访' });
  await until('the call is placed', async () => (await stand.database.owner('select from resident_call where id = $1 and status = $2', [call.id, 'PLACED'])).length > 0);
  expect(asked).toEqual([1, 2].map(() => ({ id: call.id, from: expect.stringMatching(/^grid_worker/), to: '13812345678' })));
  expect(told + JSON.stringify(await stand.database.owner('select j::text from graphile_worker._private_jobs j'))).not.toContain('13812345678');
  expect(await stand.stop(child)).toBe(0);
});
