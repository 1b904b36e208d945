import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { nodeOf } from './node.ts';
import { NodeType } from './node.type.ts';
import type { Context } from './operation.ts';

/** Anything by its global id (Relay). */
@Resolver()
export class NodeResolver {
  @Query(() => NodeType, { nullable: true, description: '对象 Anything by its global id; null when there is none that one may see.' })
  node(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return nodeOf(operation, id);
  }
}
