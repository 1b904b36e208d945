import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Actor } from '../access/actor.ts';
import type { Case } from '../cases/case.entity.ts';
import type { Domain } from '../domain.ts';
import { newId } from '../shared/ids.ts';
import { system } from '../shared/performer.ts';
import { buildActor, buildCase, buildDistrict, type BuiltDistrict } from '../testing/build.ts';
import { PDF, photo } from '../testing/files.ts';
import { MemoryStorage } from '../testing/memory-storage.ts';
import { refused } from '../testing/refused.ts';
import { TestClock } from '../testing/test-clock.ts';
import { testDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { Attachment } from './attachment.entity.ts';
import { attachmentsOfRecords } from './attachments.read.ts';
import type { NewAttachment } from './attachments.service.ts';

const MB = 1024 * 1024;
const clock = new TestClock('2025-03-12T02:00:00Z');
const storage = new MemoryStorage(clock);
let database: TestDatabase;
let domain: Domain;
let at: BuiltDistrict;
let resident: Actor;
let worker: Actor;
let admin: Actor;
let elsewhere: Actor;
let matter: Case;
let taken: Buffer;

beforeAll(async () => {
  database = await testDatabase();
  domain = await database.open({ clock, storage });
  at = await buildDistrict(domain, 101);
  resident = await buildActor(domain, 101, 'RESIDENT', at.grids[0]);
  worker = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
  admin = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[0]);
  elsewhere = await buildActor(domain, 101, 'COMMUNITY_ADMIN', at.communities[1]);
  taken = await photo();
});
afterAll(() => database.close());
beforeEach(async () => {
  storage.files.clear();
  matter = await buildCase(domain, resident, at);
});

const declare = (by: Actor, values: Partial<NewAttachment> = {}) => domain.attachments.create(by, {
  recordKind: 'Case', recordId: matter.id, fileName: '楼道.jpg', mediaType: 'image/jpeg', bytes: taken.length, ...values,
});

/** Sends a file by the form, as the storage would take it in. */
async function send(attachment: Attachment, content: Buffer = taken): Promise<void> {
  const form = await domain.attachments.form(attachment);
  await storage.write(form!.fields['key']!, content);
}

async function attach(by: Actor, content: Buffer = taken, values: Partial<NewAttachment> = {}): Promise<Attachment> {
  const declared = await declare(by, { bytes: content.length, ...values });
  await send(declared, content);
  return domain.attachments.complete(by, declared.id);
}

async function shown(): Promise<string[]> {
  return domain.connections.reading(101, snapshot => snapshot.rows(attachmentsOfRecords, ['Case'], [matter.id]).then(rows => rows.map(({ id }) => id)));
}

async function seen(by: Actor, id: string): Promise<boolean> {
  return domain.connections.reading(by.districtId, snapshot => domain.attachments.seen(snapshot, by, id).then(row => row !== null));
}

describe('from declaration to file', () => {
  test('a file is declared, sent, completed, and then shown with what is known of it', async () => {
    const declared = await declare(resident);
    expect(declared).toMatchObject({ state: 'PENDING', createdBy: resident.accountId, storageKey: null });
    expect(await shown()).toEqual([]);
    await send(declared);
    const stored = await domain.attachments.complete(resident, declared.id);
    expect(stored).toMatchObject({ id: declared.id, state: 'STORED', fileName: '楼道.jpg', width: 40, height: 60, storedAt: clock.now() });
    expect(await shown()).toEqual([declared.id]);
    const content = await buffer(await domain.attachments.content(stored));
    expect(content.length).toBe(stored.bytes);
    expect(content.includes('GPS')).toBe(false);
    expect([...storage.files.keys()]).toEqual([stored.storageKey]); // what was sent is gone
  });

  test('a form is good for an hour, and not once the file is there', async () => {
    const declared = await declare(resident);
    expect((await domain.attachments.form(declared))?.expiresAt).toEqual(new Date(clock.now().getTime() + 3_600_000));
    clock.pass(60);
    expect(await domain.attachments.form(declared)).toBeNull();
    expect(await domain.attachments.form(await attach(resident))).toBeNull();
  });

  test('what a form writes after completion is not what is shown', async () => {
    const declared = await declare(resident);
    const form = await domain.attachments.form(declared);
    await send(declared);
    const stored = await domain.attachments.complete(resident, declared.id);
    await storage.write(form!.fields['key']!, Buffer.from('<script>'));
    expect((await domain.attachments.complete(resident, declared.id)).sha256).toBe(stored.sha256);
    expect((await buffer(await domain.attachments.content(stored))).includes('<script>')).toBe(false);
  });

  test('completed twenty times at once, it is one file', async () => {
    const declared = await declare(resident);
    await send(declared);
    const all = await Promise.all(Array.from({ length: 20 }, () => domain.attachments.complete(resident, declared.id)));
    expect(new Set(all.map(({ storageKey }) => storageKey)).size).toBe(1);
    expect([...storage.files.keys()]).toEqual([all[0]!.storageKey]);
  });

  test('declared again with the same idempotency key, it is the same attachment', async () => {
    const keyed = { ...resident, idempotency: { key: newId(), fingerprint: 'f' } };
    expect((await declare(keyed)).id).toBe((await declare(keyed)).id);
  });
});

describe('refused when declared', () => {
  test.each<[string, Partial<NewAttachment>]>([
    ['INVALID at bytes', { bytes: 30 * MB }],
    ['INVALID at bytes', { bytes: 20 * MB + 1 }],
    ['INVALID at bytes', { bytes: 0 }],
    ['INVALID at mediaType', { mediaType: 'image/svg+xml' }],
    ['INVALID at mediaType', { mediaType: 'image/heic' }],
    ['INVALID at mediaType', { mediaType: 'text/html' }],
    ['INVALID at fileName', { fileName: '\0\n' }],
    ['NOT_FOUND at recordId', { recordId: newId() }],
    ['NOT_FOUND at recordId', { recordKind: 'Place' }],
  ])('%s: %j', async (why, values) => {
    expect(await refused(declare(resident, values))).toBe(why);
  });

  test('the 21st file, also when many are declared at once', async () => {
    const declared = await Promise.allSettled(Array.from({ length: 25 }, () => declare(resident)));
    expect(declared.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await refused(declare(worker))).toBe('WRONG_STATE at recordId');
    clock.pass(61); // forms that are over hold no place
    const late = await declare(worker);
    for (const each of declared) if (each.status === 'fulfilled') await storage.write(`101/incoming/${each.value.id}`, taken);
    for (const each of declared) if (each.status === 'fulfilled') await domain.attachments.complete(resident, each.value.id);
    await send(late);
    expect(await refused(domain.attachments.complete(worker, late.id))).toBe('WRONG_STATE');
    expect(await shown()).toHaveLength(20);
    expect([...storage.files.keys()].filter(key => key.includes('/stored/'))).toHaveLength(20);
  });
});

describe('refused when completed', () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['30 MB where less was declared', () => Buffer.alloc(30 * MB, 1)],
    ['no byte at all', () => Buffer.alloc(0)],
    ['one byte less', () => taken.subarray(1)],
    ['a page of the same size', () => Buffer.from('<html><script>alert(1)</script>'.padEnd(taken.length))],
  ])('%s: thrown away, and may be sent again', async (_, content) => {
    const declared = await declare(resident);
    await send(declared, await content());
    expect(await refused(domain.attachments.complete(resident, declared.id))).toBe('INVALID');
    expect(storage.files.size).toBe(0);
    expect(await refused(domain.attachments.complete(resident, declared.id))).toBe('WRONG_STATE');
    await send(declared);
    expect((await domain.attachments.complete(resident, declared.id)).state).toBe('STORED');
  });

  test('by somebody else, though they see the case', async () => {
    const declared = await declare(resident);
    await send(declared);
    expect(await refused(domain.attachments.complete(admin, declared.id))).toBe('NOT_FOUND at attachmentId');
  });
});

describe('who may', () => {
  test('whoever sees the case sees its files and attaches to it; to others there is neither', async () => {
    for (const by of [resident, worker, admin]) {
      const { id } = await attach(by);
      for (const other of [resident, worker, admin]) expect(await seen(other, id)).toBe(true);
      expect(await seen(elsewhere, id)).toBe(false);
    }
    expect(await refused(declare(elsewhere))).toBe('NOT_FOUND at recordId');
    expect(await refused(declare(await buildActor(domain, 101, 'RESIDENT', at.grids[0])))).toBe('NOT_FOUND at recordId');
  });

  test('of another district nothing is seen, completed or removed', async () => {
    const abroad = await buildDistrict(domain, 102);
    const stranger = await buildActor(domain, 102, 'DISTRICT_ADMIN', abroad.root);
    const { id } = await attach(resident);
    expect(await seen(stranger, id)).toBe(false);
    expect(await refused(domain.attachments.complete(stranger, id))).toBe('NOT_FOUND at attachmentId');
    expect(await refused(domain.attachments.remove(stranger, id))).toBe('NOT_FOUND at attachmentId');
  });

  test('who no longer sees the case completes and removes nothing, not even their own', async () => {
    const passing = await buildActor(domain, 101, 'GRID_WORKER', at.grids[0]);
    const declared = await declare(passing);
    await send(declared);
    const stored = await attach(passing);
    const nowhere = { ...passing, memberships: [] };
    expect(await refused(domain.attachments.complete(nowhere, declared.id))).toBe('NOT_FOUND at attachmentId');
    expect(await refused(domain.attachments.remove(nowhere, stored.id))).toBe('NOT_FOUND at attachmentId');
    expect(await seen(nowhere, stored.id)).toBe(false);
  });

  test('a file is removed, with its bytes, by who attached it or by an admin', async () => {
    const [own, others] = [await attach(worker), await attach(resident)];
    expect(await refused(domain.attachments.remove(worker, others.id))).toBe('NOT_ALLOWED at attachmentId');
    await domain.attachments.remove(worker, own.id);
    await domain.attachments.remove(admin, others.id);
    expect(await shown()).toEqual([]);
    expect(storage.files.size).toBe(0);
    expect(await refused(domain.attachments.remove(admin, others.id))).toBe('NOT_FOUND at attachmentId');
  });

  test('of what is awaited only who declared it knows', async () => {
    const declared = await declare(worker);
    expect(await refused(domain.attachments.remove(admin, declared.id))).toBe('NOT_FOUND at attachmentId');
    await domain.attachments.remove(worker, declared.id);
  });
});

test('the system keeps a file that it made, streamed, of any size', async () => {
  const size = 30 * MB;
  const content = Readable.from((function* () { for (let n = 0; n < size / MB; n++) yield Buffer.alloc(MB, n); })());
  const made = await domain.attachments.store(system(101), { recordKind: 'Case', recordId: matter.id, fileName: '导出.csv', mediaType: 'text/csv', content });
  expect(made).toMatchObject({ state: 'STORED', bytes: size, createdBy: null, fileName: '导出.csv' });
  expect((await buffer(await domain.attachments.content(made))).length).toBe(size);
});

test('neither the name of a file nor what is in it comes into the audit', async () => {
  await attach(resident, PDF, { mediaType: 'application/pdf', fileName: '金丝雀.pdf' });
  const kept = JSON.stringify(await database.owner('select to_jsonb(a) from audit_entry a'));
  expect(kept).toContain('attachment.complete');
  expect(kept).not.toContain('金丝雀');
});

describe('the sweep', () => {
  const DAY = 24 * 60;
  /** What belongs to the tests above is out of the way. */
  const swept = async () => {
    const { rows, files } = await domain.attachments.sweep(101);
    return { rows, files };
  };
  beforeEach(async () => { await database.owner('delete from attachment'); });

  test('removes what was never completed, with what was sent, after a day and not before', async () => {
    const [silent, sent] = [await declare(resident), await declare(resident)];
    await send(sent);
    expect(await swept()).toEqual({ rows: 0, files: 0 });
    clock.pass(DAY + 1);
    expect(await swept()).toEqual({ rows: 2, files: 1 });
    expect(await refused(domain.attachments.complete(resident, silent.id))).toBe('NOT_FOUND at attachmentId');
    expect(storage.files.size).toBe(0);
  });

  test('loses nothing that is stored, however old, and finishes what was killed in the middle', async () => {
    const stored = await attach(resident);
    await storage.write(`101/stored/${newId()}`, taken); // killed between storage and database
    await storage.write(`101/incoming/${stored.id}`, taken); // killed before it was thrown away
    await storage.write('101/incoming/what.ever.part', taken); // killed while it came in
    await storage.write('102/stored/other', taken); // another district's
    clock.pass(DAY + 1);
    const awaited = await declare(resident);
    await send(awaited);
    await storage.write(`101/stored/${newId()}`, taken); // just being stored
    expect(await swept()).toEqual({ rows: 0, files: 3 });
    expect(await shown()).toEqual([stored.id]);
    expect((await buffer(await domain.attachments.content(stored))).length).toBe(stored.bytes);
    expect((await domain.attachments.complete(resident, awaited.id)).state).toBe('STORED');
    expect(storage.files.has('102/stored/other')).toBe(true);
  });

  test('removes the files of a record that is gone', async () => {
    await attach(resident);
    clock.pass(DAY + 1);
    const kept = await attach(resident, taken, { recordId: (await buildCase(domain, resident, at)).id });
    await database.owner('delete from service_case where id = $1', [matter.id]);
    expect(await swept()).toEqual({ rows: 1, files: 1 });
    expect([...storage.files.keys()]).toEqual([kept.storageKey]);
  });

  test('removes a thousand at most, and the next goes on', async () => {
    for (let n = 0; n < 1_200; n++) await storage.write(`101/stored/${newId()}`, Buffer.from('x'));
    clock.pass(DAY + 1);
    expect(await swept()).toEqual({ rows: 0, files: 1_000 });
    expect(await swept()).toEqual({ rows: 0, files: 200 });
  });

  test('a call that was killed after the file was sent is made up for by calling again', async () => {
    const declared = await declare(resident);
    await send(declared);
    const broken = await database.open({ clock, storage: Object.assign(new MemoryStorage(clock), {
      head: storage.head.bind(storage), read: storage.read.bind(storage), write: () => Promise.reject(new Error('killed')),
    }) });
    await expect(broken.attachments.complete(resident, declared.id)).rejects.toThrow('killed');
    expect((await domain.attachments.complete(resident, declared.id)).state).toBe('STORED');
  });
});
