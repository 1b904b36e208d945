import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { S3Settings } from '../s3.ts';

const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => { run(): Promise<AddressInfo>; close(): Promise<void> };
/** Those that s3rver knows. */
const [ACCESS, SECRET] = ['S3RVER', 'S3RVER'];
const BUCKET = 'linli-test';

/** An S3-compatible store on this machine. */
export interface S3Stand {
  readonly settings: S3Settings;
  close(): Promise<void>;
}

/**
 * s3rver, which takes in any form whatever its policy says, behind a gate that holds forms to their policy as
 * "Authenticating requests in browser-based uploads using POST (AWS Signature Version 4)" describes it.
 */
export async function startS3(): Promise<S3Stand> {
  const directory = await mkdtemp(join(tmpdir(), 'linli-s3-'));
  const store = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: BUCKET }] });
  const { port: behind } = await store.run();
  const gate = createServer((asked, answer) => void pass(asked, answer, behind));
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const { port } = gate.address() as AddressInfo;
  return {
    settings: { host: '127.0.0.1', port, tls: false, accessKey: ACCESS, secretKey: SECRET, region: 'us-east-1', bucket: BUCKET },
    async close() {
      gate.closeAllConnections();
      await new Promise(closed => gate.close(closed));
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function pass(asked: IncomingMessage, answer: ServerResponse, port: number): Promise<void> {
  const body = await buffer(asked);
  const refusal = asked.headers['content-type']?.startsWith('multipart/form-data') ? await refusalOf(asked, body) : null;
  if (refusal) return void answer.writeHead(refusal === 'EntityTooLarge' || refusal === 'EntityTooSmall' ? 400 : 403).end(`<Error><Code>${refusal}</Code></Error>`);
  const { method, url: path, headers } = asked;
  const forwarded = request({ host: '127.0.0.1', port, method, path, headers }, response => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  forwarded.end(body);
}

type Condition = readonly ['eq' | 'starts-with', `$${string}`, string] | readonly ['content-length-range', number, number];

/** Why a form is not let through; null when it keeps to its policy. */
async function refusalOf(asked: IncomingMessage, body: Buffer): Promise<string | null> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': asked.headers['content-type'] ?? '' } }).formData();
  const text = (name: string) => { const value = form.get(name); return typeof value === 'string' ? value : ''; };
  const [, day = '', region = '', service = ''] = text('x-amz-credential').split('/');
  const signing = [day, region, service, 'aws4_request'].reduce<Buffer | string>((key, part) => createHmac('sha256', key).update(part).digest(), `AWS4${SECRET}`);
  if (createHmac('sha256', signing).update(text('policy')).digest('hex') !== text('x-amz-signature')) return 'SignatureDoesNotMatch';
  const policy = JSON.parse(Buffer.from(text('policy'), 'base64').toString()) as { expiration: string; conditions: Condition[] };
  if (new Date(policy.expiration) <= new Date()) return 'AccessDenied';
  const named = new Set(policy.conditions.map(([, field]) => field));
  for (const field of form.keys()) if (!['file', 'policy', 'x-amz-signature'].includes(field) && !named.has(`$${field}`)) return 'AccessDenied';
  for (const [kind, field, value] of policy.conditions) {
    const { size } = form.get('file') as File;
    if (kind === 'content-length-range' && size < field) return 'EntityTooSmall';
    if (kind === 'content-length-range' && size > value) return 'EntityTooLarge';
    if (kind === 'eq' && text(field.slice(1)) !== value) return 'AccessDenied';
    if (kind === 'starts-with' && !text(field.slice(1)).startsWith(value)) return 'AccessDenied';
  }
  return null;
}
