import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';
import { CHANGED_IN, type ChangedIn } from '../shared/changed.ts';
import { Refusal } from '../shared/refusal.ts';

/** 部门, 物业公司, 业委会, 服务机构, 捐助单位, 其他. */
export const ORGANISATION_KINDS = ['DEPARTMENT', 'PROPERTY_MANAGER', 'OWNERS_COMMITTEE', 'SERVICE_PROVIDER', 'SPONSOR', 'OTHER'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** The place that it serves, with everything under it. */
    placeId: p.uuid(),
    name: p.string(),
    kind: p.string().$type<OrganisationKind>(),
    externalSystem: p.string().nullable(),
    externalId: p.string().nullable(),
    /** Since when it gets nothing new. */
    closedAt: p.datetime().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    recordedAt: p.datetime(),
    /** Its own latest change, or that of its contacts and duties. */
    updatedAt: p.datetime(),
    /** Which transaction wrote it last; see shared/changed. */
    changedIn: p.type('xid8').$type<ChangedIn>().defaultRaw(CHANGED_IN.default).onUpdate(CHANGED_IN.anew),
  }),
});

/** A department, company, committee or other body that cases are assigned to. */
export class Organisation extends OrganisationSchema.class {
  static readonly schema = OrganisationSchema;

  /** @throws Refusal WRONG_STATE at `path` for one that is closed */
  refuseIfClosed(path: readonly string[]): void {
    if (this.closedAt) throw new Refusal('WRONG_STATE', 'This organisation is closed.', path);
  }
}
OrganisationSchema.setClass(Organisation);
