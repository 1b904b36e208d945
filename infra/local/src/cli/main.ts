import { requireRuntime } from '@linli/process/runtime';

requireRuntime();
const { runCommand } = await import('./commands.ts');
await runCommand();
