import { requireRuntime } from '@linli/process/runtime';

requireRuntime();
const { exitOn } = await import('@linli/process/fault');
try {
  const { work } = await import('./work.ts');
  await work();
} catch (error) {
  exitOn(error);
}
