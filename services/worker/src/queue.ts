import type { Domain } from '@linli/domain/domain';
import type { Log } from '@linli/process/log';
import { Logger, run, type Runner, type RunnerOptions } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { caseCloseUnconfirmed } from './case-close-unconfirmed.task.ts';
import { caseDeadline } from './case-deadline.task.ts';
import { dayTurn } from './day-turn.task.ts';
import { Presence } from './presence.ts';
import type { Task } from './task.ts';

const TASKS: readonly Task[] = [caseDeadline, caseCloseUnconfirmed, dayTurn];
/** Looked at this often for jobs whose time has come, in milliseconds. */
const POLL = 1_000;
/** Before a queue that ended by itself is begun again, in milliseconds. */
const AGAIN = 1_000;

/**
 * graphile-worker on the job tables, as the queue's role; jobs of workers that died are taken over. It gives up when
 * the database goes away while a job is being marked as done, and is then begun again: the job runs once more, which
 * every task can bear.
 */
export async function startQueue(domain: Domain, log: Log): Promise<{ stop(): Promise<void> }> {
  const pool = domain.connections.pool('linli_queue', { max: 7 });
  const presence = new Presence(pool, log);
  const options = (): RunnerOptions => ({
    pgPool: pool,
    concurrency: 4,
    pollInterval: POLL,
    noHandleSignals: true,
    events: new EventEmitter().on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => presence.announce(workerPool.id)),
    // In batches (of what is there at once): a single job that cannot be marked would end the process instead.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ queue: message }, 'job queue');
    }),
    taskList: Object.fromEntries(TASKS.map(task => [task.identifier, (payload: unknown) => task.perform(domain, payload)])),
    parsedCronItems: TASKS.flatMap(task => (task.cron ? [task.cron] : [])),
  });
  let runner: Runner | undefined = await run(options());
  let stopping = false;
  const kept = (async () => {
    while (!stopping) {
      try {
        runner ??= await run(options());
        await runner.promise;
      } catch (error) {
        log.warn({ err: error }, 'the job queue failed');
      }
      runner = undefined;
      if (!stopping) await sleep(AGAIN);
    }
  })();
  return {
    async stop() {
      stopping = true;
      await runner?.stop();
      await kept;
      presence.leave();
      await pool.end();
    },
  };
}
