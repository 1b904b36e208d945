import { expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script against the room's sources in a process of its own. */
function run(script: string): { child: ChildProcess; ended: Promise<{ code: number | null; out: string; err: string }> } {
  const source = script.replaceAll(/from '\.\/(\w+)\.ts'/g, (_, file: string) => `from ${JSON.stringify(new URL(`./${file}.ts`, import.meta.url).href)}`);
  const child = spawn(process.execPath, ['--conditions=linli:source', '--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let [out, err] = ['', ''];
  child.stdout!.on('data', chunk => (out += chunk));
  child.stderr!.on('data', chunk => (err += chunk));
  const ended = Promise.all([once(child, 'exit'), once(child.stdout!, 'end'), once(child.stderr!, 'end')]); // 'close' does not come after disconnect()
  return { child, ended: ended.then(([[code]]) => ({ code: code as number | null, out, err })) };
}

const stopping = (closers: string, limitMs = 10_000) => `import { closeWhenStopped } from './stop.ts';
  setInterval(() => {}, 1000);
  closeWhenStopped([${closers}], ${limitMs});
  process.send('ready');`;

test('closers run once and in order, however many signals come', async () => {
  const { child, ended } = run(stopping(`async () => { await new Promise(r => setTimeout(r, 100)); console.log('first'); }, () => console.log('second')`));
  await once(child, 'message');
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM'] as const) child.kill(signal);
  expect(await ended).toEqual({ code: 0, out: 'first\nsecond\n', err: '' });
});

test('a child whose launcher is gone closes too', async () => {
  const { child, ended } = run(stopping(`() => console.log('closed')`));
  await once(child, 'message');
  child.disconnect();
  expect(await ended).toMatchObject({ code: 0, out: 'closed\n' });
});

test('a closer that fails does not keep the next from closing, but the exit code tells', async () => {
  const { child, ended } = run(stopping(`() => { throw new Error('stuck') }, () => console.log('closed')`));
  await once(child, 'message');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 1, out: 'closed\n', err: expect.stringContaining('stuck') });
});

test('a closer that never ends is not waited for for ever', async () => {
  const { child, ended } = run(stopping(`() => new Promise(() => {})`, 200));
  await once(child, 'message');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 1, err: expect.stringContaining('exiting with work unfinished') });
});

test('of a fault only the sentence is shown, of a mistake of ours everything', async () => {
  const fault = await run(`import { Fault, exitOn } from './fault.ts'; exitOn(new Fault('Port taken.', { exitCode: 3, cause: new Error('inner') }));`).ended;
  expect(fault).toEqual({ code: 3, out: '', err: 'Port taken.\n' });
  const mistake = await run(`import { exitOn } from './fault.ts'; exitOn(new Error('ours'));`).ended;
  expect(mistake).toMatchObject({ code: 1, err: expect.stringMatching(/Error: ours\n {4}at /) });
});

test('an old Node is sent to npm start', async () => {
  const old = await run(`Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
    const { requireRuntime } = await import(${JSON.stringify(new URL('./runtime.ts', import.meta.url).href)}); requireRuntime(); console.log('went on');`).ended;
  expect(old).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Linli needs Node 24 .*npm start.*\n$/) });
});

test('nothing about a person or a secret is logged, at any depth, bound or thrown', async () => {
  const { out } = await run(`import { createLog } from './log.ts';
    const log = createLog('api', { logLevel: 'info' });
    log.child({ name: '张三' }).warn({
      cases: [{ contact: { id_number: '110', Phone: '138', idNumber: '110', kind: 'NOISE' } }],
      req: { id: 7, method: 'GET', url: '/graphql?token=138', headers: { authorization: '138' } },
      err: Object.assign(new Error('duplicate key', { cause: new Error('inner') }), { code: '23505', detail: 'Key (phone)=(138)', phone: '138' }),
    }, 'refused');
    log.error(new Error('plain'));
    log.debug('not at this level');`).ended;
  const [first, second, none] = out.split('\n').map(line => (line ? (JSON.parse(line) as object) : undefined));
  expect(out).not.toMatch(/138|110|张三/);
  expect(first).toMatchObject({
    level: 'warn', service: 'api', msg: 'refused', cases: [{ contact: { kind: 'NOISE' } }],
    req: { id: 7, method: 'GET', path: '/graphql' }, err: { code: '23505', message: 'duplicate key', cause: { message: 'inner' } },
  });
  expect(second).toMatchObject({ level: 'error', msg: 'plain', err: { type: 'Error', stack: expect.any(String) } });
  expect(none).toBeUndefined();
});
