import { requireRuntime } from '@linli/process/runtime';

requireRuntime();
const { exitOn } = await import('@linli/process/fault');
try {
  const { serve } = await import('./serve.ts');
  await serve();
} catch (error) {
  exitOn(error);
}
