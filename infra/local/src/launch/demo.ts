import { Domain } from '@linli/domain/domain';
import { Fault } from '@linli/process/fault';
import { withClient } from '../database/client.ts';
import { fillOnce } from '../database/unfinished.ts';
import { loadDemo } from '../demo/load.ts';
import type { Installation } from '../installation.ts';
import type { Scale } from './options.ts';

/**
 * Loads the demo data into an empty database. Cut short, the next start begins anew.
 * @throws Fault for a scale that is too small
 */
export async function loadDemoInto({ ownerUrl, key }: Installation, scale: Scale | undefined, onProgress: (message: string) => void): Promise<void> {
  const domain = await Domain.open({ url: ownerUrl, key });
  try {
    await fillOnce(ownerUrl, () => loadDemo(domain, {
      now: new Date(), ...scale, onProgress, analyse: tables => withClient(ownerUrl, async client => void (await client.query(`analyze ${tables.join(', ')}`))),
    }));
  } catch (error) {
    if (scale && error instanceof RangeError) throw new Fault(`--scale ${scale.residents},${scale.cases} cannot be: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await domain.close();
  }
}
