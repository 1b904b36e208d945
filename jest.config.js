/** Native ESM: swc only strips types and decorators; packages are read from their sources. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: false },
        target: 'es2024',
        keepClassNames: true,
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    }],
  },
  testEnvironmentOptions: { customExportConditions: ['linli:source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/{packages,services,infra,apps,schema,test}/**/*.test.ts'],
  // Too long for every run: planted faults are for `npm run kpi:torture`, the whole demo for `npm run demo:test`.
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.browser\\.test\\.ts$', ...(process.env.KPI_FAULTS ? [] : ['planted-faults']), ...(process.env.DEMO ? [] : ['demo\\.db'])],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/test/global-setup.js',
  globalTeardown: '<rootDir>/test/global-teardown.js',
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  testTimeout: 60_000,
  maxWorkers: 2,
};
