import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fullRefusal, refusedNow } from '../testing/refused.ts';
import { documentPart, indicatorPart, rolePart, stepPart } from './own-parts.ts';
import { checkedParts } from './parts.rule.ts';
import { MOST_FILE_BYTES, SCHEMA_VERSION, canonical, readFile, written, type PlaybookFile } from './playbook-file.ts';

const BOOK: PlaybookFile = {
  key: 'digital-bridge', title: '银发数字桥', number: 2,
  lineage: [{ district: '济源市', place: '沁园社区', program: '银发数字桥试点', number: 2 }],
  parts: [{ kind: 'STEP', key: 'survey', content: { title: '需求调查', day: 0 } }],
};
const { text } = written(BOOK);
const changed = (change: (file: Record<string, unknown>) => void): string => {
  const file = JSON.parse(text) as Record<string, unknown>;
  change(file);
  return JSON.stringify(file);
};

test('what is written is read as it was, whatever the order of its fields', () => {
  expect(readFile(text)).toEqual({ ...BOOK, sha256: written(BOOK).sha256 });
  const turned = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).toReversed()), null, 2);
  expect(readFile(turned)).toMatchObject(BOOK);
});

test.each([
  ['no file at all', '你好'],
  ['something else', '{"format":"word"}'],
  ['one that was changed', changed(file => { file['title'] = '别的'; })],
  ['one whose parts were changed', changed(file => { file['parts'] = []; })],
  ['one without its digest', changed(file => { delete file['sha256']; })],
  ['one that is too long', ' '.repeat(MOST_FILE_BYTES + 1)],
])('refused: %s', (_, file) => expect(refusedNow(() => readFile(file))).toBe('INVALID at file'));

test('a file from a newer version says so, whatever else is in it', async () => {
  const refusal = await fullRefusal(Promise.resolve().then(() => readFile(changed(file => { file['schemaVersion'] = SCHEMA_VERSION + 1; file['wonders'] = true; }))));
  expect(refusal).toMatchObject({ code: 'INVALID', field: ['file'], message: `This playbook was written by a newer version (${SCHEMA_VERSION + 1}); this one reads up to ${SCHEMA_VERSION}.` });
});

test('equal values have one text', () => fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
  const turned = Object.fromEntries(Object.entries(value).toReversed());
  return canonical(turned) === canonical(value) && canonical(JSON.parse(canonical(value))) === canonical(value);
})));

const KINDS = new Map([documentPart, stepPart, rolePart, indicatorPart(['case.on_time_rate'])].map(kind => [kind.key, kind]));
const part = (kind: string, content: unknown, key = 'one') => ({ kind, key, content });

test.each([
  [[part('WONDER', {})], 'parts.0.kind'],
  [[part('STEP', { title: '一' }, 'Not a key')], 'parts.0.key'],
  [[part('STEP', { title: '一' }), part('STEP', { title: '二' })], 'parts.1.key'],
  [[part('STEP', { title: '' })], 'parts.0.content.title'],
  [[part('STEP', { title: '一', day: -1 })], 'parts.0.content.day'],
  [[part('STEP', { title: '一', wonder: 1 })], 'parts.0.content.wonder'],
  [[part('DOCUMENT', ['一'])], 'parts.0.content'],
  [[part('INDICATOR', { indicator: 'no.such' })], 'parts.0.content.indicator'],
])('parts that are refused: %j', (parts, field) => expect(refusedNow(() => checkedParts(KINDS, parts, 'parts'))).toBe(`INVALID at ${field}`));

test('an unknown part is named', async () => {
  const refusal = await fullRefusal(Promise.resolve().then(() => checkedParts(KINDS, [part('ROBOT', {}, 'helper')], 'file', 'parts')));
  expect(refusal).toMatchObject({ code: 'INVALID', message: 'No room here understands the part "ROBOT helper".', field: ['file', 'parts', '0', 'kind'] });
});

test('parts of the room\'s own kinds are good', () => {
  const parts = [
    part('STEP', { title: '需求调查', day: 7 }), part('ROLE', { title: '讲师', duties: '上课' }), part('DOCUMENT', { title: '手册', text: '第一章' }),
    part('INDICATOR', { indicator: 'case.on_time_rate', target: 0.9 }),
  ];
  expect(checkedParts(KINDS, parts)).toEqual(parts);
});
