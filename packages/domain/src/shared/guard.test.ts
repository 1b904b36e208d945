import { expect, test } from '@jest/globals';
import { guardedClient, UnrecordedWrite, whileRecording } from './guard.ts';

const Guarded = guardedClient(['service_case', 'resident']);
/** The client is never connected: what the guard lets pass waits in its queue. */
const send = (text: string): unknown => new Guarded().query(text, [], () => undefined);

test.each([
  `update service_case set title = 'x'`,
  `UPDATE Service_Case SET title = 'x'`,
  `insert into resident (id) values (1)`,
  `insert into resident values (1) on conflict do update set name = 'x'`,
  `delete from resident`,
  `merge into resident using place on true when matched then delete`,
  `truncate resident`,
  `truncate table resident`,
  `copy resident from stdin`,
  // names
  `update "service_case" set title = 'x'`,
  `update"service_case"set title = 'x'`,
  `update public.service_case set title = 'x'`,
  `update "public"."service_case" set title = 'x'`,
  `update linli.public . "service_case" set title = 'x'`,
  `update U&"service\\005fcase" set title = 'x'`,
  `update only service_case set title = 'x'`,
  `update only(service_case) set title = 'x'`,
  `delete from only public.service_case`,
  `insert\ninto\tresident values (1)`,
  `update service_case*set title = 'x'`,
  // hidden in other statements
  `with gone as (delete from service_case returning id) select * from gone`,
  `with a as (select 1), b as (update service_case set title = 'x' returning 1) insert into place select * from b`,
  `select 1; delete from service_case`,
  `explain analyze delete from service_case`,
  `prepare later as delete from service_case`,
  `declare c cursor for select 1; update service_case set title = 'x'`,
  `do $$ begin delete from service_case; end $$`,
  `select 1; DO 'begin delete from service_case; end'`,
  `create function pg_temp.f() returns void language sql as 'delete from service_case'`,
  `create or replace procedure f() language sql as $$ delete from service_case $$`,
  // hidden behind comments and literals
  `delete/**/from/**/service_case`,
  `delete --\nfrom service_case`,
  `/* select */ update /* nothing */ service_case set title = 'x'`,
  `/* a /* nested */ ' */ update service_case set title = ''`,
  `select 1 as "it's"; delete from service_case where title <> 'x'`,
  `select '\\'; delete from service_case where title <> 'x'`,
  `select e'\\''; delete from service_case where title <> 'x'`,
  `select 'it''s'; delete from service_case where title <> 'x'`,
  `select $a$ $b$ $a$; delete from service_case where title <> $b$x$b$`,
  `select a$b$ from c; delete from service_case where title <> '$b$'`,
  `select $1; delete from service_case where title <> '$1'`,
  `select '--'; delete from service_case`,
  `select '/*'; delete from service_case where title <> '*/'`,
  `select 'unfinished; delete from service_case`,
])('refused: %s', statement => {
  expect(() => send(statement)).toThrow(UnrecordedWrite);
});

test.each([
  `select * from service_case for update`,
  `select * from service_case for update of service_case`,
  `select 'update service_case'`,
  `select e'it\\'s: update service_case'`,
  `select $$ delete from service_case $$`,
  `select $x$ $$ delete from service_case $$ $x$`,
  `select 1 -- update service_case`,
  `select 1 /* delete from service_case /* and */ update resident */`,
  `insert into place (name) values ('insert into resident')`,
  `insert into case_step (note) select title from service_case`,
  `update place set name = (select title from service_case limit 1)`,
  `delete from case_step using service_case`,
  `update service_case_archive set title = 'x'`,
  `insert into my_resident values (1)`,
  `insert into place values (1) on conflict do nothing`,
  `copy (select * from service_case) to stdout`,
  `begin`,
])('let pass: %s', statement => {
  expect(() => send(statement)).not.toThrow();
});

test('statements given as objects, cursors and named plans are looked at too', () => {
  const client = new Guarded();
  const { query } = client as unknown as { query: (config: object) => unknown };
  const text = 'delete from service_case';
  for (const config of [{ text }, { name: 'plan', text, values: [] }, { cursor: { text } }]) {
    expect(() => query.call(client, config)).toThrow(UnrecordedWrite);
  }
});

test('what a unit of work records is let pass, inside that step alone', async () => {
  await whileRecording(async () => {
    expect(() => send('update service_case set title = null')).not.toThrow();
    await Promise.resolve();
    expect(() => send('update service_case set title = null')).not.toThrow();
  });
  expect(() => send('update service_case set title = null')).toThrow(UnrecordedWrite);
});

test('with nothing tracked there is nothing to guard', () => {
  const open = new (guardedClient([]))();
  expect(() => open.query('update anything set x = 1', [], () => undefined)).not.toThrow();
});

test('the error names the table, and no value', () => {
  expect(() => send(`update service_case set contact_name = '张三'`)).toThrow(/^A write to "service_case" went around the unit of work/);
});
