import base from './jest.config.js';

/** Tests in a real browser; `npm run build` first. */
export default {
  ...base,
  testMatch: ['<rootDir>/apps/**/*.browser.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  maxWorkers: 2,
};
