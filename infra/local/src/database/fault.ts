import { isNativeError } from 'node:util/types';
import { NewerDatabase } from '@linli/domain/migrations/migrate';
import { sqlState } from '@linli/domain/shared/unit-of-work';
import { Fault } from '@linli/process/fault';

/** SQLSTATEs of which an operator can do something, and what. */
const ADVICE: Readonly<Record<string, (at: Address) => string>> = {
  '28P01': ({ server, user }) => `The ${server} refuses the password of ${user}: correct DATABASE_URL.`,
  '28000': ({ server, user }) => `The ${server} does not let ${user} in: correct DATABASE_URL, or the server's pg_hba.conf.`,
  '3D000': ({ server, database }) => `The ${server} has no database "${database}": create it, or correct DATABASE_URL.`,
  '53300': ({ server }) => `The ${server} has no connection left: close some, or raise its max_connections.`,
  '57P03': ({ server }) => `The ${server} is starting or stopping: try again in a moment.`,
};

const INSUFFICIENT_PRIVILEGE = '42501';

/** Where a connection string leads. Never its password. */
interface Address {
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

/** What kept us from connecting, as one sentence. */
export function connectFault(error: unknown, url: string): Fault {
  const at = addressOf(url);
  const code = sqlState(error);
  const sentence = ADVICE[code ?? '']?.(at) ?? `The ${at.server} cannot be reached (${code ?? messageOf(error)}): start it, or correct DATABASE_URL.`;
  return new Fault(sentence, { cause: error });
}

/** What kept us from bringing the database to this version: a fault where an operator can do something, else the error itself. */
export function migrateFault(error: unknown, url: string): unknown {
  if (error instanceof NewerDatabase) return new Fault(error.message, { cause: error });
  const { server, user, database } = addressOf(url);
  if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) return error;
  return new Fault(
    `${user} may not prepare the database "${database}" of the ${server} (${rootOf(error)}): ` +
      'let DATABASE_URL sign in as the owner of that database, with the right to create roles.',
    { cause: error },
  );
}

function addressOf(url: string): Address {
  const { hostname, port, username, pathname } = new URL(url);
  return {
    server: `database server at ${hostname || 'localhost'}:${port || 5432}`,
    user: decodeURIComponent(username) || 'the user',
    database: decodeURIComponent(pathname.slice(1)),
  };
}

/** The server's own words, below what the layers above it added. */
function rootOf(error: unknown): string {
  let root = error;
  while (isNativeError(root) && isNativeError(root.cause)) root = root.cause;
  return messageOf(root);
}

function messageOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
