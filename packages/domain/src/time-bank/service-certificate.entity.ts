import { defineEntity } from '@mikro-orm/core';
import type { CalendarDate } from '../shared/clock.ts';

const ServiceCertificateSchema = defineEntity({
  name: 'ServiceCertificate',
  tableName: 'service_certificate',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    residentId: p.uuid(),
    /** What was served from the first to the last day, both included. */
    firstDay: p.date().$type<CalendarDate>(),
    lastDay: p.date().$type<CalendarDate>(),
    /** Minutes of service as the ledger had them, and what of them was donated. */
    minutes: p.integer(),
    donated: p.integer(),
    /** Printed on it; whoever has it can check the certificate. */
    code: p.string(),
    issuedAt: p.datetime(),
    issuedById: p.uuid().nullable(),
  }),
});

/** 服务证明. What somebody has served within some days, to be shown to others. Insert-only; the paper is a file that belongs to it. */
export class ServiceCertificate extends ServiceCertificateSchema.class {
  static readonly schema = ServiceCertificateSchema;
}
ServiceCertificateSchema.setClass(ServiceCertificate);
