import type { CallJob } from '@linli/domain/register/disclosures.service';
import { z } from 'zod';
import { defineTask } from './task.ts';

const callJob = z.object({ districtId: z.int().positive(), callId: z.uuid() }) satisfies z.ZodType<CallJob>;

/** A call that was asked for: the gateway places it, or it is tried again. */
export const residentCall = defineTask('resident_call', callJob, (domain, job) => domain.disclosures.placeCall(job));
