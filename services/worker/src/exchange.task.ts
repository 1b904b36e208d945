import { system } from '@linli/domain/shared/performer';
import type { ExchangeJob } from '@linli/domain/time-bank/exchange-jobs';
import { z } from 'zod';
import { defineTask } from './task.ts';

const exchangeJob = z.object({ districtId: z.int().positive(), exchangeId: z.uuid() }) satisfies z.ZodType<ExchangeJob>;

/** The day before a service of the time bank: both sides are reminded. */
export const exchangeReminder = defineTask('exchange_reminder', exchangeJob, (domain, job) => domain.timeBank.exchanges.remind(system(job.districtId), job));

/** Nobody has confirmed a service in time: workers look after it. */
export const exchangeReview = defineTask('exchange_review', exchangeJob, (domain, job) => domain.timeBank.exchanges.review(system(job.districtId), job));
