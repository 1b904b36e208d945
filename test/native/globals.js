/*
 * What a test file imports as `@jest/globals`. The runner would wait for ever for a test that never ends: here is the
 * limit, which a test or a hook may set for itself and LINLI_TEST_MS for all the others.
 */
const TEST_MS = Number(process.env.LINLI_TEST_MS ?? 120_000);

function limited(work, ms = TEST_MS) {
  return work && (async (...given) => {
    let timer;
    const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`It took more than ${ms} ms.`)), ms); });
    try {
      await Promise.race([work(...given), late]);
    } finally {
      clearTimeout(timer);
    }
  });
}

const named = add => (name, work, ms) => add(name, limited(work, ms));
const hook = add => (work, ms) => add(limited(work, ms));

function limitedTest(add) {
  return Object.assign(named(add), { each: (...table) => named(add.each(...table)) });
}

export const test = Object.assign(limitedTest(globalThis.test), {
  only: limitedTest(globalThis.test.only),
  skip: limitedTest(globalThis.test.skip),
});
export const it = test;
export const [beforeAll, beforeEach, afterAll, afterEach] = [globalThis.beforeAll, globalThis.beforeEach, globalThis.afterAll, globalThis.afterEach].map(hook);
export const { describe, expect, jest } = globalThis;
