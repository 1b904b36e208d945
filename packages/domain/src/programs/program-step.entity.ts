import { defineEntity } from '@mikro-orm/core';
import type { CalendarDate } from '../shared/clock.ts';

const ProgramStepSchema = defineEntity({
  name: 'ProgramStep',
  tableName: 'program_step',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    /** Key of a STEP among the program's parts. */
    stepKey: p.string(),
    /** Null when it turned out not to be done. */
    doneOn: p.date().$type<CalendarDate>().nullable(),
    note: p.text().nullable(),
    recordedById: p.uuid().nullable(),
    recordedAt: p.datetime(),
  }),
});

/** 步骤进展. That a step of a program was done. */
export class ProgramStep extends ProgramStepSchema.class {
  static readonly schema = ProgramStepSchema;
}
ProgramStepSchema.setClass(ProgramStep);
