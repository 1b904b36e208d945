import { STAFF, holdsSomewhere } from '@linli/domain/access/actor';
import { adoptersOfPlaybook, playbookCount, playbookPage, type PlaybookRow, type PlaybookVersionRow } from '@linli/domain/programs/programs.read';
import { fileOf } from '@linli/domain/programs/playbooks.service';
import { one } from '@linli/domain/shared/read';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { globalId, rowId } from '../graphql/global-id.ts';
import type { Context } from '../graphql/operation.ts';
import { pageById } from '../graphql/page-by-id.ts';
import { PlaybookConnection, PlaybookPartKindType, PlaybookType, PlaybookVersionType, ProgramType } from './program.type.ts';

/** Playbooks, for the staff of the district; for others there are none. */
@Resolver(() => PlaybookType)
export class PlaybookResolver {
  @Query(() => PlaybookConnection, { description: '方案手册 Playbooks of the district, the latest first; none for who is not on the staff.' })
  playbooks(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Rows in the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the row before.' }) after: string | undefined,
    @Ctx() { operation }: Context,
  ) {
    const staff = holdsSomewhere(operation.actor, STAFF);
    return pageById(first, after, async (position, limit) => (staff ? operation.rows(playbookPage, position, limit) : []),
      async () => (staff ? one(operation, playbookCount) : { n: 0 }));
  }

  @Query(() => PlaybookType, { nullable: true, description: '方案手册 A playbook by id; null when there is none that one may see.' })
  playbook(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Ctx() { operation }: Context) {
    return operation.loaders.playbook.load(rowId('Playbook', id));
  }

  @Query(() => [PlaybookPartKindType], { description: '手册组成种类 Kinds of parts that this installation understands.' })
  playbookPartKinds(@Ctx() { operation }: Context): PlaybookPartKindType[] {
    return operation.domain.programs.partKinds.map(({ key, title: { ZH: zh, EN: en } }) => ({ key, zh, en }));
  }

  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: PlaybookRow): string {
    return globalId('Playbook', id);
  }

  @FieldResolver(() => [PlaybookVersionType], { description: '版本 The latest first.' })
  versions(@Root() { id }: PlaybookRow, @Ctx() { operation }: Context) {
    return operation.loaders.playbookVersions.load(id);
  }

  @FieldResolver(() => ProgramType, { nullable: true, description: '试点项目 What it was first written from; null when it came from another district.' })
  original(@Root() { programId }: PlaybookRow, @Ctx() { operation }: Context) {
    return programId && operation.loaders.program.load(programId);
  }

  @FieldResolver(() => [ProgramType], { description: '推广项目 Programs that run or ran it after the pilot, to be shown beside it, by when they began; at most 1,000.' })
  async adopters(@Root() { id }: PlaybookRow, @Ctx() { operation }: Context) {
    const programs = await Promise.all((await operation.rows(adoptersOfPlaybook, id)).map(adopter => operation.loaders.program.load(adopter.id)));
    return programs.filter(program => program !== null);
  }
}

@Resolver(() => PlaybookVersionType)
export class PlaybookVersionResolver {
  @FieldResolver(() => ID, { description: 'Opaque and unique in the whole API.' })
  id(@Root() { id }: PlaybookVersionRow): string {
    return globalId('PlaybookVersion', id);
  }

  @FieldResolver(() => PlaybookType, { nullable: true, description: '方案手册' })
  playbook(@Root() { playbookId }: PlaybookVersionRow, @Ctx() { operation }: Context) {
    return operation.loaders.playbook.load(playbookId);
  }

  @FieldResolver(() => String, { nullable: true, description: '导出文件 The text of the file by which it goes to another district.' })
  async file(@Root() version: PlaybookVersionRow, @Ctx() { operation }: Context) {
    const playbook = await operation.loaders.playbook.load(version.playbookId);
    return playbook && fileOf(playbook, version);
  }
}
