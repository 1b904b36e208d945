import { defineEntity } from '@mikro-orm/core';

const ProgramStaffSchema = defineEntity({
  name: 'ProgramStaff',
  tableName: 'program_staff',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    programId: p.uuid(),
    accountId: p.uuid(),
    /** Key of a ROLE among the program's parts. */
    roleKey: p.string(),
    since: p.datetime(),
    /** Does it no more from then on. */
    until: p.datetime().nullable(),
  }),
});

/** 项目人员. Somebody who does something in a program. */
export class ProgramStaff extends ProgramStaffSchema.class {
  static readonly schema = ProgramStaffSchema;
}
ProgramStaffSchema.setClass(ProgramStaff);
