import { defineEntity } from '@mikro-orm/core';

const ServiceTypeSchema = defineEntity({
  name: 'ServiceType',
  tableName: 'service_type',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    code: p.string(),
    name: p.string(),
    /** Since when it is offered no longer. */
    closedAt: p.datetime().nullable(),
  }),
});

/** 服务项目. What volunteers do for others, such as company, cleaning or errands; also the skills that they have. */
export class ServiceType extends ServiceTypeSchema.class {
  static readonly schema = ServiceTypeSchema;
}
ServiceTypeSchema.setClass(ServiceType);
