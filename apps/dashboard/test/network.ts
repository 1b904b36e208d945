import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** The way from a browser to the API, which can be cut like a cable. */
export interface Network {
  readonly url: string;
  /** Ends every connection, and lets none come about. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function networkTo(api: string): Promise<Network> {
  const { hostname, port } = new URL(api);
  const ends = new Set<Socket>();
  let whole = true;
  const server = createServer(near => {
    if (!whole) return void near.destroy();
    const far = connect(Number(port), hostname);
    const pair = [near, far];
    for (const end of pair) {
      ends.add(end);
      end.on('error', () => undefined); // closing follows
      end.on('close', () => {
        ends.delete(end);
        for (const other of pair) other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>(resume => server.listen(0, '127.0.0.1', resume));
  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    cut,
    mend: () => {
      whole = true;
    },
    close: () => new Promise(resume => {
      cut();
      server.close(() => resume());
    }),
  };
}
