import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '@linli/domain/access/actor';
import type { Case } from '@linli/domain/cases/case.entity';
import { buildActor, buildCase, buildDistrict } from '@linli/domain/testing/build';
import { CAMERA, PDF, photo, wav } from '@linli/domain/testing/files';
import { MemoryStorage } from '@linli/domain/testing/memory-storage';
import { TestClock } from '@linli/domain/testing/test-clock';
import { FolderStorage } from '@linli/storage/folder';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { globalId } from '../src/graphql/global-id.ts';
import { startApi, until, type TestApi } from './harness.ts';

const MB = 1024 * 1024;
const DISTRICT = 419_001;
type Signed = Actor & { token: string };
interface Form { url: string; fields: { name: string; value: string }[]; expiresAt: string }

const clock = new TestClock(new Date());
let folder: string;
let api: TestApi;
let resident: Signed;
let worker: Signed;
let admin: Signed;
let elsewhere: Signed;
let stranger: Signed;
let matter: Case;
let taken: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-files-'));
  api = await startApi({ districtId: DISTRICT, clock, storage: new FolderStorage(folder, Buffer.alloc(32, 1), clock) });
  const { domain, district: { root, communities, grids } } = api;
  resident = await buildActor(domain, DISTRICT, 'RESIDENT', grids[0]);
  worker = await buildActor(domain, DISTRICT, 'GRID_WORKER', grids[0]);
  admin = await buildActor(domain, DISTRICT, 'DISTRICT_ADMIN', root);
  elsewhere = await buildActor(domain, DISTRICT, 'COMMUNITY_ADMIN', communities[1]);
  stranger = await buildActor(domain, 330_782, 'DISTRICT_ADMIN', (await buildDistrict(domain, 330_782)).root);
  matter = await buildCase(domain, resident, api.district);
  taken = await photo(120, 80);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const CREATE = `mutation ($input: AttachmentCreateInput!) { attachmentCreate(input: $input) {
  attachment { id state fileName url } form { url fields { name value } expiresAt } userErrors { code field } } }`;
const COMPLETE = `mutation ($input: AttachmentCompleteInput!) { attachmentComplete(input: $input) {
  attachment { id state fileName mediaType bytes width height url viewerCanRemove } userErrors { code field } } }`;
const REMOVE = 'mutation ($input: AttachmentRemoveInput!) { attachmentRemove(input: $input) { removedId userErrors { code field } } }';
const OF_CASE = 'query ($id: ID!) { case(id: $id) { attachments { id fileName url viewerCanRemove } } }';

async function command(query: string, input: object, by: Signed): Promise<Record<string, any>> {
  const { data, errors } = await api.ask(query, { input }, by.token);
  expect(errors).toEqual([]);
  return Object.values(data!)[0];
}

const declare = (by: Signed, content: Buffer, values: object = {}) => command(CREATE, {
  recordId: globalId('Case', matter.id), fileName: '楼道.jpg', mediaType: 'image/jpeg', bytes: content.length, ...values,
}, by);

/** Posts a form as a mini-program does: without cookie or token. */
function post({ url, fields }: Form, content: Buffer, altered: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const { name, value } of fields) form.append(name, altered[name] ?? value);
  form.append('file', new Blob([new Uint8Array(content)]), '../../现场.jpg');
  return fetch(new URL(url, api.url), { method: 'POST', body: form });
}

async function attach(by: Signed, content: Buffer, values: object = {}): Promise<Record<string, any>> {
  const { attachment, form } = await declare(by, content, values);
  expect((await post(form, content)).status).toBe(204);
  return (await command(COMPLETE, { attachmentId: attachment.id }, by))['attachment'];
}

const open = (url: string, headers = {}) => fetch(new URL(url, api.url), { headers });
const shownTo = async (by: Signed): Promise<Record<string, any>[]> => (await api.ask(OF_CASE, { id: globalId('Case', matter.id) }, by.token)).data?.['case']?.attachments;
const onDisk = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile()).map(({ name }) => name);

test('a page may send files to a store that is another host, and to no other', async () => {
  const storage = Object.assign(new MemoryStorage(clock), { origin: 'https://files.example:9000' });
  const beside = await startApi({ beside: api, storage });
  const allowed = async ({ url }: TestApi) => /connect-src ([^;]+)/.exec((await fetch(url)).headers.get('content-security-policy') ?? '')?.[1];
  expect([await allowed(api), await allowed(beside)]).toEqual(["'self'", "'self' https://files.example:9000"]);
  await beside.close();
});

test('a photo goes from declaration to the case, and its link shows it, without where it was taken', async () => {
  const { attachment, form } = await declare(resident, taken);
  expect(attachment).toMatchObject({ state: 'PENDING', url: null, fileName: '楼道.jpg' });
  expect(form.url).toBe('/uploads');
  expect((await post(form, taken)).status).toBe(204);
  const { attachment: stored } = await command(COMPLETE, { attachmentId: attachment.id }, resident);
  expect(stored).toMatchObject({ id: attachment.id, state: 'STORED', mediaType: 'image/jpeg', width: 80, height: 120, viewerCanRemove: true });
  expect(await shownTo(worker)).toMatchObject([{ id: stored.id, fileName: '楼道.jpg', viewerCanRemove: false }]);

  const answer = await open(stored.url);
  const content = Buffer.from(await answer.arrayBuffer());
  expect(Object.fromEntries(['content-type', 'content-disposition', 'cache-control', 'x-content-type-options'].map(name => [name, answer.headers.get(name)]))).toEqual({
    'content-type': 'image/jpeg', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
    'content-disposition': 'inline; filename="__.jpg"; filename*=UTF-8\'\'%E6%A5%BC%E9%81%93.jpg',
  });
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  expect([content.length, content.includes(CAMERA), content.includes('GPS')]).toEqual([stored.bytes, false, false]);
  expect((await sharp(content).metadata()).exif).toBeUndefined();
  await command(REMOVE, { attachmentId: stored.id }, resident);
});

test('what is sent again with the same idempotency key is one attachment, with the same form', async () => {
  const first = await declare(resident, taken, { idempotencyKey: 'once' });
  const again = await declare(resident, taken, { idempotencyKey: 'once' });
  expect(again).toEqual(first);
  await post(again['form'], taken);
  const input = { attachmentId: first['attachment'].id, idempotencyKey: 'twice' };
  const [one, two] = [await command(COMPLETE, input, resident), await command(COMPLETE, input, resident)];
  expect(two['attachment'].id).toBe(one['attachment'].id);
  expect((await declare(resident, taken, { idempotencyKey: 'once' }))['form']).toBeNull();
  await command(REMOVE, { attachmentId: input.attachmentId }, resident);
});

test('to others there is neither the case nor a way to attach to it', async () => {
  const { id } = await attach(resident, taken);
  for (const by of [elsewhere, stranger]) {
    expect((await declare(by, taken))['userErrors']).toEqual([{ code: 'NOT_FOUND', field: ['recordId'] }]);
    for (const query of [COMPLETE, REMOVE]) expect((await command(query, { attachmentId: id }, by))['userErrors']).toEqual([{ code: 'NOT_FOUND', field: ['attachmentId'] }]);
    expect((await api.ask('query ($id: ID!) { node(id: $id) { id } }', { id }, by.token)).data).toEqual({ node: null });
    expect(await shownTo(by)).toBeUndefined();
  }
  expect((await api.ask('query ($id: ID!) { node(id: $id) { ... on Attachment { fileName } } }', { id }, worker.token)).data).toEqual({ node: { fileName: '楼道.jpg' } });
  expect((await command(REMOVE, { attachmentId: id }, worker))['userErrors']).toEqual([{ code: 'NOT_ALLOWED', field: ['attachmentId'] }]);
  expect(await command(REMOVE, { attachmentId: id }, admin)).toEqual({ removedId: id, userErrors: [] });
  expect(await shownTo(resident)).toEqual([]);
});

test('a link is good for five minutes, as it is', async () => {
  const { url, id } = await attach(resident, taken);
  expect((await open(url)).status).toBe(200);
  const [said = '', seal = ''] = url.slice('/files/'.length).split('.');
  const values = JSON.parse(Buffer.from(said, 'base64url').toString()) as unknown[];
  const forged = (at: number, value: unknown) => `/files/${Buffer.from(JSON.stringify(values.with(at, value))).toString('base64url')}.${seal}`;
  for (const wrong of [forged(0, 330_782), forged(1, matter.id), forged(2, admin.sessionId), forged(3, Date.now() + 1e9), '/files/', '/files/x', '/files/..%2f..%2fetc%2fpasswd', `/files/${said}`, `${url}x`]) {
    expect([wrong, (await open(wrong)).status]).toEqual([wrong, 404]);
  }
  clock.pass(5);
  expect((await open(url)).status).toBe(404);
  const [again] = await shownTo(resident);
  expect((await open(again!['url'])).status).toBe(200);
  await command(REMOVE, { attachmentId: id }, resident);
  expect((await open(again!['url'])).status).toBe(404);
});

test('a link goes with the role, the session and the account that it was made for', async () => {
  const { domain, database, district: { grids } } = api;
  const { id } = await attach(resident, taken);
  const linkOf = async (by: Signed) => (await shownTo(by))[0]!['url'] as string;
  const opens = async (url: string) => (await open(url)).status === 200;

  const one = await buildActor(domain, DISTRICT, 'GRID_WORKER', grids[0]);
  const [byRole, others] = [await linkOf(one), await linkOf(worker)];
  expect(await opens(byRole)).toBe(true);
  const [role] = await database.owner<{ id: string }>('select id from membership where account_id = $1', [one.accountId]);
  await domain.roles.revoke(admin, role!.id);
  expect([await opens(byRole), await opens(others)]).toEqual([false, true]);

  const two = await buildActor(domain, DISTRICT, 'GRID_WORKER', grids[0]);
  const bySession = await linkOf(two);
  await api.ask('mutation { sessionSignOut { userErrors { code } } }', {}, two.token);
  expect(await opens(bySession)).toBe(false);

  const three = await buildActor(domain, DISTRICT, 'GRID_WORKER', grids[0]);
  const byAccount = await linkOf(three);
  await domain.accounts.disable(admin, three.accountId);
  expect(await opens(byAccount)).toBe(false);
  await command(REMOVE, { attachmentId: id }, resident);
});

test('sounds are given in parts, documents to be saved under their name', async () => {
  const sound = await attach(resident, wav(), { mediaType: 'audio/x-wav', fileName: '录音' });
  expect(sound).toMatchObject({ mediaType: 'audio/wav', fileName: '录音.wav' });
  for (const [range, status, length, given] of [
    ['bytes=0-3', 206, 4, 'bytes 0-3/8044'], ['bytes=8000-', 206, 44, 'bytes 8000-8043/8044'], ['bytes=-44', 206, 44, 'bytes 8000-8043/8044'],
    ['bytes=5-1', 200, 8044, null], ['bytes=9000-', 200, 8044, null], ['bytes=0-1,3-4', 200, 8044, null], ['nonsense', 200, 8044, null],
  ] as const) {
    const answer = await open(sound['url'], { range });
    expect([range, answer.status, (await answer.arrayBuffer()).byteLength, answer.headers.get('content-range')]).toEqual([range, status, length, given]);
  }
  const paper = await attach(resident, PDF, { mediaType: 'application/pdf', fileName: '../a"b\r\nSet-Cookie: x=1\u202E;证明.pdf' });
  const answer = await open(paper['url']);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="a_bSet-Cookie__x_1___.pdf"; filename*=UTF-8''a_bSet-Cookie_%20x%3D1%3B%E8%AF%81%E6%98%8E.pdf`);
  for (const { id } of [sound, paper]) await command(REMOVE, { attachmentId: id }, resident);
});

test('a photo of 30 MB is refused when it is declared, while it is sent, and when it is completed', async () => {
  const large = Buffer.alloc(30 * MB, 1);
  expect((await declare(resident, large))['userErrors']).toEqual([{ code: 'INVALID', field: ['bytes'] }]);
  const { attachment, form } = await declare(resident, taken, { bytes: 20 * MB });
  for (let time = 0; time < 10; time++) { // an answer in the midst of what is sent was heard most times only
    const answer = await post(form, large);
    expect([answer.status, await answer.json()]).toEqual([413, { error: 'TOO_LARGE' }]);
  }
  expect(await onDisk()).toEqual([]);
  await new FolderStorage(folder, Buffer.alloc(32)).write(`${DISTRICT}/incoming/${(await pendingIds())[0]}`, large);
  expect((await command(COMPLETE, { attachmentId: attachment.id }, resident))['userErrors']).toEqual([{ code: 'INVALID', field: [] }]);
  expect(await onDisk()).toEqual([]);
  await command(REMOVE, { attachmentId: attachment.id }, resident);
});

const pendingIds = async () => (await api.database.owner<{ id: string }>(`select id from attachment where state = 'PENDING' order by created_at desc`)).map(({ id }) => id);

test('a form is good for its own file, type, size and hour, and for nothing else', async () => {
  const [{ attachment: one, form }, { attachment: two, form: other }] = [await declare(resident, taken), await declare(resident, taken)];
  const value = (of: Form, name: string) => of.fields.find(field => field.name === name)!.value;
  for (const altered of [
    { key: value(other, 'key') }, { key: value(form, 'key').replace('incoming', 'stored') }, { key: '../../key' }, { 'max-bytes': '999999999' },
    { 'Content-Type': 'text/html' }, { expires: '99999999999999' }, { signature: value(other, 'signature') }, { signature: '' },
  ]) expect([altered, (await post(form, taken, altered)).status]).toEqual([altered, 403]);
  expect((await post({ ...form, fields: [] }, taken)).status).toBe(403);
  const noFile = new FormData();
  noFile.append('key', 'x');
  expect((await fetch(`${api.url}/uploads`, { method: 'POST', body: noFile })).status).toBe(400);
  expect((await fetch(`${api.url}/uploads`, { method: 'POST', body: 'x' })).status).toBeGreaterThanOrEqual(400);
  expect((await post(form, Buffer.concat([taken, Buffer.alloc(1)]))).status).toBe(413);
  clock.pass(61);
  expect((await post(form, taken)).status).toBe(403);
  expect(await onDisk()).toEqual([]);
  for (const { id } of [one, two]) await command(REMOVE, { attachmentId: id }, resident);
});

test('an upload that is cut off leaves nothing', async () => {
  const { attachment, form } = await declare(resident, taken, { bytes: 10 * MB });
  const parts = (form as Form).fields.map(({ name, value }) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
  const sent = request(new URL(form.url, api.url), { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } });
  sent.on('error', () => undefined);
  sent.write(`${parts}--b\r\ncontent-disposition: form-data; name="file"; filename="x.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`);
  sent.write(Buffer.alloc(MB, 1));
  await until(async () => (await onDisk()).some(name => name.endsWith('.part')), 'the beginning of the file');
  sent.destroy();
  await until(async () => (await onDisk()).length === 0, 'the file to be gone');
  await sleep(50);
  expect((await command(COMPLETE, { attachmentId: attachment.id }, resident))['userErrors']).toEqual([{ code: 'WRONG_STATE', field: [] }]);
  await command(REMOVE, { attachmentId: attachment.id }, resident);
});

test('pages and drawings with scripts are refused, whatever they call themselves', async () => {
  for (const content of ['<!doctype html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'GIF89a/*<script>*/=1']) {
    const { attachment, form } = await declare(resident, Buffer.from(content));
    expect((await post(form, Buffer.from(content))).status).toBe(204);
    expect((await command(COMPLETE, { attachmentId: attachment.id }, resident))['userErrors']).toEqual([{ code: 'INVALID', field: [] }]);
    await command(REMOVE, { attachmentId: attachment.id }, resident);
  }
});

test('nothing is logged of all this, and no file is left', async () => {
  expect(api.logged).toEqual([]);
  expect(await onDisk()).toEqual([]);
});
