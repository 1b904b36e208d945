import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Storage } from '@linli/domain/attachments/storage';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FolderStorage } from './folder.ts';
import { openStorage } from './open.ts';
import { S3Storage } from './s3.ts';
import { startS3, type S3Stand } from './testing/s3-stand.ts';

const MB = 1024 * 1024;
const KEY = Buffer.alloc(32, 7);
const IN_AN_HOUR = new Date(Date.now() + 3_600_000);
const PAST = new Date(Date.now() - 1);
const LIMITS = { mediaType: 'image/jpeg', maxBytes: 1000, expiresAt: IN_AN_HOUR };

let folder: string;
let s3: S3Stand;
const storages: Record<string, Storage> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-files-'));
  s3 = await startS3();
  storages['a folder'] = new FolderStorage(join(folder, 'files'), KEY);
  storages['a bucket'] = new S3Storage(s3.settings);
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

async function keysOf(storage: Storage, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of storage.list(prefix)) keys.push(key);
  return keys.toSorted();
}

/** Posts a form: `OK`, or why it was refused. */
async function post(storage: Storage, { url, fields }: { url: string; fields: Readonly<Record<string, string>> }, content: Buffer): Promise<string> {
  if (storage.receive) return storage.receive(fields, Readable.from([content.subarray(0, content.length / 2), content.subarray(content.length / 2)])).then(() => 'OK', (error: { why: string }) => error.why);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), 'file.jpg');
  const answer = await fetch(url, { method: 'POST', body: form });
  return answer.ok ? 'OK' : (/<Code>(\w+)</.exec(await answer.text())?.[1] ?? String(answer.status));
}

describe.each(['a folder', 'a bucket'])('%s', name => {
  const storage = () => storages[name]!;

  test('gives back what was put in, whole and in part, until it is removed', async () => {
    await storage().write('1/stored/a', Buffer.from('0123456789'), 'text/csv');
    await storage().write('1/stored/b', Readable.from([Buffer.alloc(5 * MB, 1), Buffer.alloc(5 * MB, 2)]), 'text/csv');
    expect((await buffer(await storage().read('1/stored/a'))).toString()).toBe('0123456789');
    expect((await buffer(await storage().read('1/stored/a', { start: 2, end: 4 }))).toString()).toBe('234');
    expect(await storage().head('1/stored/b')).toMatchObject({ key: '1/stored/b', bytes: 10 * MB });
    await storage().remove('1/stored/a');
    await storage().remove('1/stored/a');
    expect(await storage().head('1/stored/a')).toBeNull();
    await expect(storage().read('1/stored/a')).rejects.toThrow(/ENOENT|exist/);
  });

  test('lists what lies under a prefix, and when it came', async () => {
    const began = Date.now();
    for (const key of ['2/incoming/a', '2/stored/b', '2/stored/c', '20/stored/d']) await storage().write(key, Buffer.from(key), 'text/csv');
    expect(await keysOf(storage(), '2/')).toEqual(['2/incoming/a', '2/stored/b', '2/stored/c']);
    expect(await keysOf(storage(), '3/')).toEqual([]);
    for await (const { at, bytes } of storage().list('2/stored/')) {
      expect(Math.abs(at.getTime() - began)).toBeLessThan(60_000);
      expect(bytes).toBe('2/stored/b'.length);
    }
  });

  test('keeps nothing of what breaks off', async () => {
    const breaking = Readable.from((function* () { yield Buffer.alloc(MB); throw new Error('cut'); })());
    await expect(storage().write('4/stored/a', breaking, 'text/csv')).rejects.toThrow('cut');
    expect(await keysOf(storage(), '4/')).toEqual([]);
  });

  test('takes in what its form lets through', async () => {
    const form = await storage().form('5/incoming/a', LIMITS);
    expect(await post(storage(), form, Buffer.alloc(1000, 1))).toBe('OK');
    expect(await storage().head('5/incoming/a')).toMatchObject({ bytes: 1000 });
    expect(await post(storage(), form, Buffer.alloc(10, 2))).toBe('OK'); // sent again it replaces the other
    expect(await storage().head('5/incoming/a')).toMatchObject({ bytes: 10 });
  });

  test('takes in nothing larger, nothing too late, and nothing under another name, limit, type or hour', async () => {
    const form = await storage().form('6/incoming/a', LIMITS);
    const altered = (fields: Record<string, string>) => ({ ...form, fields: { ...form.fields, ...fields } });
    const longer = (await storage().form('6/incoming/a', { ...LIMITS, maxBytes: 2000, expiresAt: new Date(IN_AN_HOUR.getTime() + 1000) })).fields;
    const answers = [
      await post(storage(), form, Buffer.alloc(30 * MB)),
      await post(storage(), form, Buffer.alloc(1001)),
      await post(storage(), await storage().form('6/incoming/a', { ...LIMITS, expiresAt: PAST }), Buffer.alloc(10)),
      await post(storage(), altered({ key: '6/stored/b' }), Buffer.alloc(10)),
      await post(storage(), altered({ key: '../6/incoming/a' }), Buffer.alloc(10)),
      await post(storage(), altered({ 'Content-Type': 'text/html' }), Buffer.alloc(10)),
      await post(storage(), altered(name === 'a folder' ? { 'max-bytes': longer['max-bytes']! } : { policy: longer['policy']! }), Buffer.alloc(10)),
      await post(storage(), altered(name === 'a folder' ? { expires: longer['expires']! } : { 'x-amz-signature': longer['x-amz-signature']! }), Buffer.alloc(10)),
      await post(storage(), { ...form, fields: { key: '6/incoming/a' } }, Buffer.alloc(10)),
    ];
    expect(answers).toEqual(name === 'a folder'
      ? ['TOO_LARGE', 'TOO_LARGE', 'EXPIRED', 'FORGED', 'FORGED', 'FORGED', 'FORGED', 'FORGED', 'FORGED']
      : ['EntityTooLarge', 'EntityTooLarge', 'AccessDenied', 'AccessDenied', 'AccessDenied', 'AccessDenied', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch']);
    expect(await keysOf(storage(), '6/')).toEqual([]);
  });
});

test('a folder keeps nothing outside of it, and what is in it for its owner only', async () => {
  const storage = new FolderStorage(join(folder, 'own'), KEY);
  for (const key of ['../out', '/etc/passwd', 'a/../../b', '.hidden', 'a//b', '', 'a\\..\\b']) {
    await expect(storage.write(key, Buffer.from('x'))).rejects.toThrow('Not a key');
    await expect(storage.read(key)).rejects.toThrow('Not a key');
  }
  await storage.write('1/stored/a', Buffer.from('x'));
  expect(await readdir(folder)).not.toContain('out');
  expect((await stat(join(folder, 'own/1/stored/a'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'own/1'))).mode & 0o777).toBe(0o700);
});

test('a form of another installation is none of ours', async () => {
  const [ours, theirs] = [new FolderStorage(folder, KEY), new FolderStorage(folder, Buffer.alloc(32, 8))];
  expect(await post(ours, await theirs.form('7/incoming/a', LIMITS), Buffer.alloc(1))).toBe('FORGED');
});

test('the settings decide where files lie', async () => {
  const { settings: { port, accessKey, secretKey, bucket } } = s3;
  const inBucket = await openStorage({ home: folder, storageUrl: `s3://${accessKey}:${secretKey}@127.0.0.1:${port}/${bucket}?tls=false` }, KEY);
  await inBucket.write('8/stored/a', Buffer.from('x'), 'text/csv');
  expect(await keysOf(storages['a bucket']!, '8/')).toEqual(['8/stored/a']);
  await (await openStorage({ home: folder }, KEY)).write('8/stored/b', Buffer.from('x'), 'text/csv');
  expect(await readdir(join(folder, 'files/8/stored'))).toEqual(['b']);
});
