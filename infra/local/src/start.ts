import { requireRuntime } from '@linli/process/runtime';

requireRuntime();
const { launch } = await import('./launch/launch.ts');
await launch();
