import { defineEntity } from '@mikro-orm/core';
import type { DataOrigin } from '../places/place.entity.ts';

const PlaybookSchema = defineEntity({
  name: 'Playbook',
  tableName: 'playbook',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** Unique in the district, and the same in every district that it came to. */
    key: p.string(),
    title: p.string(),
    /** The program that it was first written from: the pilot. Null when it came from another district. */
    programId: p.uuid().nullable(),
    dataOrigin: p.string().$type<DataOrigin>(),
    createdAt: p.datetime(),
  }),
});

/** 方案手册. What worked once, written down so that others can do it; in versions. */
export class Playbook extends PlaybookSchema.class {
  static readonly schema = PlaybookSchema;
}
PlaybookSchema.setClass(Playbook);
