import { Domain } from '@linli/domain/domain';
import { Listener } from '@linli/domain/shared/listener';
import { roleUrl } from '@linli/domain/shared/roles';
import { httpCallGateway } from '@linli/process/call-gateway';
import { Fault } from '@linli/process/fault';
import { installationKey } from '@linli/process/key';
import { createLog } from '@linli/process/log';
import { readSettings } from '@linli/process/settings';
import { closeWhenStopped } from '@linli/process/stop';
import { openStorage } from '@linli/storage/open';
import { CountingLoop } from './counting-loop.ts';
import { startQueue } from './queue.ts';

/** Counts indicators and carries out jobs until it is told to stop. Any number of these may run at once. */
export async function work(): Promise<never> {
  const settings = readSettings();
  const log = createLog('worker', settings);
  if (!settings.databaseUrl) throw new Fault('The worker needs DATABASE_URL; `npm start` sets it.');
  const key = installationKey(settings);
  const domain = await Domain.open({ url: settings.databaseUrl, key, storage: await openStorage(settings, key), ...(settings.callGateway && { calls: httpCallGateway(settings.callGateway) }) });
  const counting = new CountingLoop(domain, log);
  const listener = new Listener(roleUrl(settings.databaseUrl, 'linli_writer', key), ['change'], (_, districtId) => counting.wake(districtId));
  await listener.start();
  counting.start();
  const queue = await startQueue(domain, log);
  const stopped = closeWhenStopped([
    async () => {
      await queue.stop();
      await listener.stop();
      await counting.stop();
      await domain.close();
    },
  ]);
  process.send?.({ ready: true }); // from here on it can be stopped in order
  return stopped;
}
