import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from './place.entity.ts';

const DistrictSchema = defineEntity({
  name: 'District',
  tableName: 'district',
  properties: p => ({
    id: p.integer().primary(),
    code: p.string(),
    name: p.string(),
    province: p.string(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
  }),
});

/** A tenant, in the catalogue of all tenants. Its `id` is the official code by default and is never changed. */
export class District extends DistrictSchema.class {
  static readonly schema = DistrictSchema;
}
DistrictSchema.setClass(District);
