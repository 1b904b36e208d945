import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpCallGateway } from './call-gateway.ts';

const asked: { headers: Record<string, unknown>; body: unknown }[] = [];
let answers = 200;
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) });
      response.writeHead(answers, answers === 302 ? { location: '/elsewhere' } : {}).end('taken');
    });
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise(resolve => { server.close(resolve); }));

const call = { id: 'c1', from: 'wanggang', to: '13812345678' };

test('a call is posted once with its id, and with the credentials of the address', async () => {
  answers = 202;
  await httpCallGateway(`http://linli:pass%40word@127.0.0.1:${port}/calls`).place(call);
  expect(asked.at(-1)).toMatchObject({ body: call, headers: { 'idempotency-key': 'c1', authorization: `Basic ${Buffer.from('linli:pass@word').toString('base64')}` } });
});

test.each([500, 404, 302])('an answer of %s is a failure, which does not tell the number', async status => {
  answers = status;
  const failure = await httpCallGateway(`http://127.0.0.1:${port}`).place(call).catch((error: unknown) => error);
  expect(String(failure)).toMatch(/Error: /);
  expect(String(failure)).not.toContain(call.to);
});
