import { Ctx, Resolver } from 'type-graphql';
import { Command, Input } from '../graphql/command.ts';
import { given } from '../graphql/given.ts';
import { rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { GridMergeInput, GridSplitInput } from './grid.input.ts';
import { PlacePayload } from './place.type.ts';

/** Grids that are split and merged, by admins over their community. */
@Resolver()
export class GridCommandsResolver {
  @Command(() => PlacePayload, '拆分网格 Closes a grid and founds its parts; its addresses, people, open cases and workers go on there. Answers with the grid that closed.')
  async gridSplit(@Input(() => GridSplitInput) input: GridSplitInput, @Ctx() { operation }: Context) {
    const parts = input.parts.map(part => {
      const { code, name, boundary, addressIds, buildings, workerIds } = given(part);
      return { code, name, boundary, addressIds: addressIds?.map(id => rowId('Address', id)), buildings, workerIds: accounts(workerIds) };
    });
    return { place: await operation.domain.grids.split(operation.by(input), rowId('Place', input.gridId), parts, input.day ?? undefined) };
  }

  @Command(() => PlacePayload, '合并网格 Closes grids of one community; another takes all that is theirs. Answers with that one.')
  async gridMerge(@Input(() => GridMergeInput) input: GridMergeInput, @Ctx() { operation }: Context) {
    const { gridId, code, name, boundary } = given(input.into);
    const place = await operation.domain.grids.merge(
      operation.by(input), input.gridIds.map(id => rowId('Place', id)),
      { gridId: gridId === undefined ? undefined : rowId('Place', gridId), code, name, boundary }, input.day ?? undefined, accounts(input.workerIds));
    return { place };
  }
}

function accounts(ids: readonly string[] | null | undefined): string[] | undefined {
  return ids?.map(id => rowId('Account', id));
}
