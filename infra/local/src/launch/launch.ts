import { describeError, Fault } from '@linli/process/fault';
import { readSettings, type Settings } from '@linli/process/settings';
import { untilStopped } from '@linli/process/stop';
import { listDistricts } from '../database/prepare.ts';
import { DEMO_SIGN_INS } from '../demo/sign-ins.ts';
import { dataDirOf, openInstallation } from '../installation.ts';
import { launcherOf } from '../postgres/running.ts';
import { loadDemoInto } from './demo.ts';
import { readOptions, type LaunchOptions } from './options.ts';
import { findApiPort } from './port.ts';
import { readyBlock } from './ready.ts';
import { logFolderOf, startServices, type Services } from './services.ts';
import { Terminal } from './terminal.ts';

/** Starts everything, keeps it running until it is asked to stop or can go on no longer, and ends the process. */
export async function launch(): Promise<never> {
  const options = readOptions();
  const terminal = new Terminal(process.stdout);
  const asked = stopAsked();
  const house = new AsyncDisposableStack();
  let exitCode = 0;
  const complain = (error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    exitCode ||= error instanceof Fault ? error.exitCode : 1;
  };
  try {
    const { broken } = await start(options, terminal, house, asked);
    await unlessAborted(asked, broken);
  } catch (error) {
    if (!asked.aborted) complain(error);
  }
  const begun = performance.now();
  await house.disposeAsync().catch(complain);
  if (asked.aborted) terminal.line(`\n已停止 stopped (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  process.exit(exitCode);
}

/** Aborted by Ctrl+C, SIGTERM, or when the terminal is closed. */
function stopAsked(): AbortSignal {
  const asked = new AbortController();
  void untilStopped().then(() => asked.abort());
  if (process.stdout.isTTY) process.on('SIGHUP', () => asked.abort()); // otherwise it may be nohup's business
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined); // nobody reads any more
  return asked.signal;
}

/** Takes the steps to a running installation; what they open is closed with `house`, last opened first. */
async function start(options: LaunchOptions, terminal: Terminal, house: AsyncDisposableStack, asked: AbortSignal): Promise<Services> {
  const settings = readSettings();
  refuseSecondLauncher(settings);
  const port = await findApiPort(settings);
  terminal.line(`邻里 Linli · Node ${process.versions.node} · ${settings.home}`);

  const installation = await terminal.step('数据库 database', async onProgress => {
    const opened = await openInstallation(settings, { join: false, onProgress });
    house.defer(() => opened.close());
    asked.throwIfAborted();
    return opened;
  });

  const found = await listDistricts(installation.ownerUrl);
  if (found.length === 0 && (options.demo ?? installation.isEmbedded)) {
    await terminal.step('演示数据 demo data', tell => unlessAborted(asked, loadDemoInto(installation, options.scale, tell)), '装好 loaded');
  } else if (options.demo || options.scale) {
    terminal.line(`演示数据 demo data … 未装 not loaded: ${found.length === 0 ? 'add --demo for that' : `there are ${found.length} districts already`}`);
  }

  const services = await terminal.step('服务 API and worker', async () => {
    const started = startServices(installation, port, sentence => terminal.line(sentence));
    house.defer(async () => void (await started.stop()));
    const url = await unlessAborted(asked, Promise.race([started.ready, started.broken]));
    return { ...started, url };
  });

  const districts = await listDistricts(installation.ownerUrl);
  terminal.line(readyBlock({ url: services.url, logFolder: logFolderOf(settings), districts, signIns: DEMO_SIGN_INS }));
  return services;
}

/** Told before anything else is looked at: a second launcher would also find the port taken. */
function refuseSecondLauncher(settings: Settings): void {
  const launcher = settings.databaseUrl === undefined ? launcherOf(dataDirOf(settings)) : undefined;
  if (launcher === undefined) return;
  throw new Fault(`Linli is already running on ${settings.home} under process ${launcher}: use that one, stop it, or set another LINLI_HOME and PORT.`);
}

function unlessAborted<T>(asked: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(asked.reason as Error);
    if (asked.aborted) abort();
    asked.addEventListener('abort', abort);
  });
  return Promise.race([work, aborted]);
}
