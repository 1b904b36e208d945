import { Command, InvalidArgumentError } from 'commander';

/** What `npm start --` takes. */
export interface LaunchOptions {
  /** Whether to load demo data into an empty database; undecided means: into our embedded one. */
  readonly demo?: boolean;
  readonly scale?: Scale;
}

/** How much demo data. */
export interface Scale {
  readonly residents: number;
  readonly cases: number;
}

const ABOUT = `启动邻里：数据库、接口、后台和页面。 Starts Linli: database, API, worker and page.

Ctrl+C 停止全部 stops everything; the data stays for the next start.`;

const ENVIRONMENT = `
环境变量 environment:
  PORT          接口端口 where page and API listen (default 4000; 0 takes a free one)
  HOST          监听地址 the address they listen on (default 127.0.0.1, this machine only)
  DATABASE_URL  自备数据库 a PostgreSQL of your own, as its owner (default: the embedded one)
  LINLI_HOME    数据目录 folder of data, key and logs (default .linli in the checkout)
  LINLI_KEY     主密钥 the installation's key, 32 bytes in base64 or hex (default: <LINLI_HOME>/key)
  LOG_LEVEL     日志级别 fatal, error, warn, info, debug, trace or silent (default info)

例 examples:
  npm start
  PORT=8080 npm start -- --no-demo
  DATABASE_URL=postgres://linli:secret@db.example:5432/linli npm start
`;

/** Reads the command line; `--help` and mistakes end the process as commander does. */
export function readOptions(argv: readonly string[] = process.argv): LaunchOptions {
  const command = new Command('npm start')
    .usage('-- [options]')
    .description(ABOUT)
    .option('--demo', '空库装入演示数据，自备数据库也装 load demo data into an empty database, also one of your own')
    .option('--no-demo', '不装演示数据 load no demo data')
    .option('--scale <residents,cases>', '演示数据量 how much demo data, e.g. 700000,1000000', parseScale)
    .helpOption('-h, --help', '显示本说明 show this')
    .addHelpText('after', ENVIRONMENT)
    .allowExcessArguments(false)
    .parse(argv);
  return command.opts();
}

function parseScale(text: string): Scale {
  const [, residents, cases] = /^(\d{1,8}),(\d{1,8})$/.exec(text) ?? [];
  if (!residents || !cases) throw new InvalidArgumentError('Expected two whole numbers, e.g. 700000,1000000.');
  return { residents: Number(residents), cases: Number(cases) };
}
