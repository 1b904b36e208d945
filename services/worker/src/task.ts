import type { Domain } from '@linli/domain/domain';
import type { ParsedCronItem } from 'graphile-worker';
import type { z } from 'zod';

/** One kind of job: how its payload is checked, and what is done. It may run late, twice, or in vain. */
export interface Task {
  readonly identifier: string;
  /** When it runs by itself. */
  readonly cron?: ParsedCronItem;
  perform(domain: Domain, payload: unknown): Promise<void>;
}

/** Defines a task. @throws z.ZodError, as the job's failure, for a payload of another shape */
export function defineTask<P>(
  identifier: string, payload: z.ZodType<P>, perform: (domain: Domain, payload: P) => Promise<void>, cron?: ParsedCronItem,
): Task {
  return { identifier, ...(cron && { cron }), perform: (domain, given) => perform(domain, payload.parse(given)) };
}
