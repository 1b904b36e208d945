import type { Pool, PoolClient } from 'pg';

/** Serialization failure: graphile-worker runs such a statement again, after 50 ms and then ever later, up to 5 s. */
const AGAIN = '40001';
/** PostgreSQL's classes for a connection that is gone, or a server that is. */
const GONE = /^(08|57P)/;

/**
 * A pool whose statements graphile-worker runs again when the server went away under them. Otherwise a job that is done
 * just then cannot be marked so, which nobody catches, and the process would end. Every statement of it can bear that.
 */
export function enduring(pool: Pool): Pool {
  const connect = pool.connect.bind(pool);
  pool.on('connect', (client: PoolClient) => {
    client.query = again<typeof client.query>(client.query.bind(client));
  });
  pool.connect = ((callback?: Parameters<typeof connect>[0]) => (callback ? connect(callback) : again(connect)())) as typeof pool.connect;
  return pool;
}

/** The same function, whose promise fails with {@link AGAIN} where it would have failed for want of a server. */
function again<F extends (...args: never[]) => unknown>(work: F): F {
  return ((...args: Parameters<F>) => {
    const answer = work(...args);
    return answer instanceof Promise ? answer.catch((error: unknown) => { throw wentAway(error) ? Object.assign(error, { code: AGAIN }) : error; }) : answer;
  }) as F;
}

function wentAway(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { severity, code = '' } = error as { severity?: string; code?: string };
  return severity === undefined || GONE.test(code); // only the server's own errors have a severity
}
