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
import type { AddressInfo } from 'node:net';
import { apiSchema } from './graphql/schema.ts';
import { createServer } from './http/server.ts';
import { CHANNELS, closeFeeds, openFeeds, wakeFeeds } from './live/feeds.ts';

/** Serves the API until it is told to stop. The database has been migrated before. */
export async function serve(): Promise<never> {
  const settings = readSettings();
  const log = createLog('api', settings);
  if (!settings.databaseUrl) throw new Fault('The API needs DATABASE_URL; `npm start` sets it.');
  const key = installationKey(settings);
  const domain = await Domain.open({
    url: settings.databaseUrl, key, storage: await openStorage(settings, key), ...(settings.callGateway && { calls: httpCallGateway(settings.callGateway) }),
    ...(settings.publicUrl && { publicUrl: settings.publicUrl }),
  });
  const feeds = openFeeds(domain, log);
  const listener = new Listener(roleUrl(settings.databaseUrl, 'linli_reader', key), CHANNELS, (channel, districtId) => wakeFeeds(feeds, channel, districtId));
  const app = await createServer({ domain, log, ...feeds }, await apiSchema());
  await listener.start();
  await app.listen({ host: settings.host, port: settings.port });
  const { port } = app.server.address() as AddressInfo;
  const stopped = closeWhenStopped([
    async () => {
      await app.close(); // first: clients hear that the server goes away, not that their subscriptions are complete
      closeFeeds(feeds);
      await listener.stop();
      await domain.close();
    },
  ]);
  process.send?.({ ready: true, url: `http://${settings.host}:${port}` }); // from here on it can be stopped in order
  return stopped;
}
