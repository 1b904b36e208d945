import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

/** 跌倒, 突发疾病, 走失, 纠纷, 其他. */
export const INCIDENT_KINDS = ['FALL', 'ILLNESS', 'LOST', 'DISPUTE', 'OTHER'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

const CareIncidentSchema = defineEntity({
  name: 'CareIncident',
  tableName: 'care_incident',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    centreId: p.uuid(),
    /** Whom it happened to, if anybody. */
    residentId: p.uuid().nullable(),
    kind: p.string().$type<IncidentKind>(),
    /** What happened; encrypted, see `people/sealed.ts`. Null once the data of whom it is about was erased. */
    textSealed: p.text().nullable(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    recordedById: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
  }),
});

/** 意外事件. An entry of a centre's incident log. */
export class CareIncident extends CareIncidentSchema.class {
  static readonly schema = CareIncidentSchema;
}
CareIncidentSchema.setClass(CareIncident);
