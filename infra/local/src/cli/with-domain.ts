import { Domain } from '@linli/domain/domain';
import { Refusal } from '@linli/domain/shared/refusal';
import { sqlState } from '@linli/domain/shared/unit-of-work';
import { Fault } from '@linli/process/fault';
import { readSettings } from '@linli/process/settings';
import { untilStopped } from '@linli/process/stop';
import { openInstallation } from '../installation.ts';

/** As a shell reports a command that Ctrl+C ended. */
const INTERRUPTED = 130;
/** The server, or the launcher whose server we joined, has gone meanwhile. */
const GONE = new Set(['57P01', '57P02', '57P03', 'ECONNRESET', 'ECONNREFUSED']);

/**
 * Opens the installation, works on it and closes it, also on Ctrl+C. What takes long is told on standard error, so
 * that standard output holds the command's answer alone.
 * @param work answers the exit code, by default 0
 * @throws Fault when the domain refuses
 */
export async function withDomain(work: (domain: Domain) => Promise<number | void>): Promise<void> {
  const stopped = untilStopped().then(() => INTERRUPTED);
  const installation = await openInstallation(readSettings(), { join: true, onProgress: message => process.stderr.write(`${message} …\n`) });
  try {
    const domain = await Domain.open({ url: installation.ownerUrl, key: installation.key });
    const finished = closing(domain, work(domain));
    process.exitCode = (await Promise.race([finished, stopped])) ?? 0;
  } catch (error) {
    if (error instanceof Refusal) throw new Fault(error.message, { cause: error });
    if (GONE.has(sqlState(error) ?? '')) throw new Fault('The database was stopped meanwhile: run the command again.', { cause: error });
    throw error;
  } finally {
    await installation.close();
  }
  if (process.exitCode === INTERRUPTED) process.exit();
}

async function closing<T>(domain: Domain, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    await domain.close();
  }
}
