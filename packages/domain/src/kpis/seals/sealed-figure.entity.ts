import { defineEntity } from '@mikro-orm/core';

const SealedFigureSchema = defineEntity({
  name: 'SealedFigure',
  tableName: 'sealed_figure',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    sealId: p.uuid(),
    placeId: p.uuid(),
    /** The indicator's key, and the version of its declaration then. */
    indicator: p.string(),
    version: p.integer(),
    numerator: p.double().$type<number>(),
    denominator: p.double().$type<number>().nullable(),
    /** In the indicator's unit; null without data. */
    value: p.double().$type<number>().nullable(),
    /** Of a mean, the sum of the squares that its variance is made from; null of others, and of means sealed before it was kept. */
    squares: p.double().$type<number>().nullable(),
  }),
});

/** 封存数值. One figure as it was sealed. */
export class SealedFigure extends SealedFigureSchema.class {
  static readonly schema = SealedFigureSchema;
}
SealedFigureSchema.setClass(SealedFigure);
