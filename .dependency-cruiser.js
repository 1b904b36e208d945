/**
 * Who may import whom. Every rule says why in its `comment`, which is printed when it is broken.
 * Type imports count as well: a room that names another room's types knows that room.
 */
const DOMAIN = '^packages/domain/src/';
const TESTS = ['\\.test\\.ts$', '/test/', '^test/'];
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)|^(${names.join('|')})(/|$)`;
const core = (...names) => `^(node:)?(${names.join('|')})$`;

/** The domain's rooms from the front door inwards: each may import those before it, and none after it. */
const ROOMS = {
  shared: 'it is what every room stands on, and would drag in whatever it knew',
  places: 'everything happens at a place, so places know nothing of what happens there',
  people: 'people live at places, whether or not they ever sign in or ask for anything',
  access: 'whether somebody may act is asked by the rooms above, which then do what only they understand',
  audit: 'it records every command by name and fields, so it may not depend on what the commands are',
  notices: 'everybody is told things by every room above, which declares what it says and to whom beside what causes it',
  attachments: 'it keeps files of records whose rooms tell it who may see them; what the records are it does not know',
  ledger: 'it moves value between accounts, whoever owns them and whatever for',
  sheets: 'it knows how spreadsheets come in and go out, whatever stands in them; the rooms above declare their kinds',
  organisations: 'a department answers for matters whose course it does not know',
  register: 'it keeps the register of people; what is done for them is the business of the rooms above',
  programs: 'a program is put together from parts that the rooms above understand',
  points: 'points are given for what others announce; whoever else keeps a book stands beside it',
  'time-bank': 'minutes are earned by serving a neighbour; points and cases are other matters',
  cases: 'a case knows its place, its people and who may act; that it is counted is not its business',
  surveys: 'it asks and counts answers; what is done about them is the business of whoever asked',
  activities: 'people come together for whatever reason: the rooms above say what a course or a meal is for',
  'digital-bridge': 'a senior learns to do it alone; the care centre is another house',
  'elder-care': 'seniors are cared for at a centre and at home; what they learn is another matter',
  kpis: 'it reads the records of every room, and no room knows that it is read',
};

/** Rooms that stand beside each other: none of a row knows the others of it. */
const BESIDE = [['points', 'time-bank', 'cases', 'surveys'], ['digital-bridge', 'elder-care']];

const rooms = Object.entries(ROOMS).map(([room, reason], at, all) => {
  const below = all.slice(0, at + 1).map(([name]) => name).filter(name => name === room || !BESIDE.some(row => row.includes(room) && row.includes(name)));
  return {
    name: `room-${room}`,
    comment: `${room} may import only ${below.join(', ')}: ${reason}. What lower rooms have to know of upper ones is registered in registered.ts.`,
    severity: 'error',
    from: { path: `${DOMAIN}${room}/`, pathNot: TESTS },
    to: { path: `${DOMAIN}(?!(${below.join('|')})/)` },
  };
});

const forbidden = [
  ...rooms,
  {
    name: 'room-without-a-place',
    comment: 'A new room must be given its place in the order (ROOMS in .dependency-cruiser.js), or nobody checks its imports.',
    severity: 'error',
    from: { path: `${DOMAIN}(?!(${Object.keys(ROOMS).join('|')}|migrations|testing)/)[^/]+/` },
    to: {},
  },
  {
    name: 'steps-stand-alone',
    comment: 'A migration step that has run somewhere must mean the same for ever; entities, catalogues and services change.',
    severity: 'error',
    from: { path: `${DOMAIN}migrations/(\\d|queue|tenant-table|statements|columns)` },
    to: { path: '^(packages|services|apps|infra|bench|schema)/', pathNot: `${DOMAIN}migrations/(tenant-table|statements|columns)\\.ts$` },
  },
  {
    name: 'rules-are-pure',
    comment: 'Rules and policies are arithmetic on their arguments, so that property tests can cover them: no I/O, no ORM, no services.',
    severity: 'error',
    from: { path: '\\.(rule|policy)\\.ts$' },
    to: {
      path: [
        '\\.(service|read|loader|task|resolver)\\.ts$',
        `${DOMAIN}shared/(unit-of-work|transaction|bulk|connections|snapshot|wake|listener|idempotency)\\.ts$`,
        npm('@mikro-orm', 'pg', 'kysely', 'graphile-worker'),
        core('fs', 'fs/promises', 'net', 'child_process', 'crypto', 'timers', 'timers/promises'),
      ],
    },
  },
  {
    name: 'domain-has-no-transport',
    comment: 'What is true is true whoever asks: HTTP and GraphQL end in services/api, so that worker, imports and tests run without them.',
    severity: 'error',
    from: { path: '^packages/domain/' },
    to: {
      path: [
        npm('fastify', '@fastify', 'express', '@apollo', '@as-integrations', 'graphql', 'graphql-\\w+', 'type-graphql', 'dataloader', 'ws', 'undici'),
        core('http', 'https', 'http2', 'net', 'tls'),
      ],
    },
  },
  {
    name: 'rooms-have-no-queue',
    comment: 'Rooms add jobs through app.add_job inside their transaction, never through a queue client; only migrations know graphile-worker.',
    severity: 'error',
    from: { path: '^packages/domain/', pathNot: `${DOMAIN}migrations/` },
    to: { path: npm('graphile-worker') },
  },
  {
    name: 'domain-stands-alone',
    comment: 'The domain reads no environment and starts nothing; everything else of ours is built on it, so it may import none of it.',
    severity: 'error',
    from: { path: '^packages/domain/' },
    to: { path: '^(services|apps|infra|bench|schema)/|^packages/(?!domain/)' },
  },
  {
    name: 'process-stands-alone',
    comment: 'packages/process is what every process needs before it knows what it is for: it imports nothing of ours.',
    severity: 'error',
    from: { path: '^packages/process/' },
    to: { path: '^(services|apps|infra|bench|schema)/|^packages/(?!process/)' },
  },
  {
    name: 'storage-knows-the-port',
    comment: 'A storage keeps bytes under keys: of the domain it knows the port that it fills, and not what the bytes are.',
    severity: 'error',
    from: { path: '^packages/storage/', pathNot: TESTS },
    to: { path: '^(services|apps|infra|bench|schema|packages)/', pathNot: `^packages/storage/|${DOMAIN}(attachments/storage|shared/clock)\\.ts$` },
  },
  {
    name: 'services-meet-in-the-database',
    comment: 'Services are processes that may be deployed apart: they share the domain and the database, never each other\'s code.',
    severity: 'error',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^services/', pathNot: '^services/$1/' },
  },
  {
    name: 'services-are-started-not-imported',
    comment: 'A service belongs to its own process; whoever needs one starts it or talks to it over its port.',
    severity: 'error',
    from: { pathNot: ['^services/', '^apps/[^/]+/test/'] }, // the page's tests run both ends of the wire in one process
    to: { path: '^(services/|@linli/(api|worker)(/|$))' },
  },
  {
    name: 'services-build-on-packages',
    comment: 'What runs in production may not depend on how it is started on a laptop, or on what measures it.',
    severity: 'error',
    from: { path: '^services/', pathNot: TESTS },
    to: { path: '^(infra|bench|apps)/' },
  },
  {
    name: 'infra-starts-things',
    comment: 'Infra prepares and starts processes with domain and process; it knows no window, page or bench.',
    severity: 'error',
    from: { path: '^infra/' },
    to: { path: '^(services|apps|bench|schema)/' },
  },
  {
    name: 'dashboard-sees-the-contract',
    comment: 'The page is a client like any third party: all it may import of ours is schema/.',
    severity: 'error',
    from: { path: '^apps/', pathNot: TESTS },
    to: { path: '^(packages|services|infra|bench)/' },
  },
  {
    name: 'contract-depends-on-nobody',
    comment: 'schema/ is what clients get; it must make sense without the rest of the repository.',
    severity: 'error',
    from: { path: '^schema/' },
    to: { path: '^(packages|services|apps|infra|bench)/' },
  },
  {
    name: 'orm-stays-in-the-domain',
    comment: 'Writes go through the unit of work and reads through .read.ts; an entity manager or query builder elsewhere would go around both.',
    severity: 'error',
    from: { path: '^(services|apps|infra|bench)/' },
    to: { path: npm('@mikro-orm', 'kysely') },
  },
  {
    name: 'resolvers-hold-no-sql',
    comment: 'A resolver unpacks, asks the service and hands back; a statement there would escape the reads\' tenancy and their names.',
    severity: 'error',
    from: { path: '\\.(resolver|type)\\.ts$' },
    to: { path: npm('pg') },
  },
  {
    name: 'resolvers-do-not-call-resolvers',
    comment: 'Shared behaviour belongs to a service or a read; a resolver called by another runs outside its limits and permissions.',
    severity: 'error',
    from: { path: '\\.resolver\\.ts$' },
    to: { path: '\\.resolver\\.ts$' },
  },
  {
    name: 'no-test-code-in-product-code',
    comment: 'Builders and test databases take short cuts (no passwords, owner rights) that must never run in an installation.',
    severity: 'error',
    from: { path: '^(packages|services|apps|infra|schema)/', pathNot: [...TESTS, '^packages/[^/]+/src/testing/'] },
    to: { path: [...TESTS, '^packages/[^/]+/src/testing/', npm('jest', '@jest', 'fast-check', 'supertest', 'playwright-core')] },
  },
  {
    name: 'no-cycles',
    comment: 'In native ESM a cycle of values fails at load or sees undefined. Types are erased, so two files of one room may name each other\'s.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    comment: 'A file that imports nothing and that nobody imports is dead: remove it, or use it.',
    severity: 'error',
    from: { orphan: true, pathNot: ['\\.d\\.ts$', '^apps/dashboard/public/', '(^|/)[\\w.-]+\\.config\\.js$', ...TESTS] },
    to: {},
  },
  {
    name: 'no-unknown-modules',
    comment: 'An import that does not resolve works on one machine at best.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'A package that our package.json does not name is there by accident of hoisting and may leave with the next update.',
    severity: 'error',
    from: { path: '^(packages|services|apps|infra|schema|bench)/', pathNot: TESTS },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?!node_modules/).*/dist/' },
    tsPreCompilationDeps: 'specify',
    parser: 'swc',
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['linli:source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
