import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { Fault } from './fault.ts';
import { installationKey } from './key.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-process-'));
const home = () => mkdtempSync(join(folder, 'home-'));

afterAll(() => rmSync(folder, { recursive: true }));

test('without any variable the API listens on 127.0.0.1:4000 and everything lies in the checkout', () => {
  const settings = readSettings({ PORT: '', HOST: '' });
  expect(settings).toEqual({ port: 4000, host: '127.0.0.1', logLevel: 'info', home: expect.stringMatching(/\.linli$/) });
  expect(isAbsolute(settings.home)).toBe(true);
  expect(readFileSync(join(settings.home, '../package.json'), 'utf8')).toContain('"workspaces"');
});

test.each([
  [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535, got "70000".'],
  [{ PORT: '80a', LOG_LEVEL: 'loud' }, /^PORT must .* got "80a"; LOG_LEVEL must be one of fatal, .*, got "loud"\.$/],
  [{ DATABASE_URL: 'mysql://u:secret@h/d' }, 'DATABASE_URL must be a URL like postgres://user:password@host:5432/database.'],
  [{ LINLI_STORAGE_URL: 'https://u:secret@h/bucket' }, 'LINLI_STORAGE_URL must be a URL like s3://key:secret@host:9000/bucket?region=us-east-1&tls=true.'],
  [{ LINLI_STORAGE_URL: 's3://u:secret@h/bucket?tls=no' }, /^LINLI_STORAGE_URL must be [^']*tls=true\.$/],
])('%j is refused in one sentence that quotes no password', (env, sentence) => {
  expect(() => readSettings(env)).toThrow(Fault);
  expect(() => readSettings(env)).toThrow(sentence);
});

test('the key is made once, for its owner only, and is the same ever after', () => {
  const settings = { home: join(home(), 'deep', 'home') };
  const key = installationKey(settings, {});
  expect(key).toHaveLength(32);
  expect(installationKey(settings, {})).toEqual(key);
  expect(statSync(join(settings.home, 'key')).mode & 0o777).toBe(0o600);
});

test('a given key is taken in hex, base64 and base64url, and no file is made', () => {
  const key = Buffer.alloc(32, 0xfb);
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    expect(installationKey({ home: '/nowhere' }, { LINLI_KEY: key.toString(encoding) })).toEqual(key);
  }
});

test('a malformed key is refused without being quoted, and never overwritten', () => {
  const settings = { home: home() };
  writeFileSync(join(settings.home, 'key'), 'nearly the key');
  expect(() => installationKey(settings, {})).toThrow(/must be 32 bytes in base64 or hex/);
  expect(() => installationKey(settings, {})).not.toThrow(/nearly the key/);
  expect(readFileSync(join(settings.home, 'key'), 'utf8')).toBe('nearly the key');
});
