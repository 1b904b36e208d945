import { defineEntity } from '@mikro-orm/core';

const OrganisationContactSchema = defineEntity({
  name: 'OrganisationContact',
  tableName: 'organisation_contact',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    name: p.string(),
    /** Encrypted; see people/sealed. */
    phoneSealed: p.text(),
    recordedAt: p.datetime(),
  }),
});

/** Somebody to call at an organisation. */
export class OrganisationContact extends OrganisationContactSchema.class {
  static readonly schema = OrganisationContactSchema;
}
OrganisationContactSchema.setClass(OrganisationContact);
