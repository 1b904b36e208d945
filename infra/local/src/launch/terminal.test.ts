import { expect, test } from '@jest/globals';
import { pad, Terminal } from './terminal.ts';

function collect(isTTY: boolean): { terminal: Terminal; text: () => string } {
  let text = '';
  return { terminal: new Terminal({ isTTY, columns: 20, write: more => (text += more) }), text: () => text.replaceAll(/\(\d+\.\d s\)/g, '(n s)') };
}

test('a file gets one line for each thing told, and nothing after the end', async () => {
  const { terminal, text } = collect(false);
  let late: (message: string) => unknown = () => undefined;
  await terminal.step('数据库 database', async tell => {
    late = tell;
    tell('once');
  });
  late('too late');
  expect(text()).toBe('数据库 database … once\n数据库 database … 就绪 ready (n s)\n');
});

test('a terminal gets it in place, cut to its width in columns', async () => {
  const { terminal, text } = collect(true);
  await terminal.step('数据', async tell => tell('正在装入很多很多数据'));
  expect(text()).toBe('\r\x1b[K数据 … \r\x1b[K数据 … 正在装入很多\r\x1b[K数据 … 就绪 ready (n s)\n');
});

test('a step that fails says so and fails', async () => {
  const { terminal, text } = collect(false);
  await expect(terminal.step('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text()).toBe('a … 未成 failed\n');
});

test('Chinese takes two columns', () => {
  expect([pad('济源市', 8), pad('Jiyuan', 8)]).toEqual(['济源市  ', 'Jiyuan  ']);
});
