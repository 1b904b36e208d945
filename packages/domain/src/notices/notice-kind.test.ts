import { expect, test } from '@jest/globals';
import { Domain } from '../domain.ts';
import { PLACEHOLDER, defineNotice, noticeKinds, rendered } from './notice-kind.ts';
import { LANGUAGES, moment, oneOf, plain, written } from './param.ts';

const kinds = noticeKinds().filter(({ kind }) => !kind.startsWith('test.')).map(kind => [kind.kind, kind] as const); // other files define theirs in the same thread

test('whoever has the domain has the notices of all its rooms', () => {
  expect(Domain).toBeDefined();
  expect(kinds.length).toBeGreaterThan(10);
});

test.each(kinds)('%s says in both languages all of its parameters and no others', (_, kind) => {
  for (const language of LANGUAGES) {
    const { title, body } = kind[language];
    expect(title).not.toBe('');
    expect(body).not.toBe('');
    const used = `${title} ${body}`.matchAll(PLACEHOLDER).map(([, name = '']) => name).toArray();
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(kind.params).toSorted());
  }
  expect(kind.ZH.title).toMatch(/\p{Script=Han}/u);
  expect(kind.EN.title + kind.EN.body).not.toMatch(/\p{Script=Han}/u);
  expect(kind.kind).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
});

const sample = defineNotice('test.sample', {
  about: null,
  params: { name: plain, text: written, at: moment, colour: oneOf({ RED: { ZH: '红', EN: 'red' } }) },
  ZH: { title: '{name}', body: '{text} {at} {colour}' },
  EN: { title: '{name}!', body: '{at} {colour} {text}' },
});

test('it is rendered when read, in the language asked for', () => {
  const params = { name: '灯', text: '坏了', at: '2026-11-21T02:30:00.000Z', colour: 'RED' };
  expect(rendered({ kind: sample.kind, params }, 'ZH')).toEqual({ title: '灯', body: '坏了 11月21日 10:30 红' });
  expect(rendered({ kind: sample.kind, params }, 'EN')).toEqual({ title: '灯!', body: '21 November at 10:30 red 坏了' });
});

test('what was kept by other templates than today\'s is rendered as far as it goes', () => {
  expect(rendered({ kind: sample.kind, params: { at: 'noon', colour: 'GREEN', old: 'x' } }, 'ZH')).toEqual({ title: '—', body: '— — GREEN' });
  expect(rendered({ kind: sample.kind, params: { name: '{text}', text: '$&' } }, 'ZH').title).toBe('{text}');
});

test('a kind that is no longer declared says something sensible', () => {
  expect(rendered({ kind: 'test.gone', params: { number: '1' } }, 'ZH')).toEqual({ title: '通知', body: '这类通知已停用，请查看相关事项。' });
  expect(rendered({ kind: 'test.gone', params: {} }, 'EN').title).toBe('Notice');
});

test('a kind is declared once', () => {
  expect(() => defineNotice('test.sample', sample)).toThrow('declared twice');
});

test('what people wrote is kept without numbers, and not longer than 200 characters', () => {
  expect(written.keep('电话13812345678')).toBe('电话***********');
  expect([...written.keep('𠮷'.repeat(201))]).toHaveLength(200);
  expect(written.keep('灯'.repeat(200))).toBe('灯'.repeat(200));
});
