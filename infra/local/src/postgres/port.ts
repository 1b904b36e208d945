import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { codeOf } from '@linli/process/file';
import { Fault } from '@linli/process/fault';

/**
 * The port a server of ours can listen on, on this machine's own address: the wished one, or a free one for 0.
 * @throws Fault when the wished one is taken.
 */
export async function findPort(wished: number): Promise<number> {
  try {
    return await tryPort(wished, '127.0.0.1');
  } catch (error) {
    const why = codeOf(error) === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${codeOf(error)})`;
    throw new Fault(`Port ${wished} of 127.0.0.1 ${why}: stop that program or choose another port.`, { cause: error });
  }
}

/** Listens for a moment; answers the port, which for 0 is a free one. Throws what the system says. */
export async function tryPort(wished: number, host: string): Promise<number> {
  const server = createServer();
  try {
    server.listen(wished, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } finally {
    server.close();
  }
}
