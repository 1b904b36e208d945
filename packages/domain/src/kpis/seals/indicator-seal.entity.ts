import { defineEntity } from '@mikro-orm/core';
import type { CalendarDate } from '../../shared/clock.ts';
import type { PeriodKind } from '../language/indicator.ts';

const IndicatorSealSchema = defineEntity({
  name: 'IndicatorSeal',
  tableName: 'indicator_seal',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    placeId: p.uuid(),
    periodKind: p.string().$type<PeriodKind>(),
    fromDay: p.date().$type<CalendarDate>(),
    /** The first day after it. */
    toDay: p.date().$type<CalendarDate>(),
    /** The seal that this one stands in for; null for the first of a period. */
    correctsId: p.uuid().nullable(),
    /** The district's revision whose figures these are, and the digest of the definitions that counted them. */
    revision: p.double().$type<number>(),
    definitions: p.string(),
    comment: p.text(),
    sealedAt: p.datetime(),
    /** Null for the system itself. */
    sealedById: p.uuid().nullable(),
    /** SHA-256 over all of this, the sealed figures, and the digest of the seal that it corrects; in hexadecimal. */
    digest: p.string(),
  }),
});

/** 封存. The figures of a closed period at a place and its communities, signed off. It is never changed and never taken away; a correction is another seal. */
export class IndicatorSeal extends IndicatorSealSchema.class {
  static readonly schema = IndicatorSealSchema;
}
IndicatorSealSchema.setClass(IndicatorSeal);
