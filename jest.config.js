/** Test files run in Node.js as it is (`test/native`), many in one thread: one that changes a global changes it for the others. */
export default {
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/test/native/setup.js'],
  transform: {},
  testMatch: ['<rootDir>/{packages,services,infra,apps,schema,test}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.browser\\.test\\.ts$'],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/test/global-setup.js',
  globalTeardown: '<rootDir>/test/global-teardown.js',
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  maxWorkers: 3, // on two cores: some tests wait for time to pass
};
