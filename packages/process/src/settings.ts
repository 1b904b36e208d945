import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Fault } from './fault.ts';

/** The folder that holds this installation: found from this file, so it does not depend on where a command was typed. */
const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What the environment decides about a process of ours; the same for launcher, API and worker. */
export interface Settings {
  /** `PORT`: where the API listens; 0 takes a free one. Default 4000. */
  readonly port: number;
  /** `HOST`: the address the API listens on. Default 127.0.0.1, this machine only. */
  readonly host: string;
  /** `DATABASE_URL`: a PostgreSQL of the operator's; absent means the embedded one. */
  readonly databaseUrl?: string;
  /** `LINLI_HOME`: absolute folder for key, data and logs; a relative one counts from the checkout. Default `.linli`. */
  readonly home: string;
  /** `LINLI_STORAGE_URL`: an S3-compatible bucket for files, `s3://key:secret@host:port/bucket?region=…&tls=false`; absent means a folder in `home`. */
  readonly storageUrl?: string;
  /** `LINLI_CALL_GATEWAY`: where calls are placed without showing the number, `https://user:password@host/path`; absent means no such calls. */
  readonly callGateway?: string;
  /** `LINLI_PUBLIC_URL`: where everybody reaches the API, printed on papers that can be checked; absent means they name no address. */
  readonly publicUrl?: string;
  /** `LOG_LEVEL`: the least severe level written. Default info. */
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const port = 'must be a whole number from 0 to 65535';
const shape = z.object({
  PORT: z.string().regex(/^\d{1,5}$/, port).transform(Number).refine(value => value <= 65_535, port).default(4000),
  HOST: z.string().regex(/^[\w.:%-]+$/, 'must be a host name or an IP address').default('127.0.0.1'),
  DATABASE_URL: z.string().refine(isPostgresUrl, 'must be a URL like postgres://user:password@host:5432/database').optional(),
  LINLI_HOME: z.string().default('.linli'),
  LINLI_STORAGE_URL: z.string().refine(isBucketUrl, 'must be a URL like s3://key:secret@host:9000/bucket?region=us-east-1&tls=true').optional(),
  LINLI_CALL_GATEWAY: z.string().refine(isHttpUrl, 'must be a URL like https://user:password@host/path').optional(),
  LINLI_PUBLIC_URL: z.string().refine(isHttpUrl, 'must be a URL like https://linli.example.cn').optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** May hold a password: named in faults, never quoted. */
const UNQUOTED = ['DATABASE_URL', 'LINLI_STORAGE_URL', 'LINLI_CALL_GATEWAY'];

/**
 * Reads the settings; an empty variable counts as absent.
 * @throws Fault when a variable has a value that cannot be meant.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.keys(shape.shape).flatMap(name => (env[name] ? [[name, env[name]] as const] : []));
  const read = shape.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name} ${message}${UNQUOTED.includes(name) ? '' : `, got "${env[name]}"`}`;
    });
    throw new Fault(`${wrong.join('; ')}.`);
  }
  const { PORT, HOST, DATABASE_URL, LINLI_HOME, LINLI_STORAGE_URL, LINLI_CALL_GATEWAY, LINLI_PUBLIC_URL, LOG_LEVEL } = read.data;
  return {
    port: PORT,
    host: HOST,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    home: resolve(CHECKOUT, LINLI_HOME),
    ...(LINLI_STORAGE_URL === undefined ? {} : { storageUrl: LINLI_STORAGE_URL }),
    ...(LINLI_CALL_GATEWAY === undefined ? {} : { callGateway: LINLI_CALL_GATEWAY }),
    ...(LINLI_PUBLIC_URL === undefined ? {} : { publicUrl: LINLI_PUBLIC_URL }),
    logLevel: LOG_LEVEL,
  };
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}

function isBucketUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, hostname, pathname, searchParams } = new URL(value);
  const known = [...searchParams.keys()].every(name => ['region', 'tls'].includes(name)) && ['true', 'false', null].includes(searchParams.get('tls'));
  return protocol === 's3:' && username !== '' && password !== '' && hostname !== '' && /^\/[a-z0-9][a-z0-9.-]+$/.test(pathname) && known;
}
