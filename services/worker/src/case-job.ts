import type { CaseJob } from '@linli/domain/cases/deadlines';
import { z } from 'zod';

/** Payload of the jobs about one case. */
export const caseJob = z.object({ districtId: z.int().positive(), caseId: z.uuid() }) satisfies z.ZodType<CaseJob>;
