import { rm } from 'node:fs/promises';

export default async function teardown() {
  const { postgres, home } = globalThis.linliTest;
  await postgres.stop();
  await rm(home, { recursive: true, force: true });
}
