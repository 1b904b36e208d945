import type { SheetJob } from '@linli/domain/sheets/sheet-jobs';
import { z } from 'zod';

/** Payload of the jobs about one import or export. */
export const sheetJob = z.object({ districtId: z.int().positive(), id: z.uuid() }) satisfies z.ZodType<SheetJob>;
