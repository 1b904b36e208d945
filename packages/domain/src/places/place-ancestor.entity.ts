import { defineEntity } from '@mikro-orm/core';

const PlaceAncestorSchema = defineEntity({
  name: 'PlaceAncestor',
  tableName: 'place_ancestor',
  properties: p => ({
    districtId: p.integer().primary(),
    placeId: p.uuid().primary(),
    ancestorId: p.uuid().primary(),
    /** Steps up the tree; 0 for the place itself. */
    depth: p.integer(),
  }),
});

/** The closure of the tree: every place with each place above it and itself. Written by the places service alone. */
export class PlaceAncestor extends PlaceAncestorSchema.class {}
PlaceAncestorSchema.setClass(PlaceAncestor);
