import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import type { Attachment } from '@linli/domain/attachments/attachment.entity';
import type { Domain } from '@linli/domain/domain';
import { newId } from '@linli/domain/shared/ids';
import { system } from '@linli/domain/shared/performer';
import { buildActor, buildCase, buildDistrict } from '@linli/domain/testing/build';
import { CAMERA, photo } from '@linli/domain/testing/files';
import { refused } from '@linli/domain/testing/refused';
import { TestClock } from '@linli/domain/testing/test-clock';
import { testDatabase, type TestDatabase } from '@linli/domain/testing/test-database';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { S3Storage } from './s3.ts';
import { startS3, type S3Stand } from './testing/s3-stand.ts';

const clock = new TestClock(new Date());
let s3: S3Stand;
let storage: S3Storage;
let database: TestDatabase;
let domain: Domain;
let resident: Actor;
let recordId: string;
let taken: Buffer;

beforeAll(async () => {
  s3 = await startS3();
  storage = new S3Storage(s3.settings);
  database = await testDatabase();
  domain = await database.open({ clock, storage });
  const at = await buildDistrict(domain, 101);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  recordId = (await buildCase(domain, resident, at)).id;
  taken = await photo();
});
afterAll(async () => {
  await database.close();
  await s3.close();
});

const declare = () => domain.attachments.create(resident, { recordKind: 'Case', recordId, fileName: '楼道.jpg', mediaType: 'image/jpeg', bytes: taken.length });

async function post(attachment: Attachment, content: Buffer): Promise<number> {
  const { url, fields } = (await domain.attachments.form(attachment))!;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), 'x.jpg');
  return (await fetch(url, { method: 'POST', body: form })).status;
}

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of storage.list('101/')) found.push(key);
  return found;
}

test('a photo goes by the store\'s own form into the bucket, is completed, and read without where it was taken', async () => {
  const declared = await declare();
  expect(await refused(domain.attachments.complete(resident, declared.id))).toBe('WRONG_STATE');
  expect(await post(declared, Buffer.alloc(taken.length + 1))).toBe(400);
  expect(await post(declared, taken)).toBe(204);
  const all = await Promise.all(Array.from({ length: 5 }, () => domain.attachments.complete(resident, declared.id)));
  expect(new Set(all.map(({ storageKey }) => storageKey)).size).toBe(1);
  expect(await keys()).toEqual([all[0]!.storageKey]);
  const content = await buffer(await domain.attachments.content(all[0]!));
  expect([content.length, content.includes(CAMERA)]).toEqual([all[0]!.bytes, false]);
  await domain.attachments.remove(resident, declared.id);
  expect(await keys()).toEqual([]);
});

test('the sweep takes from the bucket what belongs to nothing, and nothing else', async () => {
  const made = await domain.attachments.store(system(101), { recordKind: 'Case', recordId, fileName: '表.csv', mediaType: 'text/csv', content: Readable.from([Buffer.from('a,b\n')]) });
  const forsaken = await declare();
  expect(await post(forsaken, taken)).toBe(204);
  await storage.write(`101/stored/${newId()}`, taken, 'image/jpeg'); // killed between storage and database
  expect(await domain.attachments.sweep(101)).toEqual({ rows: 0, files: 0 });
  clock.pass(24 * 60 + 1);
  expect(await domain.attachments.sweep(101)).toEqual({ rows: 1, files: 2 });
  expect(await keys()).toEqual([made.storageKey]);
  expect((await buffer(await domain.attachments.content(made))).toString()).toBe('a,b\n');
});
