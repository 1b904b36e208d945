import pg from 'pg';

/** Longer than this a server that is there does not take to answer. */
const CONNECT_WITHIN_MS = 10_000;

/** Works on one connection of its own, closed afterwards. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS, application_name: 'linli launcher' });
  client.on('error', () => undefined); // the statement that fails reports it
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
