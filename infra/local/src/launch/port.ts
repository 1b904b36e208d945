import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';
import type { Settings } from '@linli/process/settings';
import { tryPort } from '../postgres/port.ts';

/** After a launcher was killed, its API takes a moment to notice and let go of the port. */
const PATIENCE_MS = 2_000;

/**
 * The port the API will listen on: `PORT`, or a free one for 0. Looked at before anything that takes long.
 * @throws Fault when it is taken, or `HOST` is no address of this machine
 */
export async function findApiPort({ port, host }: Pick<Settings, 'port' | 'host'>): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await tryPort(port, host);
    } catch (error) {
      const isTaken = codeOf(error) === 'EADDRINUSE';
      if (isTaken && Date.now() < deadline) {
        await sleep(100);
        continue;
      }
      const sentence = isTaken
        ? `Port ${port} of ${host} is taken by another program: stop that program, or choose another port with PORT (0 takes a free one).`
        : `Linli cannot listen on port ${port} of ${host} (${codeOf(error)}): choose others with PORT and HOST.`;
      throw new Fault(sentence, { cause: error });
    }
  }
}
