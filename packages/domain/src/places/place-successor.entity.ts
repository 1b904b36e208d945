import { defineEntity } from '@mikro-orm/core';

const PlaceSuccessorSchema = defineEntity({
  name: 'PlaceSuccessor',
  tableName: 'place_successor',
  properties: p => ({
    districtId: p.integer().primary(),
    placeId: p.uuid().primary(),
    successorId: p.uuid().primary(),
    /** 0 for the one that took everything that was not given to another. */
    ordinal: p.integer(),
  }),
});

/** What came in place of a place that closed: the parts of a grid that was split, or the grid it was merged into. */
export class PlaceSuccessor extends PlaceSuccessorSchema.class {}
PlaceSuccessorSchema.setClass(PlaceSuccessor);
