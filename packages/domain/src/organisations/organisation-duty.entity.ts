import { defineEntity } from '@mikro-orm/core';

const OrganisationDutySchema = defineEntity({
  name: 'OrganisationDuty',
  tableName: 'organisation_duty',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    /** A category of cases; of the classes under it too. */
    categoryId: p.uuid(),
  }),
});

/** A category of cases that an organisation answers for. */
export class OrganisationDuty extends OrganisationDutySchema.class {}
OrganisationDutySchema.setClass(OrganisationDuty);
