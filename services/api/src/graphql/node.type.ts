import { ID, Field, InterfaceType } from 'type-graphql';

/** Anything with a global id (Relay). */
@InterfaceType('Node', {
  description: '对象 Anything with a global id.',
  resolveType: (row: object) => {
    if ('__typename' in row) return row.__typename as string;
    return 'level' in row ? PLACE_TYPES[row.level as keyof typeof PLACE_TYPES] : 'Case';
  },
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Opaque and unique in the whole API.' })
  id!: string;
}

/** The type that stands for each level of the tree. */
export const PLACE_TYPES = { DISTRICT: 'District', STREET: 'Street', COMMUNITY: 'Community', GRID: 'Grid', MICRO_GRID: 'MicroGrid' } as const;
