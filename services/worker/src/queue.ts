import type { Domain } from '@linli/domain/domain';
import { Fault, exitOn } from '@linli/process/fault';
import type { Log } from '@linli/process/log';
import { Logger, run, type Runner } from 'graphile-worker';
import { EventEmitter } from 'node:events';
import { activityReminder } from './activity.task.ts';
import { attachmentSweep } from './attachment-sweep.task.ts';
import { careBookingReminder, careOfferExpiry } from './care-booking.task.ts';
import { caseCloseUnconfirmed } from './case-close-unconfirmed.task.ts';
import { caseDeadline } from './case-deadline.task.ts';
import { dayTurn } from './day-turn.task.ts';
import { enduring } from './enduring.ts';
import { exchangeReminder, exchangeReview } from './exchange.task.ts';
import { exportWrite } from './export-write.task.ts';
import { importApply } from './import-apply.task.ts';
import { importCheck } from './import-check.task.ts';
import { ledger } from './ledger.task.ts';
import { Presence } from './presence.ts';
import { residentCall } from './resident-call.task.ts';
import type { Task } from './task.ts';

const TASKS: readonly Task[] = [
  caseDeadline, caseCloseUnconfirmed, importCheck, importApply, exportWrite, dayTurn, ledger, attachmentSweep, residentCall, exchangeReminder, exchangeReview, activityReminder,
  careBookingReminder, careOfferExpiry,
];
/** Looked at this often for jobs whose time has come, in milliseconds. */
const POLL = 1_000;

/** graphile-worker on the job tables, as the queue's role; jobs of workers that died are taken over. */
export async function startQueue(domain: Domain, log: Log): Promise<{ stop(): Promise<void> }> {
  const pool = enduring(domain.connections.pool('linli_queue', { max: 6 }));
  const presence = new Presence(pool, log);
  const events = new EventEmitter();
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => presence.announce(workerPool.id));
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: 4,
    pollInterval: POLL,
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ queue: message }, 'job queue');
    }),
    taskList: Object.fromEntries(TASKS.map(task => [task.identifier, (payload: unknown) => task.perform(domain, payload)])),
    parsedCronItems: TASKS.flatMap(task => (task.cron ? [task.cron] : [])),
  });
  let stopping = false;
  const ended = () => { if (!stopping) exitOn(ENDED); };
  runner.promise.then(ended, ended);
  return {
    async stop() {
      stopping = true;
      await runner.stop();
      presence.leave();
      await pool.end();
    },
  };
}

/** A worker without its queue would go on counting and look alive. */
const ENDED = new Fault('The job queue has ended, as when a newer version changes its tables: start this worker again, in that version.');
